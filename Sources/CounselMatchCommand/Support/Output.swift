import CounselMatch
import Foundation
import MatchDatasets

/// Standard output and standard error, as bytes; a closed pipe ends the command, quietly.
enum Output {
  static func line(_ text: String) { self.text(text + "\n") }

  /// Text that ends its own lines.
  static func text(_ text: String) {
    ProgressLine.clear()
    write(text, to: .standardOutput)
  }

  /// Part of a line on standard error.
  static func progress(_ text: String) { write(text, to: .standardError) }

  static func error(_ text: String) {
    ProgressLine.clear()
    write(text + "\n", to: .standardError)
  }

  static func json(_ value: JSONValue) { text(value.prettyText) }

  static func bytes(_ bytes: [UInt8]) { write(Data(bytes), to: .standardOutput) }

  private static func write(_ text: String, to handle: FileHandle) { write(Data(text.utf8), to: handle) }

  private static func write(_ data: Data, to handle: FileHandle) {
    do {
      try handle.write(contentsOf: data)
    } catch {
      Main.exit(with: .cannotWrite)
    }
  }
}

extension Output {
  /// Warnings and notes, one line each, on standard error.
  static func remarks(_ remarks: [InputFault]) {
    for remark in remarks {
      let place = [remark.file, remark.row.map { "row \($0)" }, remark.column].compactMap(\.self).joined(
        separator: ", ")
      error("\(remark.severity.rawValue): \(place.isEmpty ? "" : "\(place): ")\(remark.code): \(remark.rule)")
    }
  }
}
