/// Numbers of people by row and column, with the sums of both.
///
/// A column may have parts (`unserved` has the reasons why): its number is then the sum of its parts. Row `rowCount` is
/// the row of totals, column `columnCount` that of the people of a row.
public struct CountTable: Sendable, Hashable {
  /// Rows without the totals.
  public let rowCount: Int
  /// For each column the column it is a part of, nil where it is a part of the whole; an earlier one.
  public let parents: [Int?]
  /// All numbers, row by row, each row ending with its people, the totals last.
  let values: [Int]

  /// Columns without that of the people of a row.
  public var columnCount: Int { parents.count }

  /// The number of a row (`rowCount`: the total) and a column (`columnCount`: all).
  public subscript(row: Int, column: Int) -> Int { values[row * (columnCount + 1) + column] }

  /// Adds up the numbers; those of columns with parts are computed, whatever is given.
  ///
  /// - Returns: nil where rows differ in length, a number is negative, a part stands before its whole, there is no column,
  ///   or the people are 2⁴⁰ or more.
  /// - Complexity: O(numbers)
  public init?(_ counts: [[Int]], parents: [Int?]? = nil) {
    let parents = parents ?? [Int?](repeating: nil, count: counts.first?.count ?? 0)
    let width = parents.count + 1
    guard width > 1, counts.allSatisfy({ $0.count == width - 1 }),
      parents.enumerated().allSatisfy({ ($1 ?? -1) < $0 && ($1 ?? 0) >= 0 })
    else { return nil }
    let isWhole = Self.isWhole(parents)
    var people = 0
    for row in counts {
      for column in parents.indices where !isWhole[column] {
        guard (0..<Self.limit - people).contains(row[column]) else { return nil }
        people += row[column]
      }
    }
    self.init(adding: counts, parents: parents)
  }

  /// Adds up numbers that are known to be in order: see ``init(_:parents:)``.
  init(adding counts: [[Int]], parents: [Int?]) {
    let width = parents.count + 1
    let isWhole = Self.isWhole(parents)
    var values: [Int] = []
    var totals = [Int](repeating: 0, count: width)
    for row in counts {
      var sums = [Int](repeating: 0, count: width)
      for column in parents.indices.reversed() {
        if !isWhole[column] { sums[column] = row[column] }
        sums[parents[column] ?? width - 1] += sums[column]
      }
      for column in 0..<width { totals[column] += sums[column] }
      values += sums
    }
    rowCount = counts.count
    self.parents = parents
    self.values = values + totals
  }

  private static let limit = 1 << 40

  /// For each column whether it has parts.
  static func isWhole(_ parents: [Int?]) -> [Bool] {
    var isWhole = [Bool](repeating: false, count: parents.count)
    for case .some(let parent) in parents { isWhole[parent] = true }
    return isWhole
  }
}
