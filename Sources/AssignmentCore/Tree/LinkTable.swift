/// Where rows and columns meet: the links whose prices stand in ``LinkPrices``.
///
/// A row of no household has one link, over all its arcs. A row of a household has one for each cell that it
/// reaches, by ascending cell. Links are numbered row by row. A row in several `together` constraints counts as a member
/// of the first; the others are left aside in bounds.
public struct LinkTable: Sendable, Hashable {
  /// A `together` constraint with its rows that have units, ascending, each in one household only.
  public struct Household: Sendable, Hashable {
    /// Index among the side constraints.
    public let constraint: Int
    /// Rows, ascending; at least one.
    public let rows: [Int]
    /// All are served or none is.
    public let allOrNone: Bool
    /// Cells that any of the rows reaches, ascending.
    public let cells: [Int32]
  }

  /// In the order of the side constraints.
  public let households: [Household]
  /// The household of each row, −1 for none.
  public let householdOfRow: [Int32]
  /// The link of each arc.
  public let linkOfArc: [Int32]
  /// The cell of each link; −1 for a row of no household.
  public let cellOfLink: [Int32]
  /// Links of row i are `starts[i] ..< starts[i + 1]`.
  public let starts: [Int]
  /// The linear side constraints by arc.
  public private(set) var linears: LinearTable

  /// O(arcs × log cells).
  public init(_ problem: AssignmentProblem) {
    var owner = [Int32](repeating: -1, count: problem.rowCount)
    var found: [Household] = []
    for (index, side) in problem.sideConstraints.enumerated() {
      guard case .together(let members, let cells, let allOrNone) = side else { continue }
      var rows: [Int] = []
      for member in members.sorted() where owner[Int(member)] < 0 && problem.rowCounts[Int(member)] > 0 {
        owner[Int(member)] = Int32(found.count)
        rows.append(Int(member))
      }
      guard !rows.isEmpty else { continue }
      var reached = Set<Int32>()
      for row in rows {
        for arc in problem.arcs.arcs(ofRow: row) {
          reached.insert(cells.cells[problem.arcs.column(ofArc: arc, inRow: row)])
        }
      }
      found.append(Household(constraint: index, rows: rows, allOrNone: allOrNone, cells: reached.sorted()))
    }
    var links = [Int32](repeating: 0, count: problem.arcs.count)
    var (cellOfLink, starts): ([Int32], [Int]) = ([], [0])
    for row in 0..<problem.rowCount {
      let first = cellOfLink.count
      let range = problem.arcs.arcs(ofRow: row)
      if owner[row] >= 0,
        case .together(_, let cells, _) = problem.sideConstraints[found[Int(owner[row])].constraint]
      {
        let ofArc = range.map { cells.cells[problem.arcs.column(ofArc: $0, inRow: row)] }
        let own = Set(ofArc).sorted()
        cellOfLink += own
        for (offset, arc) in range.enumerated() {
          links[arc] = Int32(first + Self.place(of: ofArc[offset], in: ArraySlice(own)))
        }
      } else {
        cellOfLink.append(-1)
        for arc in range { links[arc] = Int32(first) }
      }
      starts.append(cellOfLink.count)
    }
    households = found
    householdOfRow = owner
    linkOfArc = links
    self.cellOfLink = cellOfLink
    self.starts = starts
    linears = LinearTable(problem)
  }

  /// The same with more linear statements, which are no side constraints of the problem.
  func adding(_ statements: [(entries: [(arc: Int, weight: Int64)], upper: Int64)], arcs: Int) -> LinkTable {
    var table = self
    table.linears = linears.adding(statements, arcs: arcs)
    return table
  }

  /// The number of links.
  public var count: Int { cellOfLink.count }

  /// The link of `row` into `cell`, or nil.
  public func link(ofRow row: Int, cell: Int32) -> Int? {
    let own = cellOfLink[starts[row]..<starts[row + 1]]
    let place = Self.place(of: cell, in: own)
    return place < own.endIndex && own[place] == cell ? place : nil
  }

  /// The first place of an ascending list with no lower number.
  private static func place(of cell: Int32, in list: ArraySlice<Int32>) -> Int {
    var (low, high) = (list.startIndex, list.endIndex)
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < cell { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
