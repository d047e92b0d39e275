import Foundation
import MatchReports
import Testing

/// The one catalogue of messages: complete, alike in both languages, all of it used, nobody blamed.
struct MessageTests {
  private let catalogue = ExplanationWords.catalogue

  @Test func everyKeyHasBothLanguagesWithTheSamePlaceholders() throws {
    for key in MessageKey.allCases {
      let entry = try #require(catalogue[key], "\(key)")
      #expect(Set(entry.english.placeholders) == Set(entry.spanish.placeholders) || key == .draft, "\(key)")
      #expect(key == .draft || !entry.english.many.isEmpty, "\(key)")
      #expect(!entry.spanish.many.isEmpty && entry.spanish.many != entry.english.many || Self.isSame(key), "\(key)")
      #expect((entry.english.one == nil) == (entry.spanish.one == nil), "\(key)")
      for message in [entry.english, entry.spanish] {
        let one = Message.placeholders(message.one ?? "")
        #expect(Set(one).isSubset(of: Set(message.placeholders)), "\(key)")
        let filled = message.filled(Dictionary(uniqueKeysWithValues: message.placeholders.map { ($0, "x") }), count: 2)
        #expect(!filled.contains("{") && !filled.contains("}"), "\(key)")
      }
    }
    #expect(catalogue.count == MessageKey.allCases.count)
  }

  /// Words that are spelled alike.
  private static func isSame(_ key: MessageKey) -> Bool { [.termPersonal].contains(key) }

  /// Every key is named in the code that makes sentences, outside the catalogue.
  @Test func noMessageIsUnused() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appending(path: "Sources/MatchReports/Explain")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    let code = try files.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined()
    let names = Set(
      code.split { !$0.isLetter && $0 != "." }.flatMap { word in
        word.split(separator: ".", omittingEmptySubsequences: false).dropFirst().map(String.init)
      })
    let unused = MessageKey.allCases.map(\.rawValue).filter { !names.contains($0) }
    #expect(unused == [])
  }

  @Test func oneAndManyAreTold() {
    let (english, spanish) = (ExplanationWords(.english), ExplanationWords(.spanish))
    #expect(english.say(.people, ["count": "1"], count: 1) == "1 person")
    #expect(english.say(.people, ["count": "2"], count: 2) == "2 people")
    #expect(spanish.say(.places, ["count": "1"], count: 1) == "1 plaza")
    #expect(spanish.say(.places, ["count": "0"], count: 0) == "0 plazas")
  }

  /// Facts and places, never the person as a cause.
  @Test func nobodyIsBlamed() {
    let words = [
      "fail", "refus", "reject", "fault", "blame", "unable", "problem", "denied", "ineligible", "victim", "illegal",
      "culpa", "rechaz", "negó", "fracas", "víctima", "incapaz", "ilegal", "problema",
    ]
    for (key, entry) in catalogue {
      for text in [entry.english.many, entry.spanish.many] {
        let found = words.filter { text.lowercased().contains($0) }
        #expect(found.isEmpty, "\(key): \(found)")
      }
    }
  }

  @Test func markdownIsEscaped() {
    var outline = WordOutline()
    outline.paragraph("a*b_c|<d>")
    outline.list("t`", ["[x](y)"])
    let table = ReportTable(columns: [.init("c")], rows: [["1|2\n3<*_`[]"]])
    outline.table("T", table, plain: ["plain"])
    let text = outline.markdown
    #expect(text.contains("a\\*b\\_c\\|\\<d\\>") && text.contains("## t\\`") && text.contains("- \\[x\\](y)"))
    #expect(text.contains("| 1\\|2 3&lt;&#42;&#95;&#96;&#91;&#93; |"), "\(text)")
    #expect(outline.text == "a*b_c|<d>\n\nt`:\n- [x](y)\n\nT\nplain\n")
  }
}
