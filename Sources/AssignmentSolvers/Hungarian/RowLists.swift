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

  /// Where so many arcs of a row are to be written, with their bound; those it had are gone.
  mutating func begin(_ row: Int, _ count: Int, _ bound: Int64) -> Int {
    if count > Int(rooms[row]) { makeRoom(row, count) }
    counts[row] = Int32(truncatingIfNeeded: count)
    bounds[row] = bound
    return starts[row]
  }

  /// Gives a row a longer list, empty.
  private mutating func makeRoom(_ row: Int, _ count: Int) {
    let room = count + count / 2
    counts[row] = 0
    rooms[row] = 0
    if used + room > columns.count { pack(behind: room) }
    starts[row] = used
    rooms[row] = Int32(room)
    used += room
  }

  /// Moves all lists together, so that room which longer ones left is used again, with some to spare.
  ///
  /// One of the two arrays after the other: what is freed first need not be there beside both new ones.
  private mutating func pack(behind room: Int) {
    var live = room
    for row in 0..<rooms.count { live += Int(rooms[row]) }
    let size = live + live / 4
    columns = packed(columns, size)
    costs = packed(costs, size)
    used = 0
    for row in 0..<rooms.count {
      starts[row] = used
      used += Int(rooms[row])
    }
  }

  /// The lists one after the other, each with the room that it has.
  private func packed<Element: BitwiseCopyable & FixedWidthInteger>(
    _ old: borrowing Lane<Element>, _ size: Int
  ) -> Lane<Element> {
    let new = Lane<Element>(repeating: 0, count: size)
    var to = 0
    for row in 0..<rooms.count {
      for at in 0..<Int(counts[row]) { new[to + at] = old[starts[row] + at] }
      to += Int(rooms[row])
    }
    return new
  }
}
