public import AssignmentCore

/// One line of the capability table.
public struct SolverTraits: Sendable, Hashable {
  /// What the certificates of a solver prove.
  public enum Proof: String, Sendable, Hashable {
    /// Duals for every level.
    case everyLevel = "every level"
    /// Duals for every level, and with hours or households a bound.
    case everyLevelOrBound = "every level, or a bound"
    /// Duals for the first levels, as many as happen to be optimal.
    case firstLevels = "first levels"
    /// The solver is not compiled in.
    case unknown = ""
  }

  /// Its name, as `--solver` takes it.
  public let name: String
  /// False where the trait that it needs was off when the program was built.
  public let isCompiledIn: Bool
  /// Empty where the solver is not compiled in.
  public let capabilities: SolverCapabilities

  /// The field's words for what it takes: `firm-caps`, `hard-minimums`, `minimums`, `hours`, `household`, `changes`,
  /// `group-rates`.
  public var takes: [String] {
    let words: [(SolverCapabilities, String)] = [
      (.groupCaps, "firm-caps"), (.floors, "hard-minimums"), (.marginals, "minimums"), (.hours, "hours"),
      (.households, "household"), (.rowParents, "changes"), (.idleGroups, "group-rates"),
    ]
    return words.filter { capabilities.contains($0.0) }.map(\.1)
  }

  /// Whether it proves every level optimal.
  public var isExact: Bool { capabilities.contains(.exact) }

  /// What it proves, in words.
  public var proof: Proof {
    if !isCompiledIn { return .unknown }
    if !isExact { return .firstLevels }
    if capabilities.contains(.exactSides) { return .everyLevel }
    return capabilities.isDisjoint(with: [.hours, .households]) ? .everyLevel : .everyLevelOrBound
  }
}

extension SolverCatalog {
  /// The capability table: the solvers compiled in, in their order, then the known names that are not.
  public var table: [SolverTraits] {
    solvers.map { SolverTraits(name: $0.name, isCompiledIn: true, capabilities: $0.capabilities) }
      + Self.knownNames.filter { name in !solvers.contains { $0.name == name } }
      .map { SolverTraits(name: $0, isCompiledIn: false, capabilities: []) }
  }
}
