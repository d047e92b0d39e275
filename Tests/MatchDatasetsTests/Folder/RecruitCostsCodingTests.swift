import CounselMatch
import MatchDatasets
import Testing

/// Costs of additions as data: defaults, exceptions, kinds left out, and what is refused.
struct RecruitCostsCodingTests {
  private func parse(_ text: String) throws -> RecruitCosts { try RecruitCostsCoding.parse(Array(text.utf8)) }

  @Test func missingKeysTakeTheirDefaults() throws {
    #expect(try parse("{}") == RecruitCosts())
    let costs = try parse(#"{"place": null, "attorney": 7, "languages": {"vi": 4}, "placesPerAttorney": 2}"#)
    #expect(costs.place == nil && costs.attorney == 7 && costs.languages == ["vi": 4] && costs.placesPerAttorney == 2)
    #expect(costs.training == RecruitCosts().training)
  }

  @Test(
    arguments: [
      (#"{"places": 1}"#, "policy.unknownKey"), (#"{"place": "1"}"#, "json.type"),
      (#"{"license": -1}"#, "policy.range"),
      (#"{"languages": {"vi": 1.5}}"#, "number.format"), (#"{"languages": {"?": 1}}"#, "language.unknown"),
      ("[]", "json.type"), (#"{"attorney": 1000001}"#, "policy.range"),
    ])
  func faultsAreNamed(text: String, code: String) throws {
    do {
      _ = try parse(text)
      Issue.record("\(text) was accepted")
    } catch let invalid as InvalidInput {
      #expect(invalid.faults.map(\.code) == [code])
    }
  }
}
