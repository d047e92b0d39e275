/// A weighted count of pairs between two bounds: a quota, supervision, or two attorneys for one case.
///
/// Σ over the terms of weight × units that the term's rows send to its columns lies in `lower … upper`. An arc named by
/// several terms adds up their weights. Whatever ties pairs together linearly is stated with this one form, so that
/// solvers and checkers treat all kinds alike; `kind` is for messages only.
public struct LinearConstraint: Sendable, Hashable {
  /// The field's word for what is counted.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Cases of a group of people at a firm.
    case quota
    /// Cases that untrained attorneys take under a trained colleague.
    case supervision
    /// A case that needs two attorneys.
    case coCounsel = "co-counsel"
  }

  /// Rows times columns with one weight.
  public struct Term: Sendable, Hashable {
    /// Ascending, none twice.
    public let rows: [Int32]
    /// Ascending, none twice; nil: all columns.
    public let columns: [Int32]?
    /// Of a unit on any arc between them; may be negative.
    public let weight: Int64

    public init(rows: [Int32], columns: [Int32]?, weight: Int64) {
      self.rows = rows
      self.columns = columns
      self.weight = weight
    }
  }

  /// What it is, for messages and refusals.
  public let kind: Kind
  /// At least one; Σ of the weights' magnitudes is at most 2²⁰.
  public let terms: [Term]
  /// Least sum, within ±2⁵²; nil: none.
  public let lower: Int64?
  /// Largest sum, within ±2⁵² and no less than `lower`; nil: none.
  public let upper: Int64?

  public init(kind: Kind, terms: [Term], lower: Int64?, upper: Int64?) {
    self.kind = kind
    self.terms = terms
    self.lower = lower
    self.upper = upper
  }

  /// Whether shape and ranges are as stated, for so many rows and columns.
  func isValid(rows: Int, columns: Int) -> Bool {
    func ascends(_ list: [Int32], _ count: Int) -> Bool {
      zip(list, list.dropFirst()).allSatisfy { $0 < $1 } && (list.first ?? 0) >= 0 && (list.last ?? -1) < count
    }
    var sum: UInt64 = 0
    for term in terms {
      guard ascends(term.rows, rows), term.columns.map({ ascends($0, columns) }) ?? true,
        term.weight.magnitude <= 1 << 20
      else { return false }
      sum += term.weight.magnitude
    }
    let limit = UInt64(1) << 52
    guard (lower ?? 0).magnitude <= limit, (upper ?? 0).magnitude <= limit else { return false }
    return !terms.isEmpty && terms.count < 1 << 20 && sum <= 1 << 20 && (lower ?? .min) <= (upper ?? .max)
  }
}

/// The linear side constraints of a problem by arc: what a unit on an arc adds to which of them.
///
/// Constraints are numbered in the order in which they stand among the side constraints.
public struct LinearTable: Sendable, Hashable {
  /// A constraint that counts an arc.
  public struct Entry: Sendable, Hashable {
    /// Its number among the linear ones.
    public let constraint: Int32
    /// What one unit adds; not 0.
    public let weight: Int64
  }

  /// Index of each among all side constraints; −1 for a statement that is derived from them.
  public let constraints: [Int]
  /// Least sum of each; nil: none.
  public let lowers: [Int64?]
  /// Largest sum of each; nil: none.
  public let uppers: [Int64?]
  private let starts: [Int32]
  private let list: [Entry]

  /// The number of linear side constraints.
  public var count: Int { constraints.count }
  /// Whether there is none.
  public var isEmpty: Bool { constraints.isEmpty }

