import AssignmentConformance
import AssignmentCore
import CounselMatch

/// A survivor and an attorney who fit by every rule, to be changed one fact at a time.
enum Fixtures {
  static let asOf = day("2026-01-15")

  static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

  static func survivor(_ id: String = "S1", _ change: (inout Survivor) -> Void = { _ in }) -> Survivor {
    var survivor = Survivor(id: id, jurisdiction: "TX", languages: ["es"], matter: .federal, traumaTraining: .notNeeded)
    change(&survivor)
    return survivor
  }

  static func attorney(_ id: String = "A1", _ change: (inout Attorney) -> Void = { _ in }) -> Attorney {
    var attorney = Attorney(
      id: id, admissions: [Admission("TX")], languages: [SpokenLanguage("es")], capacity: 1, traumaTraining: .certified)
    change(&attorney)
    return attorney
  }

  static func policy(_ change: (inout Policy) -> Void = { _ in }) -> Policy {
    var policy = Policy()
    policy.asOf = asOf
    change(&policy)
    return policy
  }
}

extension SplitMix64 {
  mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }
}
