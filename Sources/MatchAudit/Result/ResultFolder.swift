public import CounselMatch
public import MatchDatasets

/// A result folder: matches.csv, unmatched.csv, result.json, previous.csv where the plan was made against a previous
/// one, and timings.json beside them.
///
/// All but the last are byte-identical for equal input, seed and policy; times go to timings.json alone.
public enum ResultFolder {
  /// Wall times, under no digest.
  public static let timingsName = "timings.json"

  /// Writes a plan: all files or none.
  ///
  /// - Parameters:
  ///   - plan: what the matcher answered.
  ///   - instance: the dataset it was made from.
  ///   - path: the folder; made if it is missing.
  ///   - force: whether files that exist are replaced.
  ///   - timings: content of timings.json; nil: no such file.
  ///   - threads: for large datasets; what is written does not depend on it.
  /// - Returns: what was written, with its digest.
  /// - Throws: ``ResultWriteFailure``; then nothing is left half done.
  @discardableResult
  public static func write(
    _ plan: MatchPlan, instance: CaseInstance, to path: String, force: Bool = false, timings: JSONValue? = nil,
    threads: Int = 1
  ) throws(ResultWriteFailure) -> ResultFiles {
    let files: ResultFiles
    var output: [OutputFile]
    do {
      files = try ResultFiles(plan: plan, inputs: instance.tableDigests(threads: threads), previous: instance.previous)
      output = try files.output(threads: threads)
    } catch {
      throw .content(error)
    }
    if let timings { output.append(OutputFile(name: timingsName, text: timings.prettyText)) }
    do {
      try OutputFolder.write(output, to: path, force: force)
    } catch {
      throw .files(error)
    }
    return files
  }

  /// Reads a result folder strictly: every fault of form in one pass.
  ///
  /// The tables may come from another CSV writer: quotes, line ends, the order of rows and of columns are free.
  public static func read(_ path: String) throws(InvalidInput) -> StoredResult {
    var faults: [InputFault] = []
    var contents: [[UInt8]] = []
    for name in ResultFiles.hashedNames {
      do {
        contents.append(try InputFile.read("\(path)/\(name)", name: name))
      } catch {
        faults += error.faults
      }
    }
    guard faults.isEmpty else { throw InvalidInput(faults: faults) }
    let name = ResultFiles.previousName
    return try StoredResult(
      reading: ResultFiles(
        matches: contents[0], unmatched: contents[1], document: contents[2],
        previous: { () throws(InvalidInput) in try InputFile.read("\(path)/\(name)", name: name) }))
  }
}

extension ResultFolder {
  /// Reads a result that is in memory; see ``read(_:)-(String)``.
  static func read(_ files: [OutputFile]) throws(InvalidInput) -> StoredResult {
    let contents = ResultFiles.hashedNames.map { name in files.first { $0.name == name }?.bytes ?? [] }
    return try StoredResult(
      reading: ResultFiles(matches: contents[0], unmatched: contents[1], document: contents[2]))
  }
}

/// A result that could not be written.
public enum ResultWriteFailure: Error, Sendable, Hashable {
  /// The plan holds what the format cannot: a number beyond ±(2⁵³ − 1), a NUL in an id.
  case content(InvalidInput)
  /// The files could not be written.
  case files(WriteFailure)
}
