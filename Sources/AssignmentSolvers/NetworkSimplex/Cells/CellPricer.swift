import AssignmentCore

/// Finds, for every row, the best pairs at given prices among billions that are written down nowhere.
///
/// Problem: of each row the few eligible columns with the largest score + price, lexicographically.
/// Formulation: rows with equal codes are one *kind*: they see the same columns. Facets with most kinds of columns are
/// read first, one by one, for each distinct beginning of the kinds' codes: what is not eligible drops out, points are
/// added, and of columns with equal codes in all facets left only the best stays, a *cell*. The rest of the facets is one
/// table, of every distinct rest of a kind's codes by every cell, so that a kind passes once over its cells. A facet to which
/// all rows are alike is part of a column's price.
/// Invariants: a price is one number, all levels packed (`LevelPacking`). Equal ones are told apart by a hash of the column and of what is being read, so that kinds do not all
/// ask for the same column. What is found depends on the problem and the prices alone.
/// Complexity: O(Σ over beginnings of their cells + kinds × cells); memory O(columns + table).
/// It leaves exceptions to `CellExceptions`.
struct CellPricer {
  /// Columns alike in all facets not yet read: the code in the facet read next, and the class after it.
  struct Classes {
    var codes: [Int32] = []
    var next: [Int32] = []
    var count: Int { codes.count }
  }

  /// Rows with equal codes.
  struct Kind {
    /// A row of the kind.
    let sample: Int32
    /// Its rows, by position in `rows`.
    let rows: Range<Int>
    /// Row of the table.
    let rest: Int32
  }

  /// Facets in the order in which they are read, without those to which all rows are alike.
  let facets: [CellArcs.Facet]
  /// What those that are left out say of each column.
  private(set) var columnPoints: [Int32]
  /// How many facets are read one by one.
  let stop: Int
  /// At each depth up to `stop`; those at `stop` are the columns of the table.
  private(set) var classes: [Classes] = []
  /// −1 for columns that nobody can have.
  private(set) var classOfColumn: [Int32] = []
  /// Sorted by codes.
  private(set) var kinds: [Kind] = []
  private(set) var rows: [Int32] = []
  /// Points of the facets behind `stop`.
  private(set) var table: [Int32] = []
  private(set) var tableWidth = 1
  /// The most points in each row of the table.
  private(set) var mostPoints: [Int32] = []

  /// The table may have so many entries.
  private static let tableLimit = 1 << 25

  /// - Parameters:
  ///   - arcs: the pairs.
  ///   - isLive: whether a column can be had at all.
  ///   - counts: of the rows; those with none are left out.
  init(_ arcs: CellArcs, isLive: [Bool], counts: [Int64]) {
    let order = arcs.facets.indices.filter { arcs.facets[$0].rowKinds > 1 }.sorted { one, other in
      (arcs.facets[other].columnKinds, one) < (arcs.facets[one].columnKinds, other)
    }
    let facets = order.map { arcs.facets[$0] }
    self.facets = facets
    let columnPoints = Self.columnPoints(arcs)
    self.columnPoints = columnPoints
    let live = (0..<arcs.columnCount).filter { isLive[$0] && columnPoints[$0] != CellArcs.ineligible }
      .map { Int32(truncatingIfNeeded: $0) }
    let all = Self.classes(facets, live, columnCount: arcs.columnCount)
    let sorted = counts.indices.filter { counts[$0] > 0 }.sorted { one, other in
      for facet in facets where facet.rowCodes[one] != facet.rowCodes[other] {
        return facet.rowCodes[one] < facet.rowCodes[other]
      }
      return one < other
    }.map { Int32(truncatingIfNeeded: $0) }
    let rests = Self.rests(facets, sorted)
    let stop = Self.stop(facets, sorted, widths: all.classes.map(\.count), heights: rests.map(\.count))
    self.stop = stop
    classes = all.classes
    classOfColumn = all.classOfColumn
    rows = sorted
    makeKinds(rests[stop].numbers)
    makeTable(rests[stop].samples)
  }

  /// The sum of the facets to which all rows are alike.
  private static func columnPoints(_ arcs: CellArcs) -> [Int32] {
    let alike = arcs.facets.filter { $0.rowKinds == 1 }
    return (0..<arcs.columnCount).map { column in
      let points = alike.map { $0.points[Int($0.columnCodes[column])] }
      // No score is beyond ±2³⁰.
      return points.contains(CellArcs.ineligible) ? CellArcs.ineligible : points.reduce(0, &+)
    }
  }

  // MARK: Classes and kinds