  /// By ascending constraint.
  ///
  /// - Complexity: O(arcs + Σ over terms of rows × columns × log arcs of a row)
  public init(_ problem: AssignmentProblem) {
    var (constraints, lowers, uppers): ([Int], [Int64?], [Int64?]) = ([], [], [])
    var found: [(arc: Int, entry: Entry)] = []
    for (index, side) in problem.sideConstraints.enumerated() {
      guard case .linear(let linear) = side else { continue }
      for (arc, weight) in Self.weights(linear.terms, problem) {
        found.append((arc, Entry(constraint: Int32(constraints.count), weight: weight)))
      }
      constraints.append(index)
      lowers.append(linear.lower)
      uppers.append(linear.upper)
    }
    (self.constraints, self.lowers, self.uppers) = (constraints, lowers, uppers)
    (starts, list) = Self.byArc(found, constraints.isEmpty ? nil : problem.arcs.count)
  }

  /// Sorts entries by arc, those of one arc as they come.
  private static func byArc(_ found: [(arc: Int, entry: Entry)], _ arcs: Int?) -> ([Int32], [Entry]) {
    guard let arcs else { return ([], []) }
    var starts = [Int32](repeating: 0, count: arcs + 1)
    for item in found { starts[item.arc + 1] += 1 }
    for arc in 0..<arcs { starts[arc + 1] += starts[arc] }
    var next = starts
    var list = [Entry](repeating: Entry(constraint: 0, weight: 0), count: found.count)
    for item in found {
      list[Int(next[item.arc])] = item.entry
      next[item.arc] += 1
    }
    return (starts, list)
  }

  /// The same with more statements after those of the problem, each with an upper bound; `entries` have different arcs.
  func adding(_ statements: [(entries: [(arc: Int, weight: Int64)], upper: Int64)], arcs: Int) -> LinearTable {
    if statements.isEmpty { return self }
    var found: [(arc: Int, entry: Entry)] = []
    if !isEmpty {
      for arc in 0..<arcs { found += entries(ofArc: arc).map { (arc, $0) } }
    }
    for (index, statement) in statements.enumerated() {
      for item in statement.entries {
        found.append((item.arc, Entry(constraint: Int32(count + index), weight: item.weight)))
      }
    }
    let none = [Int64?](repeating: nil, count: statements.count)
    let (starts, list) = Self.byArc(found, arcs)
    return LinearTable(
      constraints: constraints + statements.map { _ in -1 }, lowers: lowers + none,
      uppers: uppers + statements.map { Optional($0.upper) }, starts: starts, list: list)
  }

  private init(constraints: [Int], lowers: [Int64?], uppers: [Int64?], starts: [Int32], list: [Entry]) {
    (self.constraints, self.lowers, self.uppers) = (constraints, lowers, uppers)
    (self.starts, self.list) = (starts, list)
  }

  /// The arcs that terms name, ascending, each once with its weight, which is not 0.
  private static func weights(
    _ terms: [LinearConstraint.Term], _ problem: AssignmentProblem
  ) -> [(arc: Int, weight: Int64)] {
    var named: [(arc: Int, weight: Int64)] = []
    for term in terms { visit(term, problem) { named.append(($0, term.weight)) } }
    // Those of one term ascend as they are.
    if terms.count > 1 { named.sort { $0.arc < $1.arc } }
    var kept = 0
    for item in named {
      if kept > 0, named[kept - 1].arc == item.arc {
        named[kept - 1].weight += item.weight
      } else {
        named[kept] = item
        kept += 1
      }
    }
    return named.prefix(kept).filter { $0.weight != 0 }
  }

  private static func visit(_ term: LinearConstraint.Term, _ problem: AssignmentProblem, _ use: (Int) -> Void) {
    for row in term.rows {
      guard let columns = term.columns else {
        for arc in problem.arcs.arcs(ofRow: Int(row)) { use(arc) }
        continue
      }
      for column in columns {
        if let arc = problem.arcs.arc(row: Int(row), column: Int(column)) { use(arc) }
      }
    }
  }

  /// What a unit on an arc adds, by ascending constraint.
  public func entries(ofArc arc: Int) -> ArraySlice<Entry> {
    starts.isEmpty ? [] : list[Int(starts[arc])..<Int(starts[arc + 1])]
  }
}
