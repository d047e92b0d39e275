import AssignmentCore
import CounselMatch
import Testing

@Suite("Codes of people who come later")
struct ArrivalCodesTests {
  @Test("They say of every pair what the codes of the instance say", arguments: 0..<60)
  func agree(seed: UInt64) throws {
    var random = RandomInstance(seed: seed, people: 0...7, lawyers: 1...6)
    (random.exclusions, random.scores) = ([], [])
    let instance = try random.instance()
    let all = FactCodes(instance)
    // Attorneys alone: nothing that a person wants is known beforehand.
    var codes = ArrivalCodes(instance)
    for (person, survivor) in instance.survivors.enumerated() {
      let one = codes.codes(of: survivor)
      for lawyer in instance.attorneys.indices {
        let isEligible = all.isEligible(survivor: person, attorney: lawyer)
        #expect(one.isEligible(survivor: 0, attorney: lawyer) == isEligible, "seed \(seed)")
        guard isEligible else { continue }
        #expect(
          one.score(survivor: 0, attorney: lawyer) == all.score(survivor: person, attorney: lawyer), "seed \(seed)")
      }
    }
  }
}
