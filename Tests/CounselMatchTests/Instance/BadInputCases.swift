import AssignmentCore
import CounselMatch
import Testing

// The cases of bad input are numbered 1 to 90; tests carry their numbers in their names, so that
// `swift test --filter case33` finds what is done about one.
//
//  1 … 17  numbers and weights   MatchDatasetsTests (Folder, JSON); 4, 6, 7 ValidationTests; 8 ExactnessTests;
//                                16 CostScaleTests
// 18 … 29  ids                   ValidationTests, MatchDatasetsTests/Folder/CellTests
// 30 … 44  sides and capacity    ValidationTests, MatcherTests, EvidenceTests, MatchDatasetsTests; 39 here
// 45 … 52  codes                 MatchDatasetsTests/Folder, LanguageTests
// 53 … 70  CSV                   MatchDatasetsTests/CSV
// 71 … 74  CSV out               MatchDatasetsTests/CSV, MatchDatasetsTests/Files
// 75 … 84  JSON and containers   MatchDatasetsTests/JSON, MatchDatasetsTests/Files
// 85 … 90  run                   MatcherTests, SpineTests, DeterminismTests; 87, 88 AssignmentGLPKTests
//
// What does not apply:
//  1 … 3   as cells of a table: scores are whole numbers there, so they are faults of the number's form.
//  8       as n × m of people: no such matrix is made; the limit is on eligible pairs of types.
// 47       has no rule of its own: sign languages are codes like others.
// 81       nothing is decompressed; compressed bytes are refused as any other bytes that are not UTF-8.
// 82       files are read whole under a cap; no format needs streaming.
// 87       `auto` among the built-in solvers needs no GLPK; by name it is refused, and nothing stands in for it.
// 88       outside GLPK memory is bounded by the caps on files and on pairs of types.

/// Cases that need a plan and have no better place.
struct BadInputCases {
  @Test func case39_everybodyIneligibleIsAPlanNotAnError() throws {
    let instance = try CaseInstance(
      survivors: (1...3).map { index in Fixtures.survivor("S\(index)") { $0.languages = ["fr"] } },
      attorneys: (1...2).map { Fixtures.attorney("A\($0)") }, policy: Fixtures.policy())
    let plan = try Matcher().plan(for: instance)
    #expect(plan.status == .optimal && plan.pairs.isEmpty)
    #expect(plan.unmatched.map(\.reason) == [.nobodyEligible, .nobodyEligible, .nobodyEligible])
    #expect(plan.unmatched.allSatisfy { $0.blockedBy == [.init(rule: "language", attorneys: 2)] })
    #expect(plan.levels.map(\.value) == [0, nil])
  }

  @Test func case40_tooFewPlacesAreWitnessed() throws {
    let instance = try CaseInstance(
      survivors: (1...5).map { Fixtures.survivor("S\($0)") },
      attorneys: (1...2).map { Fixtures.attorney("A\($0)") }, policy: Fixtures.policy())
    let plan = try Matcher().plan(for: instance)
    #expect(plan.pairs.count == 2 && plan.unmatched.count == 3)
    #expect(plan.bottlenecks.map(\.people) == [5] && plan.bottlenecks.map(\.places) == [2])
  }

  @Test func case36_capacitiesThatDoNotFitTogetherAreCut() throws {
    let instance = try CaseInstance(
      survivors: (1...3).map { Fixtures.survivor("S\($0)") },
      attorneys: (1...4).map { index in Fixtures.attorney("A\(index)") { $0.capacity = Int(Int32.max) } },
      firms: [], policy: Fixtures.policy { $0.networkCapacity = Int(Int32.max) })
    let plan = try Matcher().plan(for: instance)
    #expect(plan.status == .optimal && plan.pairs.count == 3)
  }

  @Test func daysBeyondTheCalendarAreCut() {
    #expect(Day(number: 0).advanced(by: .max) == Day(number: .max))
    #expect(Day(number: -5).advanced(by: .min) == Day(number: .min))
    #expect(Day(number: 3).advanced(by: -4) == Day(number: -1))
  }
}