  private static func classes(
    _ facets: [CellArcs.Facet], _ live: [Int32], columnCount: Int
  ) -> (classes: [Classes], classOfColumn: [Int32]) {
    var current = [Int32](repeating: -1, count: columnCount)
    for column in live { current[Int(column)] = 0 }
    var classes = [Classes](repeating: Classes(), count: facets.count + 1)
    classes[facets.count] = Classes(codes: [0], next: [0])
    for depth in facets.indices.reversed() {
      var slots: [Int64: Int32] = [:]
      for column in live {
        let code = facets[depth].columnCodes[Int(column)]
        let key = Int64(code) << 32 | Int64(current[Int(column)])
        let slot = slots[key] ?? Int32(truncatingIfNeeded: classes[depth].count)
        if Int(slot) == classes[depth].count {
          slots[key] = slot
          classes[depth].codes.append(code)
          classes[depth].next.append(current[Int(column)])
        }
        current[Int(column)] = slot
      }
    }
    return (classes, current)
  }

  /// For each depth: the distinct rests of rows' codes from there on, with a row of each, and the number of each row's.
  private static func rests(
    _ facets: [CellArcs.Facet], _ rows: [Int32]
  ) -> [(count: Int, samples: [Int32], numbers: [Int32])] {
    var numbers = [Int32](repeating: 0, count: rows.count)
    var rests = [(count: 1, samples: Array(rows.prefix(1)), numbers: numbers)]
    for facet in facets.reversed() {
      var slots: [Int64: Int32] = [:]
      var samples: [Int32] = []
      for (index, row) in rows.enumerated() {
        let key = Int64(facet.rowCodes[Int(row)]) << 32 | Int64(numbers[index])
        let slot = slots[key] ?? Int32(truncatingIfNeeded: samples.count)
        if Int(slot) == samples.count {
          slots[key] = slot
          samples.append(row)
        }
        numbers[index] = slot
      }
      rests.append((samples.count, samples, numbers))
    }
    return rests.reversed()
  }

  /// The depth from which on the table takes over: the one with least work among those whose table is small enough.
  private static func stop(_ facets: [CellArcs.Facet], _ rows: [Int32], widths: [Int], heights: [Int]) -> Int {
    // How many distinct beginnings of codes there are at each depth; at the end, kinds.
    var beginnings = [Int](repeating: 1, count: facets.count + 1)
    for (one, other) in zip(rows, rows.dropFirst()) {
      var isNew = false
      for depth in facets.indices {
        isNew = isNew || facets[depth].rowCodes[Int(one)] != facets[depth].rowCodes[Int(other)]
        if isNew { beginnings[depth + 1] += 1 }
      }
    }
    var (best, least, reading) = (facets.count, Int.max, 0)
    for depth in 0...facets.count {
      let work = reading + beginnings[facets.count] * widths[depth]
      if work < least, heights[depth] * widths[depth] <= tableLimit { (best, least) = (depth, work) }
      if depth < facets.count { reading += 3 * beginnings[depth + 1] * widths[depth] }
    }
    return best
  }

  private mutating func makeKinds(_ numbers: [Int32]) {
    var start = 0
    for index in rows.indices {
      let isLast = index + 1 == rows.count || shared(rows[index], rows[index + 1]) < facets.count
      guard isLast else { continue }
      kinds.append(Kind(sample: rows[start], rows: start..<index + 1, rest: numbers[start]))
      start = index + 1
    }
  }

  private mutating func makeTable(_ samples: [Int32]) {
    tableWidth = classes[stop].count
    table = [Int32](repeating: 0, count: samples.count * tableWidth)
    for (number, row) in samples.enumerated() {
      for cell in 0..<tableWidth {
        var (points, place) = (Int64(0), cell)
        for depth in stop..<facets.count {
          let facet = facets[depth]
          let own = facet.points[
            Int(facet.rowCodes[Int(row)]) * facet.columnKinds + Int(classes[depth].codes[place])]
          points = own == CellArcs.ineligible || points == .min ? .min : points + Int64(own)
          place = Int(classes[depth].next[place])
        }
        table[number * tableWidth + cell] = points == .min ? CellArcs.ineligible : Int32(clamping: points)
      }
      mostPoints.append(table[number * tableWidth..<(number + 1) * tableWidth].max() ?? 0)
    }
  }

  /// How many facets from the first have equal codes for two rows.
  func shared(_ one: Int32, _ other: Int32) -> Int {
    var depth = 0
    while depth < facets.count, facets[depth].rowCodes[Int(one)] == facets[depth].rowCodes[Int(other)] { depth += 1 }
    return depth
  }
}
