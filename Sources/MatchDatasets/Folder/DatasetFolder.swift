public import CounselMatch
internal import Foundation

/// A dataset as read: the instance, what was remarked on the way, and the manifest.
public struct Dataset: Sendable, Hashable {
  /// Validated as a whole.
  public var instance: CaseInstance
  /// Warnings and notes of files, cells and the instance, in this order.
  public var remarks: [InputFault]
  /// nil where there is no dataset.json.
  public var manifest: DatasetManifest?
}

/// A folder of survivors.csv, attorneys.csv and their optional companions.
public enum DatasetFolder {
  /// Reads and validates a dataset; all faults of all files come in one pass.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - policyOverride: a policy file that replaces the folder's; asOf, deadline and leadDays that it lacks come from
  ///     the folder's.
  ///   - previous: the pairs of the plan before, which the level `changes` needs; nil: there was none. Not part of the
  ///     dataset: it comes from a result.
  ///   - threads: for large tables; nothing that is read depends on it.
  /// - Returns: the dataset.
  /// - Throws: `InvalidInput` with every fault and remark; `file.missing` stands for exit code 66.
  public static func read(
    path: String, policyOverride: String? = nil, previous: [PreviousPair]? = nil, threads: Int = 1
  ) throws(InvalidInput) -> Dataset {
    try reading(path: path, policyOverride: policyOverride, previous: previous, threads: threads).dataset()
  }

  /// A folder's files as far as they can be read, not yet validated as a whole.
  static func reading(
    path: String, policyOverride: String?, previous: [PreviousPair]?, threads: Int = 1
  ) throws(InvalidInput) -> DatasetReading {
    guard case .typeDirectory? = OutputFolder.kind(URL(fileURLWithPath: path).resolvingSymlinksInPath().path) else {
      throw InvalidInput(faults: [
        InputFault(.error, .fileMissing, rule: "The dataset is a folder that exists.", remedy: "Check the path.")
      ])
    }
    var reading = DatasetReading(.folder(path: path))
    reading.pace.threads = threads
    reading.previous = previous
    reading.readPolicy(override: policyOverride)
    readRest(&reading)
    return reading
  }

  /// Reads and validates a folder's tables under a policy that stands elsewhere, such as in a result.
  ///
  /// - Parameters:
  ///   - path: the folder; its own policy.json is not read.
  ///   - policy: the whole policy: keys that it lacks take their defaults.
  ///   - previous: the pairs of the plan before; nil: there was none.
  /// - Returns: the dataset.
  /// - Throws: `InvalidInput` with every fault and remark, of the policy too.
  public static func read(
    path: String, policy: JSONValue, previous: [PreviousPair]? = nil
  ) throws(InvalidInput) -> Dataset {
    let bytes = try policy.canonicalBytes()
    var reading = DatasetReading(.folder(path: path))
    reading.previous = previous
    reading.readPolicy(bytes: bytes)
    readRest(&reading)
    return try reading.dataset()
  }

  /// Reads and validates a dataset that is in memory: what ``files(_:)`` gives, or a service has received.
  ///
  /// Nothing is read from disk. Faults are those of a folder with these files.
  ///
  /// - Parameters:
  ///   - files: the files by their names; of two with one name the first counts.
  ///   - previous: the pairs of the plan before; nil: there was none.
  /// - Returns: the dataset.
  /// - Throws: `InvalidInput` with every fault and remark.
  public static func read(files: [OutputFile], previous: [PreviousPair]? = nil) throws(InvalidInput) -> Dataset {
    try read(files: files, previous: previous, pace: ReadingPace())
  }

  package static func read(
    files: [OutputFile], previous: [PreviousPair]? = nil, pace: ReadingPace
  ) throws(InvalidInput) -> Dataset {
    var reading = DatasetReading(.memory(files))
    reading.pace = pace
    reading.previous = previous
    reading.readPolicy(override: nil)
    readRest(&reading)
    return try reading.dataset()
  }

  /// Everything but the policy.
  private static func readRest(_ reading: inout DatasetReading) {
    reading.readManifest()
    reading.readTables()
    reading.remarkUnknownFiles()
  }
}
