/// The arcs of each row that are kept in short lists: the core.
///
/// All other arcs of row i have cost − price ≥ `bound[i]`, now and for as long as prices only fall.
struct RowLists<Cost: BitwiseCopyable & FixedWidthInteger>: ~Copyable {
  /// Arcs for which each row has room at first.
  static var slot: Int { 40 }

  private(set) var columns: Lane<Int32>
  private(set) var costs: Lane<Cost>
  let starts: Lane<Int>
  let counts: Lane<Int32>
  private let rooms: Lane<Int32>
  let bounds: Lane<Int64>
  private var used: Int

  init(rows: Int) {
    used = rows * Self.slot
    columns = Lane(repeating: 0, count: used)
    costs = Lane(repeating: 0, count: used)
    starts = Lane(repeating: 0, count: rows)
    counts = Lane(repeating: 0, count: rows)
    rooms = Lane(repeating: Int32(Self.slot), count: rows)
    bounds = Lane(repeating: .min, count: rows)
    for row in 0..<rows { starts[row] = row * Self.slot }
  }

  /// Whether `count` arcs go where the row's list is.
  func hasRoom(_ row: Int, _ count: Int) -> Bool { count <= Int(rooms[row]) }

  /// Gives a row a longer list, empty.
  mutating func makeRoom(_ row: Int, _ count: Int) {
    let room = 2 * count
    if used + room > columns.count {
      let size = 2 * (used + room)
      let wider = Lane<Int32>(repeating: 0, count: size)
      let dearer = Lane<Cost>(repeating: 0, count: size)
      for at in 0..<used {
        wider[at] = columns[at]
        dearer[at] = costs[at]
      }
      columns = wider
      costs = dearer
    }
    starts[row] = used
    rooms[row] = Int32(room)
    counts[row] = 0
    used += room
  }
}
