internal import CounselMatch

extension CSVTable {
  /// The name that is at most two edits away, for a suggestion; with `within` at most so many.
  static func nearest(_ text: String, in names: [String], within most: Int? = nil) -> String? {
    let wanted = Array(text.utf8.prefix(64))
    let limit = most ?? min(2, max(1, wanted.count / 3))
    let ranked = names.map { (distance: editDistance(wanted, Array($0.utf8)), name: $0) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= limit else { return nil }
    return best.name
  }
}
