import AssignmentCore
import CounselMatch
import MatchDatasets
import Testing

private func errors(_ text: String) -> [String] {
  do throws(InvalidInput) {
    _ = try PolicyCoding.parse(Array(text.utf8))
    return []
  } catch {
    return error.faults.map { "\($0.code) \($0.column ?? "-")" }
  }
}

@Suite("policy.json is read and written")
struct PolicyCodingTests {
  private let documented = #"""
    {"schema":"counselmatch.policy/1","levels":["served","quality"],
     "weights":{"language":300,"home-state":150,"trauma-training":200,"experience":100,"meeting":100,"personal":1},
     "rules":{"language":{"minimumLevel":"working","interpreterAllowed":true},"jurisdiction":{"federal":"any-licence","state":"admitted"},"traumaTraining":{"required":"certified"},"attorneyGender":"required-when-stated"},
     "households":"off","householdPartial":true,"minimums":"soft","bandWidth":100,"groupRatesBy":null,"groupRatesReason":null,"loadBy":"attorney","networkCapacity":null,"maxChanges":null,
     "suppressBelow":11,"tieBreak":"registered","deadline":null,"leadDays":14,"asOf":null}
    """#

  @Test func theDocumentedBlockIsTheDefault() throws {
    #expect(try PolicyCoding.parse(Array(documented.utf8)) == Policy())
    #expect(PolicyCoding.json(Policy()) == (try JSONValue.parse(documented)))
    #expect(try PolicyCoding.parse(Array("{}".utf8)) == Policy())
  }

  @Test func aPresentKeyReplacesItsWholeDefault() throws {
    let policy = try PolicyCoding.parse(
      Array(#"{"weights":{"personal":2},"rules":{"traumaTraining":{"required":"off"}},"levels":["quality"]}"#.utf8))
    #expect(policy.weights.personal == 2 && policy.weights.language == 0 && policy.weights.meeting == 0)
    #expect(policy.rules.trainingRequired == .off && policy.rules.languageMinimum == .working)
    #expect(policy.levels == [.quality] && policy.leadDays == 14)
  }

  @Test func everyKeyRoundTrips() throws {
    var policy = Policy()
    policy.levels = [.quality, .served, .load]
    policy.weights.homeState = 7
    policy.rules.languageMinimum = .fluent
    policy.rules.interpreterAllowed = false
    policy.rules.federal = .admitted
    policy.rules.trainingRequired = .off
    policy.rules.attorneyGender = .off
    policy.households = .sameFirm
    policy.householdPartial = false
    policy.minimums = .hard
    policy.bandWidth = 50
    policy.groupRatesBy = "audit_x"
    policy.groupRatesReason = "y"
    policy.loadBy = .firm
    policy.networkCapacity = 9
    policy.maxChanges = 3
    policy.suppressBelow = 5
    policy.tieBreak = .lottery
    policy.deadline = Day("2026-09-01")
    policy.leadDays = 0
    policy.asOf = Day("2026-03-01")
    #expect(try PolicyCoding.parse(Array(PolicyCoding.json(policy).prettyText.utf8)) == policy)
  }

  @Test func unknownKeysGetTheNearestKnown() throws {
    #expect(
      errors(#"{"levles":[],"weights":{"langage":1},"rules":{"x":1,"language":{"minimumlevel":"basic"}}}"#) == [
        "policy.unknownKey $.levles", "policy.unknownKey $.weights.langage", "policy.unknownKey $.rules.x",
        "policy.unknownKey $.rules.language.minimumlevel",
      ])
    do throws(InvalidInput) {
      _ = try PolicyCoding.parse(Array(#"{"levles":[]}"#.utf8))
    } catch {
      #expect(error.faults[0].remedy == "Did you mean levels?")
    }
    do throws(InvalidInput) {
      _ = try PolicyCoding.parse(Array(#"{"rules":{"language":{"minLevel":"basic"}}}"#.utf8))
    } catch {
      #expect(error.faults[0].remedy == "Remove the key; the nearest known one is minimumLevel.")
    }
  }

  @Test(arguments: [
    ("NaN", "weight.notFinite"), ("-Infinity", "weight.notFinite"), ("1e400", "weight.notFinite"),
    ("\"5\"", "json.type"), ("1.5", "number.format"), ("99999999999999999999", "weight.range"), ("null", "json.type"),
    ("[1]", "json.type"),
  ])
  func case01_case02_case03_case77_weights(text: String, code: String) {
    #expect(errors("{\"weights\":{\"language\":\(text)}}") == ["\(code) $.weights.language"])
  }

  @Test func case04_case06_weightsOutOfRange() throws {
    #expect(
      try reading("policy.json", #"{"weights":{"language":-1}}"#).errors == [
        "weight.negative policy.json - $.weights.language"
      ])
    #expect(
      try reading("policy.json", #"{"weights":{"language":2147483648}}"#).errors == [
        "weight.range policy.json - $.weights.language"
      ])
    let points = "survivor,attorney,points\nS1,A1,-2147483647\n"
    #expect(try reading("scores.csv", points).dataset?.instance.scores.map(\.points) == [-2_147_483_647])
  }

  @Test func case05_case78_minusZeroAndWholeDoubles() throws {
    let outcome = try reading("policy.json", #"{"weights":{"language":-0.0,"meeting":3.0},"leadDays":1e1}"#)
    #expect(outcome.dataset?.instance.policy.weights.language == 0)
    #expect(outcome.dataset?.instance.policy.weights.meeting == 3)
    #expect(outcome.dataset?.instance.policy.leadDays == 10)
    #expect(outcome.remark(.numberRepaired).contains("number.repaired policy.json - $.weights.meeting"))
  }

  @Test func case06_hugeNumbersAreRefusedAndOverflowNothing() throws {
    for number in ["-9223372036854775808", "9223372036854775807", "1e300", "-4294967297"] {
      let text =
        "{\"leadDays\":\(number),\"weights\":{\"personal\":\(number)},\"asOf\":\"2026-01-01\",\"deadline\":\"2026-01-02\"}"
      #expect(
        try reading("policy.json", text).errors == [
          "weight.range policy.json - $.weights.personal", "policy.range policy.json - $.leadDays",
        ])
    }
    #expect(
      try reading("policy.json", #"{"leadDays":4294967296,"asOf":"2026-01-01","deadline":"2026-01-02"}"#).errors == [
        "policy.range policy.json - $.leadDays"
      ])
  }

  @Test func mutatedPoliciesAndManifestsNeverTrap() throws {
    let policy = Array(PolicyCoding.json(Policy()).prettyText.utf8)
    let manifest = Array(
      DatasetManifest(name: "x", seed: 1, sources: ["a"], optimum: ["served": 2]).json.prettyText.utf8)
    for seed in UInt64(1)...1_500 {
      var random = SplitMix64(seed: seed)
      var bytes = seed % 2 == 0 ? policy : manifest
      for _ in 0...random.below(4) {
        let place = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes[place] = UInt8(random.below(256))
        case 1: bytes.remove(at: place)
        default: bytes.insert(Array("{}[]\",:019-.eE".utf8)[random.below(14)], at: place)
        }
      }
      if let read = try? PolicyCoding.parse(bytes) {
        #expect((try? PolicyCoding.parse(Array(PolicyCoding.json(read).prettyText.utf8))) == read, "seed \(seed)")
      }
      if let read = try? DatasetManifest.parse(bytes) {
        #expect((try? DatasetManifest.parse(Array(read.json.prettyText.utf8))) == read, "seed \(seed)")
      }
    }
  }

  @Test func valuesAndTypes() {
    #expect(
      errors(#"{"levels":["served","qualty",3],"households":"of","tieBreak":1,"asOf":"1.3.2026","deadline":5}"#) == [
        "policy.value $.levels[1]", "json.type $.levels[2]", "policy.value $.households", "json.type $.tieBreak",
        "json.type $.deadline", "date.format $.asOf",
      ])
    #expect(errors("[]") == ["json.type $"])
    #expect(
      errors(#"{"levels":"served","weights":[],"rules":1,"householdPartial":"yes"}"#) == [
        "json.type $.levels", "json.type $.weights", "json.type $.rules", "json.type $.householdPartial",
      ])
  }

  @Test func case76_duplicateKeyInTheFolder() throws {
    #expect(
      try reading("policy.json", #"{"leadDays":1,"leadDays":2}"#).errors == [
        "json.duplicateKey policy.json 1 $.leadDays"
      ])
  }

  @Test func anOverrideKeepsTheFoldersDays() throws {
    let own = Array(#"{"asOf":"2026-03-01","deadline":"2026-09-01","leadDays":3,"bandWidth":7}"#.utf8)
    let outcome = try reading(["policy.json": own], override: #"{"levels":["quality"],"leadDays":5}"#)
    let policy = try #require(outcome.dataset?.instance.policy)
    #expect(policy.asOf == Day("2026-03-01") && policy.deadline == Day("2026-09-01"))
    #expect(policy.leadDays == 5 && policy.bandWidth == 100 && policy.levels == [.quality])
    #expect(
      try reading(["policy.json": own], override: #"{"asOf":null,"deadline":null}"#).dataset?.instance.policy.asOf
        == nil)
    let bad = try reading(["policy.json": Array(#"{"x":1}"#.utf8)], override: #"{"weights":{"language":-1},"y":2}"#)
    #expect(bad.errors == ["policy.unknownKey other.json - $.y"])
    let range = try reading(["policy.json": Array(#"{"x":1}"#.utf8)], override: #"{"weights":{"language":-1}}"#)
    #expect(range.errors == ["weight.negative other.json - $.weights.language"])
  }
}
