extension Jurisdiction {
  /// Outside the United States: federal matters only, and no admission is there.
  public static let international: Jurisdiction = "INTL"

  /// The 50 states, the District of Columbia, the territories and `INTL`, by code, with their English names.
  public static let all: [(jurisdiction: Jurisdiction, name: String)] = [
    ("AK", "Alaska"), ("AL", "Alabama"), ("AR", "Arkansas"), ("AS", "American Samoa"), ("AZ", "Arizona"),
    ("CA", "California"), ("CO", "Colorado"), ("CT", "Connecticut"), ("DC", "District of Columbia"),
    ("DE", "Delaware"), ("FL", "Florida"), ("GA", "Georgia"), ("GU", "Guam"), ("HI", "Hawaii"), ("IA", "Iowa"),
    ("ID", "Idaho"), ("IL", "Illinois"), ("IN", "Indiana"), ("INTL", "International"), ("KS", "Kansas"),
    ("KY", "Kentucky"), ("LA", "Louisiana"), ("MA", "Massachusetts"), ("MD", "Maryland"), ("ME", "Maine"),
    ("MI", "Michigan"), ("MN", "Minnesota"), ("MO", "Missouri"), ("MP", "Northern Mariana Islands"),
    ("MS", "Mississippi"), ("MT", "Montana"), ("NC", "North Carolina"), ("ND", "North Dakota"),
    ("NE", "Nebraska"), ("NH", "New Hampshire"), ("NJ", "New Jersey"), ("NM", "New Mexico"), ("NV", "Nevada"),
    ("NY", "New York"), ("OH", "Ohio"), ("OK", "Oklahoma"), ("OR", "Oregon"), ("PA", "Pennsylvania"),
    ("PR", "Puerto Rico"), ("RI", "Rhode Island"), ("SC", "South Carolina"), ("SD", "South Dakota"),
    ("TN", "Tennessee"), ("TX", "Texas"), ("UT", "Utah"), ("VA", "Virginia"), ("VI", "U.S. Virgin Islands"),
    ("VT", "Vermont"), ("WA", "Washington"), ("WI", "Wisconsin"), ("WV", "West Virginia"), ("WY", "Wyoming"),
  ]

  private static let codes = Dictionary(uniqueKeysWithValues: all.map { ($0.jurisdiction.code, $0.jurisdiction) })
  private static let names = Dictionary(uniqueKeysWithValues: all.map { ($0.name.lowercased(), $0.jurisdiction) })

  /// Whether the code is one of ``all``.
  public var isKnown: Bool { Self.codes[code] != nil }

  /// Reads a code in any letter case, or an English name; `repaired` unless the code was written as it should be.
  ///
  /// - Returns: nil for anything else.
  public static func canonical(_ text: some StringProtocol) -> (jurisdiction: Jurisdiction, repaired: Bool)? {
    let given = String(text)
    if let exact = codes[given] { return (exact, false) }
    if let folded = codes[given.uppercased()] ?? names[given.lowercased()] { return (folded, true) }
    return nil
  }

  /// The jurisdiction whose name begins with `text` (`Calif`) or is at most two edits away, for a suggestion.
  ///
  /// Do not show it for a survivor's cell: it tells what the cell says.
  public static func nearest(to text: some StringProtocol) -> Jurisdiction? {
    let wanted = String(text).lowercased().filter { $0 != "." }
    guard wanted.utf8.count >= 3 else { return nil }
    let begun = all.filter { $0.name.lowercased().hasPrefix(wanted) }
    if begun.count == 1 { return begun.first?.jurisdiction }
    let bytes = Array(wanted.utf8.prefix(64))
    let ranked = all.map { (distance: editDistance(bytes, Array($0.name.lowercased().utf8)), entry: $0) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= min(2, bytes.count / 3) else {
      return nil
    }
    return best.entry.jurisdiction
  }
}
