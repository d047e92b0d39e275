internal import CounselMatch

/// How the entries of a certificate's vectors stand for the levels of a plan: one each, and one a band for
/// `worst-quality`, lowest band first.
struct CertifiedLevels {
  /// Entries up to and including each level that the certificate speaks of, from the first level on.
  let ends: [Int]
  /// Least scores of the bands that have an entry, ascending.
  let bands: [Int64]

  private static let prefix = "worst-quality:"

  /// nil where the entries are not those of the first levels, in their order.
  init?(_ entries: [String], levels: [String]) {
    var ends: [Int] = []
    var bands: [Int64] = []
    var at = 0
    for level in levels {
      if level == "worst-quality" {
        while at < entries.count, let band = Self.band(of: entries[at]), band > bands.last ?? .min {
          bands.append(band)
          at += 1
        }
      } else {
        guard at < entries.count, entries[at] == level else { break }
        at += 1
      }
      ends.append(at)
    }
    guard at == entries.count else { return nil }
    (self.ends, self.bands) = (at == 0 ? [] : ends, bands)
  }

  /// The least score of a band's entry: `worst-quality:-100` begins at −100.
  static func band(of name: String) -> Int64? {
    guard name.utf8.starts(with: prefix.utf8) else { return nil }
    let text = name.dropFirst(prefix.count)
    guard let from = Int64(text), String(from) == text, from.magnitude <= 1 << 60 else { return nil }
    return from
  }

  /// Entries of the first so many levels.
  func entries(ofLevels count: Int) -> Int { count == 0 ? 0 : ends[min(count, ends.count) - 1] }
}
