import CounselMatch
import MatchDatasets
import Testing

/// Values and texts at the ends of what JSON can hold.
@Suite struct JSONBorderTests {
  @Test func aByteOrderMarkIsSkipped() throws {
    #expect(try JSONValue.parse([0xEF, 0xBB, 0xBF] + Array("[1]".utf8)) == [1])
  }

  @Test func utf16IsNamed() {
    let faults = jsonFaults([0xFF, 0xFE, 0x7B, 0, 0x7D, 0])
    #expect(faults.map(\.code) == ["encoding"])
    #expect(faults.first?.rule.contains("UTF-16 little-endian") == true)
  }

  /// Of more faults than anybody reads the rest is only counted.
  @Test func manyFaultsAreCounted() {
    let members = (0..<20_000).map { _ in "\"a\":1" }.joined(separator: ",")
    let error = #expect(throws: InvalidInput.self) { try JSONValue.parse("{\(members)}") }
    #expect((error?.faults.count ?? 0) > 10 && (error?.faults.count ?? 0) < 19_999)
    #expect(error.map { $0.faults.count + $0.omitted } == 19_999)
  }

  /// RFC 8785, 3.2.2.2: the five short escapes.
  @Test func controlsHaveShortEscapes() throws {
    let text = JSONValue.string("\u{8}\t\n\u{C}\r\u{1}").compactText
    #expect(text == #""\b\t\n\f\r\u0001""#)
    #expect(try JSONValue.parse(text) == "\u{8}\t\n\u{C}\r\u{1}")
  }

  @Test func whatIsNotFiniteIsNullAndNotCanonical() {
    #expect(JSONValue.number(.infinity).compactText == "null")
    #expect(JSONValue.number(.nan).prettyText == "null\n")
    #expect(throws: (any Error).self) { try JSONValue.object([("a", .array([.number(.nan)]))]).canonicalBytes() }
  }

  @Test func exponentsOfBothSigns() throws {
    func text(_ value: Double) throws -> String {
      String(decoding: try JSONValue.number(value).canonicalBytes(), as: UTF8.self)
    }
    #expect(try text(1e21) == "1e+21" && text(1.5e-7) == "1.5e-7" && text(1.25e300) == "1.25e+300")
    #expect(
      try text(1e20) == "100000000000000000000" && text(0.000001) == "0.000001"
        && text(.leastNonzeroMagnitude) == "5e-324")
    #expect(try text(-120.5) == "-120.5")
  }

  @Test func valuesOfAnotherKindAreNil() {
    #expect(JSONValue.number(3).intValue == 3 && JSONValue.number(3.5).intValue == nil)
    #expect(JSONValue.string("3").intValue == nil && JSONValue.string("3").doubleValue == nil)
    #expect(JSONValue.integer(3).doubleValue == 3 && JSONValue.number(2.5).doubleValue == 2.5)
    #expect(JSONValue.integer(3)["a"] == nil)
  }

  @Test func removingWhatIsNotThereChangesNothing() {
    var object: JSONObject = [("a", 1)]
    object["b"] = nil
    #expect(object.keys == ["a"])
    object["b"] = 2
    object["a"] = nil
    #expect(object.keys == ["b"])
  }
}
