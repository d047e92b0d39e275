public import CounselMatch
internal import MatchDatasets

extension CaseInstance {
  /// The digest of every table, in the order of the format: over the header and the parsed rows in canonical order,
  /// cells joined by U+001F and rows ended by U+001E.
  ///
  /// Never over bytes of files: row order, column order, quoting and spelling of codes do not count.
  ///
  /// - Complexity: O(n log n) in the number of rows.
  public var tableDigests: [StoredResult.TableDigest] { tableDigests(threads: 1) }

  /// As ``tableDigests``, on several threads; the digests do not depend on their number.
  public func tableDigests(threads: Int) -> [StoredResult.TableDigest] {
    digestedTables.map { table in
      var running = RunningDigest()
      for piece in canonicalBytes(of: table, threads: threads) { running.update(piece) }
      return StoredResult.TableDigest(table: table.rawValue, sha256: running.finalized())
    }
  }
}
