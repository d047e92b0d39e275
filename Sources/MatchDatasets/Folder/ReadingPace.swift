internal import CounselMatch

/// How large tables are read; nothing that is read, and no finding, depends on it.
package struct ReadingPace: Sendable {
  /// At most so many at once.
  package var threads = 1
  /// Rows of a part.
  package var rows = Parts.size
  /// Bytes of a part; smaller files are scanned in one.
  package var bytes = 1 << 22
  /// Whether cells with equal bytes are read once.
  package var remembers = true

  package init(threads: Int = 1) { self.threads = threads }
}
