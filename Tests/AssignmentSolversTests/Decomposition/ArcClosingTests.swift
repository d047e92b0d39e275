import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import Testing

/// Arcs that no better plan uses: what is closed loses, and a proof that closes too much is refused.
struct ArcClosingTests {
  /// People with hours and attorneys short of both places and hours: the linear programme is never whole.
  private static func problem(seed: UInt64) throws -> AssignmentProblem {
    var random = SplitMix64(seed: seed)
    let (rows, columns) = (24, 5)
    var (starts, arcs, scores): ([Int], [Int32], [Int64]) = ([0], [], [])
    var hours = [[SideConstraint.RowWeight]](repeating: [], count: columns)
    for row in 0..<rows {
      let weight = Int64(random.integer(in: 4...24))
      for column in 0..<columns where random.below(2) == 0 {
        arcs.append(Int32(column))
        scores.append(Int64(100 * (1 + random.below(3)) + random.below(30)))
        hours[column].append(.init(row: Int32(row), weight: weight))
      }
      starts.append(arcs.count)
    }
    return try AssignmentProblem(
      rowCounts: [Int32](repeating: 1, count: rows), columnCapacities: [Int32](repeating: 5, count: columns),
      arcs: .sparse(starts: starts, columns: arcs),
      levels: [ObjectiveLevel(name: "quality", scores: .perArc(.int64(scores)))],
      sideConstraints: hours.indices.map { .budget(column: Int32($0), weights: hours[$0], limit: 55) })
  }

  private static func closed(_ proof: SearchTreeProof) -> Int {
    proof.levels[0].nodes.reduce(0) { sum, node in
      if case .closing(_, let arcs) = node { sum + arcs.count } else { sum }
    }
  }

  /// The checker closes whatever the search closed; without closings or with one arc more the bound is never too low.
  @Test func whatIsClosedIsProved() throws {
    var (closings, tried) = (0, 0)
    for seed in 0..<3 as Range<UInt64> {
      let problem = try Self.problem(seed: seed)
      var outcome = try DecompositionSolver().solve(problem, limits: .none)
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.accepted && verdict.provenLevels == 1, "seed \(seed): \(verdict.failures)")
      guard case .tree(let proof) = outcome.certificate, let plan = outcome.assignment else { continue }
      closings += Self.closed(proof)
      // One point below the optimum nothing holds, whatever is closed, each arc of the plan among it.
      for flow in plan.flows.prefix(4) {
        guard let arc = problem.arcs.arc(row: Int(flow.row), column: Int(flow.column)) else { continue }
        var spoilt = proof
        spoilt.levels[0].bound -= 1
        outcome.assignment = Assignment(flows: plan.flows.filter { $0 != flow })
        for case (let at, .closing(let prices, let arcs)) in proof.levels[0].nodes.enumerated() {
          spoilt.levels[0].nodes[at] = .closing(prices, arcs: (arcs + [Int32(arc)]).sorted())
        }
        outcome.certificate = .tree(spoilt)
        tried += 1
        #expect(!CertificateVerifier.verify(problem, outcome).accepted, "seed \(seed), arc \(arc)")
      }
    }
    #expect(closings > 20 && tried > 3, "\(closings) arcs closed, \(tried) proofs changed")
  }
}
