public import CounselMatch

extension RawAssignment {
  /// Reads a two-dimensional NumPy `.npy` file: int32, int64, float32 or float64, little endian, C or Fortran order.
  ///
  /// - Throws: `npy.magic`, `npy.version`, `npy.header`, `npy.type`, `npy.shape`, `size.limit`, `matrix.short`,
  ///   `matrix.long`, and `weight.notFinite` with row and column of the matrix (both from 1).
  /// - Complexity: O(bytes)
  public init(npy bytes: [UInt8], file: String) throws(InvalidInput) {
    do {
      let header = try NpyHeader(bytes)
      let count = try Self.checkedCount(header, bytes: bytes.count)
      let values = NpyValues(bytes: bytes, header: header, count: count)
      rows = header.rows
      columns = header.columns
      costs = try values.costs()
    } catch {
      throw Self.fault(error, file: file)
    }
  }

  /// Reads a file by the ending of its name, as ``read(_:file:)`` does; an `.npy` matrix goes straight into the array of
  /// its costs, so that it lies in memory once.
  ///
  /// `file` is its name in faults.
  ///
  /// - Throws: as ``InputFile/read(_:name:cap:)``, ``read(_:file:)``.
  /// - Complexity: O(bytes)
  public static func read(path: String, file: String) throws(InvalidInput) -> RawAssignment {
    let direct = try InputFile.reading(path, name: file, cap: byteCap) { (open) throws(InvalidInput) in
      open.bytes(at: 0, count: 70_000).map { head in Self.direct(open, head) }
    }
    if let direct { return try direct.checkedFinite(file) }
    return try read(InputFile.read(path, name: file, cap: byteCap), file: file)
  }

  /// Bytes of a file: 8 GiB.
  private static var byteCap: Int { 8 << 30 }

  /// An `.npy` matrix whose numbers lie in the file as they do in memory; nil for anything else, faults included.
  private static func direct(_ open: OpenFile, _ head: [UInt8]) -> RawAssignment? {
    guard head.starts(with: NpyHeader.magic), let header = try? NpyHeader(head), !header.isFortranOrder,
      Int32(littleEndian: 1) == 1, let count = try? checkedCount(header, bytes: open.size)
    else { return nil }
    let costs: Costs? =
      switch header.element {
      case .int32: open.elements(Int32.self, at: header.dataOffset, count: count).map { .int32($0) }
      case .int64: open.elements(Int64.self, at: header.dataOffset, count: count).map { .int64($0) }
      case .float64: open.elements(Double.self, at: header.dataOffset, count: count).map { .double($0) }
      case .float32: nil
      }
    return costs.map { RawAssignment(rows: header.rows, columns: header.columns, costs: $0) }
  }

  private func checkedFinite(_ file: String) throws(InvalidInput) -> RawAssignment {
    guard case .double(let values) = costs, let index = values.firstIndex(where: { !$0.isFinite }) else { return self }
    throw Self.fault(Self.notFinite(index, columns), file: file)
  }

  /// The fault of a cost that is infinite or no number; its place in the matrix, from 1, is in the offset.
  fileprivate static func notFinite(_ index: Int, _ columns: Int) -> ScanFault {
    ScanFault(code: "weight.notFinite", offset: (index / columns + 1) << 32 | (index % columns + 1))
  }

  private static func checkedCount(_ header: NpyHeader, bytes: Int) throws(ScanFault) -> Int {
    let (count, overflow) = header.rows.multipliedReportingOverflow(by: header.columns)
    // A side of a matrix without costs takes no bytes of the file, but memory in a problem.
    let side = max(header.rows, header.columns)
    guard !overflow, count <= sizeLimit, side <= max(count, 1 << 20) else {
      throw ScanFault(code: "size.limit", offset: header.dataOffset)
    }
    let expected = header.dataOffset + count * header.element.size
    if bytes < expected { throw ScanFault(code: "matrix.short", offset: bytes) }
    if bytes > expected { throw ScanFault(code: "matrix.long", offset: expected) }
    return count
  }

  private static func fault(_ fault: ScanFault, file: String) -> InvalidInput {
    let rule =
      switch fault.code {
      case "npy.magic": "A .npy file begins with the NumPy magic bytes."
      case "npy.version": "Versions 1, 2 and 3 of the .npy format are read."
      case "npy.header": "The header must name descr, fortran_order and shape, once each."
      case "npy.type": "Elements must be little-endian int32, int64, float32 or float64."
      case "npy.shape": "The array must have two dimensions."
      case "size.limit": "A matrix may hold at most \(sizeLimit) costs."
      case "matrix.short": "The file ends before the last cost that its shape promises."
      case "matrix.long": "The file goes on after the last cost that its shape promises."
      default: "Costs must be finite."
      }
    let isCost = fault.code == "weight.notFinite"
    return InvalidInput(
      code: fault.code, file: file, row: isCost ? fault.offset >> 32 : nil,
      column: isCost ? String(fault.offset & 0xFFFF_FFFF) : nil, rule: rule,
      remedy: "Save the array again with numpy.save.")
  }
}

/// The numbers of an `.npy` file behind its header; the size has been checked.
private struct NpyValues {
  let bytes: [UInt8]
  let header: NpyHeader
  let count: Int

  func costs() throws(ScanFault) -> RawAssignment.Costs {
    switch header.element {
    case .int32: .int32(inRowOrder(load(Int32.self) { Int32(littleEndian: $0) }))
    case .int64: .int64(inRowOrder(load(Int64.self) { Int64(littleEndian: $0) }))
    case .float32:
      .double(try finite(inRowOrder(load(UInt32.self) { Double(Float(bitPattern: UInt32(littleEndian: $0))) })))
    case .float64:
      .double(try finite(inRowOrder(load(UInt64.self) { Double(bitPattern: UInt64(littleEndian: $0)) })))
    }
  }

  /// Copies the elements out of the bytes.
  ///
  /// Safe: the size check has shown that `count` elements lie behind the header.
  @inline(__always)
  private func load<Stored: BitwiseCopyable, Value>(_ type: Stored.Type, _ convert: (Stored) -> Value) -> [Value] {
    unsafe bytes.withUnsafeBytes { raw in
      unsafe [Value](unsafeUninitializedCapacity: count) { buffer, filled in
        for index in 0..<count {
          let offset = header.dataOffset + index * MemoryLayout<Stored>.size
          unsafe (buffer.baseAddress.unsafelyUnwrapped + index)
            .initialize(to: convert(raw.loadUnaligned(fromByteOffset: offset, as: Stored.self)))
        }
        filled = count
      }
    }
  }

  /// Transposes what was stored column by column, in tiles that stay in the cache.
  private func inRowOrder<Value: BitwiseCopyable>(_ values: [Value]) -> [Value] {
    guard header.isFortranOrder, let first = values.first else { return values }
    let (rows, columns, tile) = (header.rows, header.columns, 32)
    var result = [Value](repeating: first, count: values.count)
    for top in stride(from: 0, to: rows, by: tile) {
      for left in stride(from: 0, to: columns, by: tile) {
        for row in top..<min(top + tile, rows) {
          for column in left..<min(left + tile, columns) {
            result[row * columns + column] = values[column * rows + row]
          }
        }
      }
    }
    return result
  }

  private func finite(_ values: [Double]) throws(ScanFault) -> [Double] {
    guard let index = values.firstIndex(where: { !$0.isFinite }) else { return values }
    throw RawAssignment.notFinite(index, header.columns)
  }
}
