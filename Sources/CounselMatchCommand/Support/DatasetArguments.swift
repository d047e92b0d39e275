import ArgumentParser
import CounselMatch
import MatchAudit
import MatchDatasets

/// A dataset's folder and, if wanted, another policy.
struct DatasetArguments: ParsableArguments {
  @Argument(help: "The dataset's folder.")
  var folder: String

  @Option(help: ArgumentHelp("A policy file instead of the folder's policy.json.", valueName: "file"))
  var policy: String?

  /// Reads and validates; a hash in dataset.json that no longer fits is a warning among the remarks.
  ///
  /// `previous`: the pairs of the plan before, where one is given.
  func read(previous: [PreviousPair]? = nil, threads: Int = 1) throws -> Dataset {
    try Self.read(folder, policy: policy, previous: previous, threads: threads)
  }

  static func read(
    _ folder: String, policy: String? = nil, previous: [PreviousPair]? = nil, threads: Int = 1
  ) throws -> Dataset {
    ProgressLine.stage("reading")
    defer { ProgressLine.stage("working") }
    var dataset = try Checked.input { () throws(InvalidInput) in
      try DatasetFolder.read(path: folder, policyOverride: policy, previous: previous, threads: threads)
    }
    dataset.remarks += dataset.hashRemarks(folder)
    return dataset
  }
}

extension Dataset {
  /// A warning for each file that no longer has the hash dataset.json gives it.
  func hashRemarks(_ folder: String) -> [InputFault] {
    manifest.map { DatasetHashes.remarks($0, path: folder) } ?? []
  }
}
