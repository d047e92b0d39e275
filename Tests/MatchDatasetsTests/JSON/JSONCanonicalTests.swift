import AssignmentCore
import CounselMatch
import MatchDatasets
import Testing

@Suite("Canonical JSON is RFC 8785")
struct JSONCanonicalTests {
  func canonical(_ text: String) throws -> String {
    String(decoding: try JSONValue.parse(text).canonicalBytes(), as: UTF8.self)
  }

  @Test func exampleOfSection322() throws {
    let text = #"""
      {
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
      }
      """#
    let expected =
      #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
      + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#
    #expect(try canonical(text) == expected)
  }

  @Test func keysAreSortedByUTF16() throws {
    let text =
      #"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","#
      + #""\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#
    let keys = try JSONValue.parse(Array(canonical(text).utf8)).objectValue?.keys
    #expect(keys == ["\r", "1", "\u{80}", "\u{F6}", "\u{20AC}", "\u{1F600}", "\u{FB33}"])
  }

  @Test(arguments: [
    (UInt64(0x0000_0000_0000_0001), "5e-324"), (0x8000_0000_0000_0001, "-5e-324"),
    (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"), (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
    (0x4340_0000_0000_0000, "9007199254740992"), (0xc340_0000_0000_0000, "-9007199254740992"),
    (0x4430_0000_0000_0000, "295147905179352830000"), (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
    (0x44b5_2d02_c7e1_4af6, "1e+23"), (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
    (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"), (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
    (0x444b_1ae4_d6e2_ef50, "1e+21"), (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
    (0x3eb0_c6f7_a0b5_ed8d, "0.000001"), (0x41b3_de43_5555_5553, "333333333.3333332"),
    (0x41b3_de43_5555_5554, "333333333.33333325"), (0x41b3_de43_5555_5555, "333333333.3333333"),
    (0x41b3_de43_5555_5556, "333333333.3333334"), (0x41b3_de43_5555_5557, "333333333.33333343"),
    (0xbecb_f647_612f_3696, "-0.0000033333333333333333"), (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
  ])
  func numbersOfAppendixB(bits: UInt64, text: String) throws {
    let value = JSONValue.number(Double(bitPattern: bits))
    #expect(String(decoding: try value.canonicalBytes(), as: UTF8.self) == text)
  }

  @Test func integersAndTheirRange() throws {
    #expect(try canonical("[0,-1,9007199254740991,1.0,3e2]") == "[0,-1,9007199254740991,1,300]")
    #expect(throws: InvalidInput.self) { try JSONValue.integer(1 << 53).canonicalBytes() }
    #expect(throws: InvalidInput.self) { try JSONValue.number(.infinity).canonicalBytes() }
  }

  @Test(arguments: [0x1p53, 0x1p63, -0x1p64, 900_719_925_472_547_409_930.1, 1e21, 1e15])
  func largeDoublesAreWrittenSoThatTheyAreRead(value: Double) throws {
    let written: JSONValue = ["value": .number(value)]
    for bytes in [written.prettyBytes, Array(written.compactText.utf8)] {
      #expect(try JSONValue.parse(bytes).objectValue?["value"]?.doubleValue == value)
    }
  }

  @Test func doublesRoundTrip() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<5_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      let bytes = try JSONValue.number(value).canonicalBytes()
      #expect(Double(String(decoding: bytes, as: UTF8.self)) == value, "seed 7")
    }
  }

  @Test func prettyTextIsStable() throws {
    let value: JSONValue = ["b": [1, 2], "a": ["x": nil, "y": [:]], "c": [[], ["k": true]], "d": []]
    let expected = """
      {
        "b": [1, 2],
        "a": {
          "x": null,
          "y": {}
        },
        "c": [
          [],
          {
            "k": true
          }
        ],
        "d": []
      }

      """
    #expect(value.prettyText == expected)
    #expect(try JSONValue.parse(value.prettyText) == value)
    #expect(value.compactText == #"{"b":[1,2],"a":{"x":null,"y":{}},"c":[[],{"k":true}],"d":[]}"#)
  }

  @Test func aRepeatedKeyKeepsItsFirstPlaceAndLastValue() {
    var object = JSONObject([("a", 1), ("b", 2), ("a", 3)])
    #expect(JSONValue.object(object).compactText == #"{"a":3,"b":2}"#)
    object["b"] = nil
    object["c"] = "x"
    #expect(JSONValue.object(object).compactText == #"{"a":3,"c":"x"}"#)
  }
}
