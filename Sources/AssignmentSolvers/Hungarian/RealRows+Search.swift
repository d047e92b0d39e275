// Its unsafe code: loads and stores of whole vectors of a search, each of which lies in `0 ..< columns`, and of costs as in
// `RealRows`.
extension RealRows {
  func relax(
    _ row: Int, _ base: Double, _ level: Double, _ queued: Int, _ wide: borrowing WideSearch<Double>
  ) -> Int {
    let start = unsafe start(row)
    let (bases, levels) = (Vector(repeating: base), Vector(repeating: level))
    let rows = Vector(repeating: Double(row))
    let end = columns / Self.width * Self.width
    var (queued, column) = (queued, 0)
    while column < end {
      let values = unsafe reducedVector(start, column) + bases
      let known = unsafe wide.distances.withBase { unsafe UnsafeRawPointer($0 + column).loadUnaligned(as: Vector.self) }
      let nearer = values .< known
      if anySet(nearer) {
        unsafe wide.distances.withBase {
          unsafe UnsafeMutableRawPointer($0 + column)
            .storeBytes(of: known.replacing(with: values, where: nearer), as: Vector.self)
        }
        unsafe wide.origins.withBase {
          let at = unsafe UnsafeMutableRawPointer($0 + column)
          let origins = unsafe at.loadUnaligned(as: Vector.self).replacing(with: rows, where: nearer)
          unsafe at.storeBytes(of: origins, as: Vector.self)
        }
        // Columns that were at this level before are queued, and below it.
        if anySet((values .== levels) .& nearer) {
          queued = wide.queue(column, column &+ Self.width, level, queued)
        }
      }
      column &+= Self.width
    }
    while column < columns {
      let value = reduced(row, column) + base
      if value < wide.distances[column] {
        wide.distances[column] = value
        wide.origins[column] = Double(row)
        if value == level { queued = wide.queue(column, column &+ 1, level, queued) }
      }
      column &+= 1
    }
    return queued
  }

  func advance(_ queued: Int, _ wide: borrowing WideSearch<Double>) -> (level: Double, queued: Int) {
    let (done, end) = (Vector(repeating: Self.fewest), columns / Self.width * Self.width)
    var least = Vector(repeating: Self.most)
    var column = 0
    while column < end {
      let values = unsafe wide.distances.withBase {
        unsafe UnsafeRawPointer($0 + column).loadUnaligned(as: Vector.self)
      }
      least.replace(with: values, where: (values .< least) .& (values .> done))
      column &+= Self.width
    }
    var level = least.min()
    while column < columns {
      let value = wide.distances[column]
      if value > Self.fewest, value < level { level = value }
      column &+= 1
    }
    let levels = Vector(repeating: level)
    var queued = queued
    column = 0
    while column < end {
      let values = unsafe wide.distances.withBase {
        unsafe UnsafeRawPointer($0 + column).loadUnaligned(as: Vector.self)
      }
      if anySet(values .== levels) {
        queued = wide.queue(column, column &+ Self.width, level, queued)
      }
      column &+= Self.width
    }
    return (level, wide.queue(end, columns, level, queued))
  }
}
