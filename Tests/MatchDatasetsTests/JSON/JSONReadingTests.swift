import AssignmentCore
import CounselMatch
import MatchDatasets
import Testing

/// The faults of reading `text`; empty when it is accepted.
func jsonFaults(_ text: String) -> [InputFault] { jsonFaults(Array(text.utf8)) }

func jsonFaults(_ bytes: [UInt8]) -> [InputFault] {
  do throws(InvalidInput) {
    _ = try JSONValue.parse(bytes, file: "policy.json")
    return []
  } catch {
    return error.faults
  }
}

@Suite("JSON is read strictly")
struct JSONReadingTests {
  @Test func valuesAreRead() throws {
    let value = try JSONValue.parse(#" {"a":[1,-2,0.5,1e2,true,false,null,"x\u00e9\ud83d\ude00\n"],"b":{}} "#)
    #expect(value == ["a": [1, -2, 0.5, 100.0, true, false, nil, "xé😀\n"], "b": [:]])
    #expect(value["a"]?.arrayValue?[3] == .number(100))
    #expect(value["b"]?.objectValue?.members.isEmpty == true)
    #expect(JSONValue.object([("a", 1)]) == ["a": 1])
  }

  @Test func case03_numberBeyondDouble() {
    let faults = jsonFaults(#"{"weights":{"language":1e400}}"#)
    #expect(faults.map(\.code) == ["number.notFinite"])
    #expect(faults.first?.column == "$.weights.language")
    #expect(faults.first?.file == "policy.json")
  }

  @Test(arguments: ["NaN", "Infinity", "-Infinity"])
  func case01_case02_wordsForNumbers(word: String) {
    #expect(jsonFaults("[0,\(word)]").map(\.code) == ["number.notFinite"])
    #expect(jsonFaults("[0,\(word)]").map(\.column) == ["$[1]"])
  }

  @Test func case05_minusZeroIsZero() throws {
    let values = try JSONValue.parse("[-0, -0.0, -0e5]").arrayValue ?? []
    #expect(values.map(\.compactText) == ["0", "0", "0"])
  }

  @Test func case75_nestingBomb() throws {
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    _ = try JSONValue.parse(deep)
    #expect(jsonFaults("[\(deep)]").map(\.code) == ["json.depth"])
    #expect(jsonFaults(String(repeating: "[", count: 1_000_000)).map(\.code) == ["json.depth"])
  }

  @Test func case76_duplicateKeys() {
    let faults = jsonFaults("{\n\"a\":1,\n\"b\":{\"c\":2,\"c\":3},\"a\":4}")
    #expect(faults.map(\.code) == ["json.duplicateKey", "json.duplicateKey"])
    #expect(faults.map(\.column) == ["$.b.c", "$.a"])
    #expect(faults.map(\.row) == [3, 3])
  }

  @Test func keysThatDifferInBytesOnlyAreTwoKeys() throws {
    let value = try JSONValue.parse("{\"e\u{301}\":1,\"\u{e9}\":2}")
    #expect(value.objectValue?.members.count == 2)
  }

  @Test(arguments: [#""\ud800""#, #""\udc00""#, #""\ud800\ud800""#, #""\ud800x""#])
  func case79_loneSurrogates(text: String) {
    #expect(jsonFaults(text).map(\.code) == ["json.surrogate"])
  }

  @Test(arguments: ["{} {}", "[1]x", "1 2", "{}\0", "null,", "0x10"])
  func case80_trailingGarbage(text: String) {
    #expect(jsonFaults(text).map(\.code) == ["json.trailing"])
  }

  @Test func case81_compressedBytesAreNotDecompressed() {
    #expect(jsonFaults([0x1F, 0x8B, 8, 0, 0, 0]).map(\.code) == ["encoding"])
  }

  @Test func case82_byteCap() {
    var limits = JSONLimits()
    limits.bytes = 3
    #expect(throws: InvalidInput.self) { try JSONValue.parse("[1, 2]", limits: limits) }
  }

  @Test(arguments: [
    "", " ", "{", "[", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "'a'", "01", "-", "1.", ".5", "1e", "+1", "\"abc",
    #""\x""#, #""\u12g4""#, "tru", "[1 2]", "{\"a\":1,}", "/*c*/1", "]",
  ])
  func syntaxFaults(text: String) {
    #expect(jsonFaults(text).map(\.code) == ["json.syntax"])
  }

  @Test func controlCharactersAndIntegersBeyond64Bits() {
    #expect(
      jsonFaults("[\"a\u{1}b\tc\",9223372036854775808]").map(\.code) == [
        "json.control", "json.control", "number.range",
      ])
  }

  @Test func allFaultsInOnePass() {
    let faults = jsonFaults(#"{"a":1e999,"a":"\ud800","b":[99999999999999999999]}"#)
    #expect(faults.map(\.code) == ["number.notFinite", "json.duplicateKey", "json.surrogate", "number.range"])
  }

  @Test func encodingFaultGivesTheOffset() {
    let faults = jsonFaults(Array("[\"a".utf8) + [0xE9] + Array("\"]".utf8))
    #expect(faults.map(\.code) == ["encoding"])
    #expect(faults.first?.rule.contains("offset 3") == true)
  }

  @Test func anyBytesAreReadWithoutTrap() {
    for seed in UInt64(1)...3_000 {
      var random = SplitMix64(seed: seed)
      let alphabet = Array("{}[]\",:0123456789.eE+-\\udDtrufalsn \n".utf8) + [0, 0xC3, 0xA9, 0xFF]
      let bytes = (0..<random.below(40)).map { _ in alphabet[random.below(alphabet.count)] }
      guard let value = try? JSONValue.parse(bytes) else { continue }
      // As text: a whole number that was read with an exponent is written, and comes back, without one.
      #expect((try? JSONValue.parse(value.prettyText))?.prettyText == value.prettyText, "seed \(seed)")
    }
  }
}
