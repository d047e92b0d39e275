public import CounselMatch

/// A dataset as it is, and as it would be.
public struct ChangedDataset: Sendable, Hashable {
  /// As read.
  public var before: Dataset
  /// With all changes made, validated like any other; its remarks are those that are new, and it has no manifest.
  public var after: Dataset
}

extension DatasetFolder {
  /// Reads a dataset and makes changes on it in memory; no file is written.
  ///
  /// The changed tables go through the same decoder and the same validation as files. All faults of the changes come in
  /// one pass: file and row are then the change's file and its place there, the first being 1. Faults that changes cause
  /// elsewhere (an attorney is dropped who has a pin) stand where they are, in the row of the other table.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - policyOverride: as in `read(path:policyOverride:previous:)`; changes of the policy are made on what is used.
  ///   - previous: the pairs of the plan before; nil: there was none. Where only the changed policy lists the level
  ///     `changes`, the changed dataset has an empty one, to be replaced (`WhatIf` does).
  ///   - changes: made in order.
  /// - Returns: the dataset before and after.
  /// - Throws: `InvalidInput`: `change.key`, `change.target`, `change.value`, `column.unknown`,
  ///   `policy.unknownKey` and `reference.unknown` of the changes, and whatever the changed dataset is refused for.
  /// - Complexity: that of reading twice.
  public static func read(
    path: String, policyOverride: String? = nil, previous: [PreviousPair]? = nil, changes: DatasetChanges
  ) throws(InvalidInput) -> ChangedDataset {
    try changed(try reading(path: path, policyOverride: policyOverride, previous: previous), by: changes)
  }

  /// An instance with changes made on it, as if it had been read from a folder.
  ///
  /// - Parameters:
  ///   - instance: the people, rules and links; its previous plan stays.
  ///   - changes: made in order.
  /// - Returns: the changed instance.
  /// - Throws: as in ``read(path:policyOverride:previous:changes:)``.
  public static func changed(
    _ instance: CaseInstance, by changes: DatasetChanges
  ) throws(InvalidInput) -> CaseInstance {
    var reading = DatasetReading(.memory(try files(instance)))
    reading.previous = instance.previous
    reading.readPolicy(override: nil)
    reading.readTables()
    return try changed(reading, by: changes).after.instance
  }

  private static func changed(_ reading: DatasetReading, by changes: DatasetChanges) throws(InvalidInput)
    -> ChangedDataset
  {
    let before: Dataset
    do throws(InvalidInput) {
      before = try reading.dataset()
    } catch {
      var error = error
      error.faults = Array((error.faults + changes.faults).prefix(InvalidInput.limit))
      throw error
    }
    let run = ChangeRun(changes, tables: reading.tables, policy: before.instance.policy)
    var edited = DatasetReading(.tables(run.tables(reading.tables)))
    if let document = run.policyDocument {
      edited.readPolicy(bytes: try document.canonicalBytes())
    } else {
      (edited.policy, edited.policyFile) = (before.instance.policy, reading.policyFile)
    }
    // A level that only the change lists compares with a plan that is not made yet.
    edited.previous = reading.previous ?? (edited.policy.levels.contains(.changes) ? [] : nil)
    edited.readTables()
    if run.hasGaps { edited.hasGaps = true }
    do throws(InvalidInput) {
      var after = try edited.dataset()
      guard !run.hasGaps else { throw InvalidInput(faults: [], remarks: after.remarks) }
      after.remarks = run.due(after.remarks, besides: before.remarks)
      return ChangedDataset(before: before, after: after)
    } catch {
      throw run.due(error)
    }
  }
}
