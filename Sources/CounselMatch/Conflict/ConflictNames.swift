import AssignmentCore
import AssignmentSolvers

/// What a linear side constraint of a compiled problem was made from.
package enum LinearOrigin: Sendable, Hashable {
  /// Index of the quota.
  case quota(Int)
  /// Index of the firm.
  case supervision(Int)
  /// Position of the survivor whose case asks for two attorneys.
  case coCounsel(Int)
}

/// A conflict of hard constraints in the words of the domain.
struct ConflictNames {
  let instance: CaseInstance
  let compiled: CompiledInstance

  /// Why there is no plan, and the least change that makes one; both empty where it was not found in time.
  static func find(
    _ instance: CaseInstance, _ solvers: [any AssignmentSolver], seed: UInt64, limits: SolveLimits
  ) -> (contradictions: [Contradiction], loosenings: [Loosening]) {
    var compileLimits = CompileLimits()
    compileLimits.splitsAttorneys = true
    guard let compiled = try? InstanceCompiler(limits: compileLimits).compile(instance, seed: seed) else {
      return ([], [])
    }
    var limits = limits
    limits.deadline = min(limits.deadline ?? .now + .seconds(10), .now + .seconds(10))
    let search = ConflictSearch(problem: compiled.problem, solvers: solvers, limits: limits)
    let names = Self(instance: instance, compiled: compiled)
    let conflict = (search.conflict() ?? []).map { names.name($0) }.map { Contradiction(kind: $0.kind, id: $0.id) }
    let change = conflict.isEmpty ? [] : search.leastChange() ?? []
    let loosenings = change.map { change in
      let name = names.name(change.constraint)
      return Loosening(kind: name.kind, id: name.id, units: change.units)
    }
    func order(_ kind: Contradiction.Kind, _ id: String?) -> [String] { [kind.rawValue, id ?? ""] }
    return (
      conflict.sorted { order($0.kind, $0.id).lexicographicallyPrecedes(order($1.kind, $1.id)) { $0.precedes($1) } },
      loosenings.sorted { order($0.kind, $0.id).lexicographicallyPrecedes(order($1.kind, $1.id)) { $0.precedes($1) } }
    )
  }

  private func name(_ constraint: HardConstraint) -> (kind: Contradiction.Kind, id: String?) {
    switch constraint {
    case .floor(let outlet): owner(outlet, .attorneyMinimum, .firmMinimum)
    case .capacity(let outlet): owner(outlet, .attorneyPlaces, .firmPlaces)
    case .lower(let side): linear(side, .quotaMinimum)
    case .upper(let side): linear(side, .quotaMaximum)
    case .side(let side):
      if case .budget(let column, _, _) = compiled.problem.sideConstraints[side] {
        (.hours, attorney(Int(column)))
      } else {
        (.household, nil)
      }
    }
  }

  private func attorney(_ column: Int) -> String? {
    compiled.map.columnMembers[column].first.map { instance.attorneys[Int($0)].id }
  }

  private func owner(
    _ outlet: Int, _ ofAttorney: Contradiction.Kind, _ ofFirm: Contradiction.Kind
  ) -> (kind: Contradiction.Kind, id: String?) {
    let count = compiled.problem.columnCount
    if outlet < count { return (ofAttorney, attorney(outlet)) }
    let firm = compiled.map.groupOfFirm.firstIndex(of: Int32(outlet - count))
    return firm.map { (ofFirm, instance.firms[$0].id) } ?? (.networkPlaces, nil)
  }

  private func linear(_ side: Int, _ kind: Contradiction.Kind) -> (kind: Contradiction.Kind, id: String?) {
    let number = compiled.problem.sideConstraints[..<side].count { if case .linear = $0 { true } else { false } }
    switch compiled.map.linearOrigins[number] {
    case .coCounsel: return (.coCounsel, nil)
    case .supervision(let firm): return (.supervision, instance.firms[firm].id)
    case .quota(let index):
      let quota = instance.quotas[index]
      return (kind, "\(quota.firm ?? "network"): \(quota.column.rawValue) \(quota.value)")
    }
  }
}
