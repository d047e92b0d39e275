// Its unsafe code: loads and stores of whole vectors of a search, each of which lies in its lanes, and of costs as in
// `RealRows`.
extension RealRows {
  func relax(
    _ row: Int, _ base: Double, _ level: Double, _ queued: Int, _ wide: borrowing WideSearch<Double>
  ) -> Int {
    let start = unsafe start(row)
    let bases = Vector(repeating: base)
    let end = columns / Self.width * Self.width
    var (queued, column) = (queued, 0)
    while column < end {
      let limits = unsafe costVector(start, column) + bases
      let known = Self.vector(wide.limits, column)
      let nearer = limits .< known
      if anySet(nearer) {
        Self.store(known.replacing(with: limits, where: nearer), wide.limits, column)
        queued = lower(column, limits, nearer, row, level, queued, wide)
      }
      column &+= Self.width
    }
    while column < columns {
      let limit = wholeCost(row, column) + base
      if limit < wide.limits[column] {
        wide.limits[column] = limit
        wide.origins[column] = Double(row)
        let distance = limit - prices[column]
        let near = Self.nearest(column) &+ column % Self.width
        if distance == level {
          queued = wide.queue(column, level, queued)
        } else if distance < wide.nearest[near] {
          wide.nearest[near] = distance
        }
      }
      column &+= 1
    }
    return queued
  }

  /// Notes from where columns of a vector are reached, and how near they are now.
  @inline(__always)
  private func lower(
    _ column: Int, _ limits: Vector, _ nearer: SIMDMask<Vector.MaskStorage>, _ row: Int, _ level: Double,
    _ queued: Int, _ wide: borrowing WideSearch<Double>
  ) -> Int {
    let origins = Self.vector(wide.origins, column).replacing(
      with: Vector(repeating: Double(row)), where: nearer)
    Self.store(origins, wide.origins, column)
    let distances = limits - Self.vector(prices, column)
    let reached = (distances .== Vector(repeating: level)) .& nearer
    let at = Self.nearest(column)
    let known = Self.vector(wide.nearest, at)
    let less = (distances .< known) .& nearer .& .!reached
    Self.store(known.replacing(with: distances, where: less), wide.nearest, at)
    // Columns that were at this level before are queued, and below it.
    if !anySet(reached) { return queued }
    return queue(column, reached, level, queued, wide)
  }

  /// Lets those columns of a vector that a mask holds join the queue.
  private func queue(
    _ column: Int, _ mask: SIMDMask<Vector.MaskStorage>, _ level: Double, _ queued: Int,
    _ wide: borrowing WideSearch<Double>
  ) -> Int {
    var queued = queued
    for lane in 0..<Self.width where mask[lane] { queued = wide.queue(column &+ lane, level, queued) }
    return queued
  }

  func advance(_ queued: Int, _ wide: borrowing WideSearch<Double>) -> (level: Double, queued: Int) {
    while true {
      var least = Vector(repeating: Self.most)
      for at in stride(from: 0, to: wide.nearest.count, by: Self.width) {
        let distances = Self.vector(wide.nearest, at)
        least.replace(with: distances, where: distances .< least)
      }
      let level = leastLane(least)
      var now = queued
      for at in stride(from: 0, to: wide.nearest.count, by: Self.width)
      where anySet(Self.vector(wide.nearest, at) .== Vector(repeating: level)) {
        now = settle(at, level, now, wide)
      }
      // Else what was known of the blocks was too little.
      if now > queued || level == Self.most { return (level, now) }
    }
  }

  /// Lets the columns of a block at a distance join the queue, and finds the least distance of the others.
  private func settle(
    _ at: Int, _ level: Double, _ queued: Int, _ wide: borrowing WideSearch<Double>
  ) -> Int {
    let (levels, done) = (Vector(repeating: level), Vector(repeating: Self.fewest))
    let most = Vector(repeating: Self.most)
    var (queued, least) = (queued, most)
    let first = at &* WideSearch<Double>.block
    let end = min(first &+ Self.width &* WideSearch<Double>.block, wide.limits.count)
    for column in stride(from: first, to: end, by: Self.width) {
      let limits = Self.vector(wide.limits, column)
      let distances = limits - Self.vector(prices, column)
      let open = (limits .> done) .& (limits .< most)
      let here = open .& (distances .== levels)
      least.replace(with: distances, where: open .& .!here .& (distances .< least))
      if anySet(here) { queued = queue(column, here, level, queued, wide) }
    }
    Self.store(least, wide.nearest, at)
    return queued
  }

  /// Where the least distances of the block of a column are.
  @inline(__always) private static func nearest(_ column: Int) -> Int {
    column / (width &* WideSearch<Double>.block) &* width
  }

  @inline(__always) private static func vector(_ lane: borrowing Lane<Double>, _ at: Int) -> Vector {
    assert(at >= 0 && at + width <= lane.count)
    return unsafe lane.withBase { unsafe UnsafeRawPointer($0 + at).loadUnaligned(as: Vector.self) }
  }

  @inline(__always) private static func store(_ vector: Vector, _ lane: borrowing Lane<Double>, _ at: Int) {
    assert(at >= 0 && at + width <= lane.count)
    unsafe lane.withBase { unsafe UnsafeMutableRawPointer($0 + at).storeBytes(of: vector, as: Vector.self) }
  }
}
