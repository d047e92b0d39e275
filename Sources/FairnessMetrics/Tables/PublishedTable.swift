/// What is published of a ``CountTable``: the only thing an attacker sees.
public struct PublishedTable: Sendable, Hashable {
  /// A number, or what everybody knows of one that is withheld.
  public enum Figure: Sendable, Hashable {
    /// It is published.
    case shown(Int)
    /// It is withheld, and known to be at least `least`, and at most `most` where that is given.
    case hidden(least: Int, most: Int? = nil)
  }

  /// Rows without the totals.
  public let rowCount: Int
  /// As in ``CountTable/parents``.
  public let parents: [Int?]
  /// Row by row, each row ending with its people, the totals last.
  public var figures: [Figure]

  /// Columns without that of the people of a row.
  public var columnCount: Int { parents.count }

  /// What is published of a row (`rowCount`: the total) and a column (`columnCount`: all).
  public subscript(row: Int, column: Int) -> Figure {
    get { figures[row * (columnCount + 1) + column] }
    set { figures[row * (columnCount + 1) + column] = newValue }
  }

  /// - Returns: nil where a part stands before its whole, or there are more or fewer figures than the table has places.
  public init?(rowCount: Int, parents: [Int?], figures: [Figure]) {
    guard rowCount >= 0, parents.enumerated().allSatisfy({ ($1 ?? -1) < $0 && ($1 ?? 0) >= 0 }),
      figures.count == (rowCount + 1) * (parents.count + 1)
    else { return nil }
    self.rowCount = rowCount
    self.parents = parents
    self.figures = figures
  }

  /// Figures in the shape of a table.
  init(of table: CountTable, _ figures: [Figure]) {
    rowCount = table.rowCount
    parents = table.parents
    self.figures = figures
  }
}

/// What follows for a number that is withheld.
public struct CountInterval: Sendable, Hashable {
  /// The smallest number that fits what is published.
  public let least: Int
  /// The largest; nil where there is none.
  public let most: Int?

  /// - Parameters:
  ///   - least: the smallest number.
  ///   - most: the largest; nil where there is none.
  public init(least: Int, most: Int?) {
    self.least = least
    self.most = most
  }

  /// Whether the number is known to be one of 1 … `threshold` − 1.
  public func tellsSmall(below threshold: Int) -> Bool {
    guard let most else { return false }
    return least >= 1 && most < threshold
  }

  /// Whether no number from `threshold` on fits, though some number above 0 does: what the suppression here never allows.
  ///
  /// Stricter than ``tellsSmall(below:)``: 0 … threshold − 1 is refused too.
  public func excludesLarge(from threshold: Int) -> Bool {
    guard let most else { return false }
    return most >= 1 && most < threshold
  }
}
