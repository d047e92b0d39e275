extension CertificateVerifier {
  /// Walks every tree of the proof: branches split, and each leaf bounds its plans.
  mutating func checkTree(_ proof: SearchTreeProof) {
    guard proof.scale >= 1, proof.scale <= LinkPrices.limit, proof.levels.count <= problem.levels.count else {
      return fail("tree.shape", 0)
    }
    guard let table = CutRows.table(problem, proof.cuts) else { return fail("tree.cut", 0) }
    let frame = LeafBound.Frame(problem)
    for (level, tree) in proof.levels.enumerated() {
      var walk = TreeWalk(
        problem: problem, frame: frame, table: table, scale: proof.scale,
        kept: Array(verdict.levelValues.prefix(level)), bound: tree.bound)
      if tree.bound < verdict.levelValues[level] { return fail("tree.bound", level) }
      if let fault = walk.fault(in: tree.nodes) { return fail(fault, level) }
    }
    verdict.bounds = proof.levels.map(\.bound)
    verdict.provenLevels = zip(verdict.levelValues, verdict.bounds).prefix { $0 == $1 }.count
    // A bound beyond the first open level speaks of plans that reach this plan's value there, not of all.
    verdict.bounds = Array(verdict.bounds.prefix(verdict.provenLevels + 1))
  }
}

extension CertificateVerifier {
  /// A tree without a plan proves that there is none: its bound lies below the value of every plan.
  mutating func checkNoPlan(_ proof: SearchTreeProof) {
    guard proof.scale >= 1, proof.scale <= LinkPrices.limit, proof.levels.count == 1 else {
      return fail("tree.shape", 0)
    }
    let tree = proof.levels[0]
    guard Int128(tree.bound) < problem.leastValue else { return fail("tree.bound", 0) }
    guard let table = CutRows.table(problem, proof.cuts) else { return fail("tree.cut", 0) }
    var walk = TreeWalk(
      problem: problem, frame: LeafBound.Frame(problem), table: table, scale: proof.scale, kept: [], bound: tree.bound)
    if let fault = walk.fault(in: tree.nodes) { return fail(fault, 0) }
    verdict.provesInfeasible = true
  }
}

extension AssignmentProblem {
  /// No plan scores less in the first level: every unit at the worst score of an arc, and at the worst of a marginal in
  /// each outlet on its way.
  var leastValue: Int128 {
    var worst = Int128(0)
    for row in 0..<rowCount {
      for arc in arcs.arcs(ofRow: row) { worst = min(worst, Int128(levels[0].score(row: row, arc: arc))) }
    }
    var marginal = Int128(0)
    for segment in marginals.lazy.flatMap(\.segments) { marginal = min(marginal, Int128(segment.scores[0])) }
    var depth = 1
    for column in 0..<columnCount {
      var (length, at) = (1, parent(ofOutlet: column))
      while let outlet = at { (length, at) = (length + 1, parent(ofOutlet: outlet)) }
      depth = max(depth, length)
    }
    return Int128(units) * (worst + Int128(depth) * marginal)
  }
}

/// Checks one tree.
private struct TreeWalk {
  let problem: AssignmentProblem
  let frame: LeafBound.Frame
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
      case .closing(let prices, let arcs):
        guard isValid(prices),
          LeafBound.closes(arcs, above: bound, problem, frame, table, box, prices, scale: scale, kept: kept)
        else { return "tree.closing" }
        var rest = box
        rest.close(arcs)
        open.append(rest)
      case .plan:
        var box = box
        let isOpen = !box.isEmpty && box.closeCells(table) && !box.contradicts(table.linears)
        if isOpen, !excludes(box) { return "tree.plan" }
      }
    }
    return open.isEmpty ? nil : "tree.shape"
  }

  private func fault(of prices: LinkPrices, _ box: LeafBox) -> String? {
    guard isValid(prices) else { return "tree.prices" }
    let value = LeafBound.value(problem, frame, table, box, prices, scale: scale, kept: kept)
    return (value.map { $0 <= Int128(bound) } ?? true) ? nil : "tree.leaf"
  }

  /// Whether there is a price for everything, none too large, and of the right sign.
  private func isValid(_ prices: LinkPrices) -> Bool {
    guard prices.levels.count == kept.count, prices.links.count == table.count,
      prices.groups.count == problem.groups.count, prices.levels.allSatisfy({ $0 >= 0 }),
      prices.sides.count == table.linears.count
    else { return false }
    for (index, price) in prices.sides.enumerated() where price != 0 {
      if (price > 0 ? table.linears.uppers[index] : table.linears.lowers[index]) == nil { return false }
    }
    let all = [prices.levels, prices.links, prices.groups, prices.sides].joined()
    return all.allSatisfy { $0.magnitude <= LinkPrices.limit.magnitude }
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
