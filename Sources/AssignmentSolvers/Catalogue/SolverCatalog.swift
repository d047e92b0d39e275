public import AssignmentCore

extension [any AssignmentSolver] {
  /// The solvers of this library, the workhorse first.
  ///
  /// A caller adds others: `.builtIn + [GLPKSolver()]`.
  public static var builtIn: Self {
    [NetworkSimplexSolver(), HungarianSolver(), CostScalingSolver(), DecompositionSolver(), GreedySolver()]
  }
}

/// Solvers by name, and the written table by which `auto` chooses.
///
/// A new solver is one line in `Swift.Array.builtIn`; the capability table and `auto` follow from its capabilities.
public struct SolverCatalog: Sendable {
  /// The name that lets the catalogue choose.
  public static let automatic = "auto"

  /// Every name a user may write, whether compiled in or not, in the order of the help text.
  public static let knownNames = [
    "network-simplex", "cost-scaling", "hungarian", "glpk", "glpk-intopt", "decomposition", "greedy",
  ]

  /// In the order in which `auto` tries solvers that are equal otherwise; of equal names the first counts.
  public let solvers: [any AssignmentSolver]

  public init(_ solvers: [any AssignmentSolver] = .builtIn) {
    self.solvers = solvers
  }

  /// What is known about a name.
  public enum Lookup: Sendable {
    case found(any AssignmentSolver)
    /// A solver of this field that was not compiled in.
    case unavailable
    /// No such solver; the nearest name there is, if one is near.
    case unknown(nearest: String?)
  }

  /// The solver of this name, or why there is none.
  public func find(_ name: String) -> Lookup {
    if let solver = solvers.first(where: { $0.name == name }) { return .found(solver) }
    return Self.knownNames.contains(name) ? .unavailable : .unknown(nearest: nearestName(to: name))
  }

  /// The solver of that name.
  ///
  /// - Throws: `SolverFailure.unavailable(solver:)` for a name that is not compiled in, or that nobody knows
  ///   (``find(_:)`` tells them apart).
  public func solver(named name: String) throws(SolverFailure) -> any AssignmentSolver {
    guard case .found(let solver) = find(name) else { throw .unavailable(solver: name) }
    return solver
  }

  /// The name that takes the fewest edits, `auto` and those not compiled in included; nil where more than half of its
  /// letters would change.
  public func nearestName(to name: String) -> String? {
    var best: (name: String, edits: Int)?
    for candidate in [Self.automatic] + solvers.map(\.name) + Self.knownNames {
      let edits = Self.edits(Array(name.lowercased().utf8), Array(candidate.utf8))
      if edits * 2 <= candidate.utf8.count, edits < best?.edits ?? .max { best = (candidate, edits) }
    }
    return best?.name
  }

  /// Levenshtein's distance: insertions, deletions and replacements of bytes.
  private static func edits(_ from: [UInt8], _ to: [UInt8]) -> Int {
    guard from.count <= 64 else { return .max / 4 }
    var row = Array(0...to.count)
    for (index, byte) in from.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for place in to.indices {
        let replaced = diagonal + (to[place] == byte ? 0 : 1)
        diagonal = row[place + 1]
        row[place + 1] = min(replaced, diagonal + 1, row[place] + 1)
      }
    }
    return row[to.count]
  }
}
