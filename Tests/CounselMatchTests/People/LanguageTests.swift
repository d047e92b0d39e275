import CounselMatch
import Testing

struct LanguageTests {
  @Test(arguments: [
    ("es", "es"), ("ES", "es"), ("spa", "es"), ("es-419", "es"), ("es_MX", "es"), ("Spanish", "es"),
    (" haitian  creole", "ht"), ("iw", "he"), ("cmn", "zh"), ("zh", "zh"), ("zh-Hant-TW", "zh"), ("fil", "tl"),
    ("tl", "tl"), ("Filipino", "tl"), ("yue", "yue"), ("zh-yue", "yue"), ("zh-min-nan", "nan"), ("Cantonese", "yue"),
    ("ase", "ase"), ("sgn-ase", "ase"), ("American Sign Language", "ase"), ("ger", "de"), ("prs", "prs"),
    ("Farsi", "fa"), ("Swahili", "sw"), ("Modern Greek", "el"), ("K'iche'", "quc"), ("mam", "mam"),
    ("q'anjob'al", "kjb"),
    ("Vietnamese", "vi"), ("Obispeño", "obi"), ("zyp", "zyp"), ("aaa", "aaa"),
  ])
  func canonical(_ text: String, _ code: String) throws {
    let reading = try #require(Language.canonical(text))
    #expect(reading.language.code == code)
    #expect((reading.note == nil) == (text == code))
    #expect(reading.language.isCanonical)
  }

  @Test(arguments: ["", "xx", "x", "und", "mul", "zxx", "qaa", "e", "es;en", "es-", "spanisch", "12", "es--mx", "🙂"])
  func unknown(_ text: String) {
    #expect(Language.canonical(text) == nil)
    #expect(!Language(code: text).isCanonical)
  }

  @Test func nearestName() {
    #expect(Language.nearest(to: "spanihs")?.code == "es")
    #expect(Language.nearest(to: "Vietnames")?.code == "vi")
    #expect(Language.nearest(to: "xx") == nil)
    #expect(Language.nearest(to: "completely different") == nil)
  }

  @Test func zhAndYueDiffer() {
    #expect(Language.canonical("zh")?.language != Language.canonical("yue")?.language)
  }

  @Test func jurisdictions() {
    #expect(Jurisdiction.all.count == 57)
    #expect(Jurisdiction.canonical("TX")?.repaired == false)
    #expect(Jurisdiction.canonical("tx")?.repaired == true)
    #expect(Jurisdiction.canonical("Texas")?.jurisdiction == "TX")
    #expect(Jurisdiction.canonical("puerto rico")?.jurisdiction == "PR")
    #expect(Jurisdiction.canonical("Calif") == nil)
    #expect(Jurisdiction.nearest(to: "Calif")?.code == "CA")
    #expect(Jurisdiction.nearest(to: "Calif.")?.code == "CA")
    #expect(Jurisdiction.nearest(to: "Tennesee")?.code == "TN")
    #expect(Jurisdiction.nearest(to: "Atlantis") == nil)
    #expect(Jurisdiction.all.map(\.jurisdiction.code) == Jurisdiction.all.map(\.jurisdiction.code).sorted())
  }

  @Test func distance() {
    func of(_ left: String, _ right: String) -> Int { editDistance(Array(left.utf8), Array(right.utf8)) }
    #expect(of("", "abc") == 3)
    #expect(of("abc", "") == 3)
    #expect(of("kitten", "sitting") == 3)
    #expect(of("same", "same") == 0)
  }
}
