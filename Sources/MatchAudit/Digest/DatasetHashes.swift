public import CounselMatch
public import MatchDatasets

/// The hashes that dataset.json holds: SHA-256 over the bytes of each file beside it.
public enum DatasetHashes {
  /// The hash of each file, for a manifest that is to be written.
  public static func of(_ files: [OutputFile]) -> [String: String] {
    Dictionary(files.map { ($0.name, Digest.sha256($0.bytes)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The hash of each file of a dataset that stands in a folder.
  ///
  /// - Parameter path: the folder.
  /// - Returns: hashes by file name; files that are no part of a dataset are left out.
  /// - Throws: `InvalidInput` for a file that cannot be read.
  public static func of(folder path: String) throws(InvalidInput) -> [String: String] {
    var files: [OutputFile] = []
    for table in InputTable.allCases where InputFile.exists("\(path)/\(table.rawValue)") {
      let bytes = try InputFile.read("\(path)/\(table.rawValue)", name: table.rawValue)
      files.append(OutputFile(name: table.rawValue, bytes: bytes))
    }
    return of(files)
  }

  /// A warning for each file that no longer has the hash dataset.json gives it, or cannot be read.
  ///
  /// - Parameters:
  ///   - manifest: what dataset.json says.
  ///   - path: the dataset's folder.
  /// - Returns: warnings `hash.changed`, by file name.
  public static func remarks(_ manifest: DatasetManifest, path: String) -> [InputFault] {
    let names = manifest.expectedHashes.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return names.compactMap { name in
      let isPlain = !name.contains("/") && !name.contains("\\") && name != ".."
      let bytes = isPlain ? try? InputFile.read("\(path)/\(name)", name: name) : nil
      if let bytes, Digest.sha256(bytes) == manifest.expectedHashes[name] { return nil }
      return InputFault(
        .warning, code: FaultCode.hashChanged.rawValue, file: isPlain ? name : InputTable.dataset.rawValue,
        rule: "The file has the hash that dataset.json gives it.",
        remedy: "If the change is meant, write dataset.json again.")
    }
  }
}
