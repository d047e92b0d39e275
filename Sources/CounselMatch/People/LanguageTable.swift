/// The codes of ISO 639-1 and 639-3 with their English names, and what people write instead of them.
///
/// Codes and names come from the generated files beside this one; aliases follow the language aliases of BCP 47
/// (retired codes, bibliographic codes, individual languages that are commonly written by their macrolanguage).
/// zh and yue, fa and prs stay apart: a lawyer who speaks one is no help in the other.
struct LanguageTable: Sendable {
  static let shared = LanguageTable()

  /// Canonical code of every code, alias and retired code, in lower case.
  private(set) var canonical: [String: String] = [:]
  /// Canonical code of every English name, in lower case.
  private(set) var names: [String: String] = [:]
  /// Every name once, in table order: what suggestions are taken from.
  private(set) var spellings: [(name: String, code: String)] = []

  private init() {
    canonical.reserveCapacity(8_400)
    names.reserveCapacity(8_400)
    spellings.reserveCapacity(8_400)
    for part in [Self.aToH, Self.iToN, Self.oToZ] { read(part) }
    for (alias, code) in Self.aliases { canonical[alias] = code }
    for (name, code) in Self.commonNames { add(name: name, code: code, replacing: true) }
  }

  private mutating func read(_ text: String) {
    for entry in text.utf8.split(whereSeparator: { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "\n") }) {
      guard let space = entry.firstIndex(of: UInt8(ascii: " ")) else { continue }
      let codes = entry[..<space].split(separator: UInt8(ascii: "/")).compactMap { String(Substring($0)) }
      guard let three = codes.first, let code = codes.last else { continue }
      canonical[three] = code
      canonical[code] = code
      let name = String(Substring(entry[entry.index(after: space)...])).lowercased()
      add(name: name, code: Self.aliases[three] ?? code, replacing: false)
      if let bracket = name.firstIndex(of: "("), bracket > name.startIndex {
        add(name: String(name[..<name.index(before: bracket)]), code: Self.aliases[three] ?? code, replacing: false)
      }
    }
  }

  private mutating func add(name: String, code: String, replacing: Bool) {
    if replacing || names[name] == nil {
      if names.updateValue(code, forKey: name) == nil { spellings.append((name, code)) }
    }
  }

  /// Retired and bibliographic codes, and individual languages that count as the language of their common name.
  static let aliases: [String: String] = [
    "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "mol": "ro", "scc": "sr", "scr": "hr",
    "alb": "sq", "arm": "hy", "baq": "eu", "bur": "my", "chi": "zh", "cze": "cs", "dut": "nl", "fre": "fr",
    "geo": "ka", "ger": "de", "gre": "el", "ice": "is", "mac": "mk", "mao": "mi", "may": "ms", "per": "fa",
    "rum": "ro", "slo": "sk", "tib": "bo", "wel": "cy",
    "cmn": "zh", "fil": "tl", "arb": "ar", "azj": "az", "ekk": "et", "als": "sq", "gug": "gn", "khk": "mn",
    "kmr": "ku", "lvs": "lv", "npi": "ne", "ory": "or", "pes": "fa", "plt": "mg", "swh": "sw", "uzn": "uz",
    "ydd": "yi", "zsm": "ms",
  ]

  /// Names that people use where the standard's reference name is another.
  static let commonNames: [(String, String)] = [
    ("american sign language", "ase"), ("asl", "ase"), ("bangla", "bn"), ("cantonese", "yue"), ("castilian", "es"),
    ("chinese (mandarin)", "zh"), ("chinese (cantonese)", "yue"), ("farsi", "fa"), ("filipino", "tl"),
    ("flemish", "nl"), ("greek", "el"), ("haitian creole", "ht"), ("kreyol", "ht"), ("kurmanji", "ku"),
    ("lsm", "mfs"), ("malay", "ms"), ("mandarin", "zh"), ("mandarin chinese", "zh"), ("moldovan", "ro"),
    ("myanmar", "my"), ("nepali", "ne"), ("norwegian bokmal", "nb"), ("odia", "or"), ("pashto", "ps"),
    ("persian", "fa"), ("pilipino", "tl"), ("punjabi", "pa"), ("quiche", "quc"), ("simplified chinese", "zh"),
    ("sinhalese", "si"), ("sorani", "ckb"), ("swahili", "sw"), ("tagalog", "tl"), ("uyghur", "ug"),
    ("valencian", "ca"),
  ]
}
