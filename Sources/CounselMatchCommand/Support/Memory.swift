import Foundation

/// The peak of this process's memory.
enum Memory {
  /// In whole MB: VmHWM on Linux (`ru_maxrss` would count the parent's peak); nil where it is not known.
  static var peakMB: Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let digits = line?.filter(\.isNumber)
    return digits.flatMap { Int($0) }.map { ($0 + 1_023) / 1_024 }
  }
}
