import AssignmentCore
import Testing

/// Faults planted into the duals of the golden example, whose plan stays optimal.
@Suite struct DualFaultTests {
  /// Changes one potential of the golden duals.
  private func changed(node: Int, level: Int, by step: Int64) -> DualPrices {
    var duals = Golden.duals
    duals.potentials[node * 2 + level] += step
    return duals
  }

  /// Node, level, step, and what must be found; A may be −7 … −6 at level 2, so a step of −1 there needs its rows.
  @Test(arguments: [
    (0, 0, Int64(1), "dual.arc.used", 0), (0, 0, -1, "dual.arc.room", 0),
    (2, 0, 1, "dual.row.used", 2), (4, 0, 1, "dual.outlet.used", 0),
    (7, 0, -1, "dual.outlet.used", 0), (7, 0, 1, "dual.outlet.room", 1),
    (0, 1, 1, "dual.arc.used", 0), (0, 1, -1, "dual.arc.room", 0),
    (3, 1, -2, "dual.arc.room", 6), (5, 1, 1, "dual.arc.room", 4),
    (5, 1, -1, "dual.outlet.room", 1), (6, 1, 2, "dual.arc.room", 3),
    (7, 1, 1, "dual.outlet.room", 1), (7, 1, -1, "dual.outlet.used", 0),
  ])
  func aWrongPotentialIsRejected(node: Int, level: Int, step: Int64, check: String, index: Int) throws {
    let verdict = try Golden.verdict(Golden.optimum, changed(node: node, level: level, by: step))
    #expect(verdict.failures.contains(.init(check: check, index: index)), "\(verdict.failures)")
    #expect(verdict.provenLevels == 0)
    #expect(verdict.levelValues == [5, 14])
  }

  /// The other end of the interval −7 ≤ A ≤ −6; and C, which level 1 decides towards the root, anywhere in −4 … −1.
  @Test func otherOptimalDualsAreAccepted() throws {
    var duals = Golden.duals
    for node in [0, 3, 4, 5, 7] { duals.potentials[node * 2 + 1] -= 1 }
    for node in [1, 6] { duals.potentials[node * 2 + 1] -= 3 }
    #expect(try Golden.verdict(Golden.optimum, duals).provenLevels == 2)
  }

  @Test func swappedLevelsAreRejected() throws {
    var swapped = Golden.duals
    for node in 0..<8 { swapped.potentials.swapAt(node * 2, node * 2 + 1) }
    #expect(try !Golden.verdict(Golden.optimum, swapped).accepted)
  }

  @Test func shapesAreChecked() throws {
    let golden = Golden.duals.potentials
    for wrong in [
      DualPrices(levelCount: 0, potentials: []), DualPrices(levelCount: -1, potentials: []),
      DualPrices(levelCount: 3, potentials: golden + golden.prefix(8)),
      DualPrices(levelCount: 2, potentials: Array(golden.dropLast())),
      DualPrices(levelCount: 2, potentials: golden + [0]), DualPrices(levelCount: 1, potentials: golden),
      DualPrices(levelCount: .max, potentials: golden), DualPrices(levelCount: .min, potentials: golden),
    ] {
      #expect(
        try Golden.verdict(Golden.optimum, wrong).failures == [.init(check: "dual.shape", index: 0)],
        "level count \(wrong.levelCount)")
    }
  }

  @Test(arguments: [Int64.max, Int64.min, Int64.max - 1, Int64.min + 1])
  func extremePotentialsNeverPassOrTrap(extreme: Int64) throws {
    for index in Golden.duals.potentials.indices {
      var duals = Golden.duals
      duals.potentials[index] = extreme
      let verdict = try Golden.verdict(Golden.optimum, duals)
      // C and F at level 2 stand behind a strict level 1 towards the root, but never towards their pairs.
      #expect(!verdict.accepted, "potential \(index)")
    }
    let flat = DualPrices(levelCount: 2, potentials: [Int64](repeating: extreme, count: 16))
    #expect(try !Golden.verdict(Golden.optimum, flat).accepted)
  }

  @Test func aClaimWithoutAPlanIsRejected() throws {
    #expect(
      try Golden.verdict(nil, Golden.duals).failures == [.init(check: "assignment.missing", index: 0)])
  }

  /// No duals at all make a worse plan pass: every change of up to one step of two potentials.
  @Test func noNeighbouringDualsProveAWorsePlan() throws {
    let worse = Golden.plan((0, 0), (1, 2), (2, 1))
    for first in 0..<16 {
      for second in 0..<16 {
        for (a, b) in [(1, 1), (1, -1), (-1, 1), (-1, -1)] as [(Int64, Int64)] {
          var duals = Golden.duals
          duals.potentials[first] += a
          duals.potentials[second] += b
          let verdict = try Golden.verdict(worse, duals)
          #expect(verdict.provenLevels == 0, "\(first) \(a), \(second) \(b)")
        }
      }
    }
  }
}
