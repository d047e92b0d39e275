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

/// The generator of Steele, Lea and Flood (2014), for repeatable tests.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &self)]
  }
}
