import Foundation

/// The assignment files of the OR-Library, where the folder is present beside the package.
enum ORLibrary {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "../shared/instances/lsap")

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.appending(path: "assign100.txt").path) }

  /// n × n costs by row, or nil where the file is missing or is not one.
  static func costs(size: Int) -> [Int64]? {
    guard let text = try? String(contentsOf: folder.appending(path: "assign\(size).txt"), encoding: .utf8) else {
      return nil
    }
    let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Int64($0) }
    return numbers.count == size * size + 1 && numbers[0] == Int64(size) ? Array(numbers.dropFirst()) : nil
  }
}
