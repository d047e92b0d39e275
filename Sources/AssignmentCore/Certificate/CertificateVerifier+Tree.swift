extension CertificateVerifier {
  /// Walks every tree of the proof: branches split, and each leaf bounds its plans.
  mutating func checkTree(_ proof: SearchTreeProof) {
    guard proof.scale >= 1, proof.scale <= LinkPrices.limit, proof.levels.count <= problem.levels.count else {
      return fail("tree.shape", 0)
    }
    let table = LinkTable(problem)
    for (level, tree) in proof.levels.enumerated() {
      var walk = TreeWalk(
        problem: problem, table: table, scale: proof.scale, kept: Array(verdict.levelValues.prefix(level)),
        bound: tree.bound)
      if let fault = walk.fault(in: tree.nodes) { return fail(fault, level) }
      if tree.bound < verdict.levelValues[level] { return fail("tree.bound", level) }
    }
    verdict.bounds = proof.levels.map(\.bound)
    verdict.provenLevels = zip(verdict.levelValues, verdict.bounds).prefix { $0 == $1 }.count
    // A bound beyond the first open level speaks of plans that reach this plan's value there, not of all.
    verdict.bounds = Array(verdict.bounds.prefix(verdict.provenLevels + 1))
  }
}

/// Checks one tree.
private struct TreeWalk {
  let problem: AssignmentProblem
  let table: LinkTable
  let scale: Int64
  let kept: [Int64]
  let bound: Int64

  /// The first thing that is wrong, or nil.
  mutating func fault(in nodes: [SearchTreeProof.Node]) -> String? {
    var open = [LeafBox(problem)]
    for node in nodes {
      guard let box = open.popLast() else { return "tree.shape" }
      switch node {
      case .branch(let branch):
        var (holds, fails) = (box, box)
        guard holds.keep(branch, holds: true), fails.keep(branch, holds: false) else { return "tree.branch" }
        open.append(fails)
        open.append(holds)
      case .prices(let prices): if let fault = fault(of: prices, box) { return fault }
      case .plan:
        var box = box
        let isOpen = !box.isEmpty && box.closeCells(table) && !box.contradicts(table.linears)
        if isOpen, !excludes(box) { return "tree.plan" }
      }
    }
    return open.isEmpty ? nil : "tree.shape"
  }

  private func fault(of prices: LinkPrices, _ box: LeafBox) -> String? {
    guard prices.levels.count == kept.count, prices.links.count == table.count,
      prices.groups.count == problem.groups.count, prices.levels.allSatisfy({ $0 >= 0 }),
      prices.sides.count == table.linears.count
    else { return "tree.prices" }
    for (index, price) in prices.sides.enumerated() where price != 0 {
      if (price > 0 ? table.linears.uppers[index] : table.linears.lowers[index]) == nil { return "tree.prices" }
    }
    let all = [prices.levels, prices.links, prices.groups, prices.sides].joined()
    guard all.allSatisfy({ $0.magnitude <= LinkPrices.limit.magnitude }) else { return "tree.prices" }
    let value = LeafBound.value(problem, table, box, prices, scale: scale, kept: kept)
    return (value.map { $0 <= Int128(bound) } ?? true) ? nil : "tree.leaf"
  }

  /// Whether the only plan of the box breaks a rule, loses in an earlier level, or keeps within the bound.
  private func excludes(_ box: LeafBox) -> Bool {
    guard let plan = box.onlyPlan else { return false }
    let outcome = SolveOutcome(termination: .finished, assignment: plan, certificate: .none(reason: ""))
    let verdict = CertificateVerifier.verify(problem, outcome)
    guard verdict.accepted else { return true }
    let values = verdict.levelValues
    return zip(values, kept).contains { $0 < $1 } || values[kept.count] <= bound
  }
}
