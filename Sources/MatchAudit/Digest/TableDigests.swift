public import CounselMatch
internal import MatchDatasets

extension CaseInstance {
  /// The digest of every table, in the order of the format: over the header and the parsed rows in canonical order,
  /// cells joined by U+001F and rows ended by U+001E.
  ///
  /// Never over bytes of files: row order, column order, quoting and spelling of codes do not count.
  ///
  /// - Complexity: O(n log n) in the number of rows.
  public var tableDigests: [StoredResult.TableDigest] {
    canonicalTables.map { table in
      var running = RunningDigest()
      for row in [table.header] + table.rows { running.update((row.joined(separator: "\u{1F}") + "\u{1E}").utf8) }
      return StoredResult.TableDigest(table: table.table.rawValue, sha256: running.finalized())
    }
  }
}
