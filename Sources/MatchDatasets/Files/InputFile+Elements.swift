import CounselMatch
internal import Foundation

/// A regular file that is open for reading, piece by piece.
struct OpenFile {
  fileprivate let handle: FileHandle
  /// Bytes in all.
  let size: Int

  /// Bytes from an offset on, fewer where the file ends; nil where it cannot be read.
  func bytes(at offset: Int, count: Int) -> [UInt8]? {
    guard (try? handle.seek(toOffset: UInt64(offset))) != nil else { return nil }
    return Array((try? handle.read(upToCount: count)) ?? Data())
  }

  /// Elements of a trivial type as they lie in the file, read into their array a few megabytes at a time; nil where that
  /// many cannot be read.
  func elements<Element: BitwiseCopyable>(_ type: Element.Type, at offset: Int, count: Int) -> [Element]? {
    guard (try? handle.seek(toOffset: UInt64(offset))) != nil else { return nil }
    var rest = count * MemoryLayout<Element>.stride
    let elements = unsafe [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      var target = UnsafeMutableRawBufferPointer(buffer)
      // Each piece goes where the one before ended; none is longer than what is left of the buffer.
      while rest > 0, let piece = try? handle.read(upToCount: min(rest, 4 << 20)), !piece.isEmpty {
        unsafe piece.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
        unsafe target = UnsafeMutableRawBufferPointer(rebasing: target[piece.count...])
        rest -= piece.count
      }
      filled = rest == 0 ? count : 0
    }
    return rest == 0 ? elements : nil
  }
}

extension InputFile {
  /// Opens a regular file for `body`, with the checks of ``read(_:name:cap:)``.
  static func reading<T>(
    _ path: String, name: String, cap: Int, _ body: (OpenFile) throws(InvalidInput) -> T?
  ) throws(InvalidInput) -> T {
    let (real, before) = try check(path, name, cap)
    guard let handle = FileHandle(forReadingAtPath: real) else { throw unreadable(name) }
    defer { try? handle.close() }
    let answer = try body(OpenFile(handle: handle, size: before.size))
    try checkSame(before, real, name, read: before.size)
    guard let answer else { throw unreadable(name) }
    return answer
  }
}
