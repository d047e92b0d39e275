import AssignmentCore
import AssignmentSolvers
import CounselMatch
import MatchDatasets
import Testing

/// Many draws of one dataset, each checked, and how often each row was served.
struct DrawTally {
  static let datasets = ["scarce-300", "firm-caps-300"]

  /// Two-sided, 6 in ten million for each row: for at most 300 rows one false alarm in 5,000 seeds.
  static let bound = 5.0

  let dataset: String
  /// Rows whose mean is no whole number.
  private(set) var tested = 0
  /// Largest distance of a row's count from its mean, in standard deviations.
  private(set) var farthest = 0.0
  /// Rows that got more or less than the whole part of a whole mean.
  private(set) var wrong = 0

  static func compiled(_ dataset: String) throws -> AssignmentProblem {
    let read = try DatasetFolder.read(path: "\(PackageRoot.path)/Datasets/\(dataset)")
    return try InstanceCompiler().compile(read.instance).problem
  }

  /// Draws with one generator; a draw that is no plan of the most of each class fails the test.
  init(dataset: String, draws: Int, seed: UInt64) throws {
    self.dataset = dataset
    let problem = try Self.compiled(dataset)
    let chances = try FairChances(problem)
    let plan = try #require(try NetworkSimplexSolver().solve(problem, limits: .none).assignment)
    let check = PlanCheck(problem)
    let most = try #require(check.unitsByScore(plan))
    let draw = FairDraw(problem, chances)
    var random = SplitMix64(seed: seed)
    var total = [Int64](repeating: 0, count: problem.rowCount)
    for number in 0..<draws {
      let outcome = draw.draw(using: &random)
      let units = check.unitsByScore(outcome.assignment)
      if units != most || outcome.served != check.served(outcome.assignment) {
        Issue.record("\(dataset), seed \(seed), draw \(number)")
        return
      }
      for row in total.indices { total[row] += outcome.served[row] }
    }
    for row in total.indices { compare(total[row], draws, problem.rowCounts[row], chances.chances[row]) }
  }

  /// What a row gets beyond the whole part of its mean is one trial with a known chance, so its count is binomial.
  private mutating func compare(_ total: Int64, _ draws: Int, _ count: Int32, _ chance: Chance) {
    let (whole, part) = (Int64(count) * chance.numerator).quotientAndRemainder(dividingBy: chance.denominator)
    let hits = total - whole * Int64(draws)
    guard part > 0 else {
      wrong += hits == 0 ? 0 : 1
      return
    }
    tested += 1
    let mean = Double(part) / Double(chance.denominator)
    let deviation = (Double(draws) * mean * (1 - mean)).squareRoot()
    farthest = max(farthest, (Double(hits) - Double(draws) * mean).magnitude / deviation)
  }

  func expectPromisedChances() {
    #expect(wrong == 0 && tested > 50 && farthest <= Self.bound, "\(self)")
  }
}

/// Checks a plan by itself, and counts whom it serves.
private struct PlanCheck {
  let problem: AssignmentProblem
  let scores: [Int64]

  init(_ problem: AssignmentProblem) {
    self.problem = problem
    if case .perRow(let scores) = problem.levels[0].scores { self.scores = scores } else { scores = [] }
  }

  func served(_ plan: Assignment) -> [Int64] {
    var served = [Int64](repeating: 0, count: problem.rowCount)
    for flow in plan.flows { served[Int(flow.row)] += Int64(flow.units) }
    return served
  }

  /// Units served by the score of their row; nil for what is no plan.
  func unitsByScore(_ plan: Assignment) -> [Int64: Int64]? {
    var load = [Int64](repeating: 0, count: problem.outletCount)
    var units: [Int64: Int64] = [:]
    for flow in plan.flows {
      guard problem.arcs.arc(row: Int(flow.row), column: Int(flow.column)) != nil else { return nil }
      units[scores[Int(flow.row)], default: 0] += Int64(flow.units)
      var outlet: Int? = Int(flow.column)
      while let at = outlet {
        load[at] += Int64(flow.units)
        outlet = problem.parent(ofOutlet: at)
      }
    }
    let fits =
      load.indices.allSatisfy { load[$0] <= problem.capacity(ofOutlet: $0) }
      && zip(served(plan), problem.rowCounts).allSatisfy { $0 <= Int64($1) }
    return fits ? units : nil
  }
}
