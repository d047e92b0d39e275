public import AssignmentCore

/// An instance as solvers see it, and the way back to people.
public struct CompiledInstance: Sendable {
  /// Rows and columns are types of people; indices only.
  ///
  /// Without arcs where ``cells`` tells them.
  public let problem: AssignmentProblem
  /// The same problem with its pairs told by codes; nil where they are written down.
  public let cells: CellProblem?
  /// Who stands behind each index.
  public internal(set) var map: IndexMap
  package let codes: FactCodes
  /// Hard constraints that contradict each other whatever is solved; empty for almost every instance.
  public let contradictions: [Contradiction]
  /// The groups of the level `group-rates`, where it is listed.
  package let rates: RateGroups?
  /// The marginals for any choice of levels.
  package let marginals: MarginalBuilder
  /// What the value of `load` is beyond its negative score.
  package let loadConstant: Int64
}

/// Who stands behind each row, column and group of a compiled problem.
///
/// Positions refer to the tables of the ``CaseInstance``. This is the only place where indices meet people.
public struct IndexMap: Sendable {
  /// Survivors of each row, in the order in which they are served.
  package internal(set) var rowMembers: Lists<Int32>
  /// Attorneys of each column, in the order in which they are given cases.
  package let columnMembers: Lists<Int32>
  /// Row of each survivor, −1 for those outside the problem (pinned, on hold).
  public let rowOfSurvivor: [Int32]
  /// Column of each attorney.
  public let columnOfAttorney: [Int32]
  /// Group of each firm, −1 where the firm needs none.
  public let groupOfFirm: [Int32]
  /// Group of the network, where its capacity binds.
  public let networkGroup: Int32?
  /// Priority classes that occur among people in the plan, ascending.
  public let classes: [Int]
  /// What serving a person of each class scores in the level `served`, in the order of ``classes``; no two alike.
  package let classWeights: [Int64]
  /// Attorney of each pinned survivor in the plan, −1 for the others.
  public let pinnedAttorney: [Int32]
  /// Whether each survivor is on hold: outside the plan.
  public let onHold: [Bool]
  /// Row to which each row hands on people whom it does not keep with their attorney, −1 for none; empty: none does.
  public let rowParents: [Int32]
  /// Place of each survivor in the tie order of all; −1 for those outside the problem.
  package let tieRanks: [Int32]
  /// Cases each attorney has before the matching: active load and pins.
  package let casesBefore: [Int]
  /// Free places of each attorney, net of active load and pins.
  package let places: [Int]
  /// Cases each attorney needs for her minimum, net of pins, and can have.
  package let minimumLeft: [Int]
  /// Σ of what the minimums of attorneys and firms lack before the matching (pins counted).
  package let shortageBefore: Int64
  /// Which levels of the problem make up the levels of the policy.
  package internal(set) var levels: LevelTable
  /// What each linear side constraint was made from, in their order.
  package let linearOrigins: [LinearOrigin]
  /// The cases that ask for two attorneys, by position; what stands for their second attorneys comes after all survivors,
  /// in this order.
  package let leads: [Int]

  /// How many positions are people and not second attorneys of a case.
  package var peopleCount: Int { rowOfSurvivor.count - leads.count }

  /// How many people an assignment serves.
  package func people(in assignment: Assignment) -> Int64 {
    guard !leads.isEmpty else { return assignment.units }
    return assignment.flows.reduce(0) { sum, flow in
      Int(rowMembers[Int(flow.row)].first ?? 0) < peopleCount ? sum + Int64(flow.units) : sum
    }
  }

  /// The row whose pairs the people of a row share: its parent, or itself.
  package func root(ofRow row: Int) -> Int { rowParents.isEmpty || rowParents[row] < 0 ? row : Int(rowParents[row]) }

  /// How many survivors a row stands for, and who (positions in the table).
  public func survivors(ofRow row: Int) -> [Int] { rowMembers[row].map { Int($0) } }

  /// The attorneys of a column (positions in the table).
  public func attorneys(ofColumn column: Int) -> [Int] { columnMembers[column].map { Int($0) } }
}

/// Hard constraints that no plan can meet together: two found while compiling, or one of several found by search.
public struct Contradiction: Sendable, Hashable {
  /// What contradicts what.
  public enum Kind: String, Sendable, Hashable {
    case pinsOverAttorney = "pins.attorney"
    case pinsOverFirm = "pins.firm"
    case pinsOverNetwork = "pins.network"
    case pinsOverHours = "pins.hours"
    case pinsOverQuota = "pins.quota"
    case pinsOverSupervision = "pins.supervision"
    case minimumOverAttorney = "minimum.attorney"
    case minimumOverFirm = "minimum.firm"
    // Parts of a conflict that no two of them explain, found by search; see ``MatchReport/contradictions``.
    case attorneyMinimum = "conflict.attorney-minimum"
    case firmMinimum = "conflict.firm-minimum"
    case quotaMinimum = "conflict.quota-minimum"
    case attorneyPlaces = "conflict.attorney-places"
    case firmPlaces = "conflict.firm-places"
    case networkPlaces = "conflict.network-places"
    case quotaMaximum = "conflict.quota-maximum"
    case supervision = "conflict.supervision"
    case hours = "conflict.hours"
    case household = "conflict.household"
    case coCounsel = "conflict.co-counsel"
  }

  /// Which constraints contradict each other.
  public let kind: Kind
  /// Id of the attorney or firm concerned, or the quota; nil for the network and for a household.
  public let id: String?

  public var description: String {
    switch kind {
    case .pinsOverAttorney: "There are more pins for attorney \(id ?? "") than free places."
    case .pinsOverFirm: "There are more pins for firm \(id ?? "") than free places."
    case .pinsOverNetwork: "There are more pins than free places in the network."
    case .pinsOverHours: "The pinned cases of attorney \(id ?? "") need more hours than there are."
    case .pinsOverQuota:
      "There are more pins in a group of \(id.map { "firm \($0)" } ?? "the network") than its quota allows."
    case .pinsOverSupervision:
      "The pinned trauma cases of untrained attorneys exceed the supervision of firm \(id ?? "")."
    case .minimumOverAttorney: "The hard minimum of attorney \(id ?? "") exceeds the free places."
    case .minimumOverFirm: "The hard minimum of firm \(id ?? "") exceeds the free places."
    case .attorneyMinimum: "Not all can hold together: the hard minimum of attorney \(id ?? "")."
    case .firmMinimum: "Not all can hold together: the hard minimum of firm \(id ?? "")."
    case .quotaMinimum: "Not all can hold together: the least number of the quota \(id ?? "")."
    case .attorneyPlaces: "Not all can hold together: the places of attorney \(id ?? "")."
    case .firmPlaces: "Not all can hold together: the places of firm \(id ?? "")."
    case .networkPlaces: "Not all can hold together: the places of the network."
    case .quotaMaximum: "Not all can hold together: the largest number of the quota \(id ?? "")."
    case .supervision: "Not all can hold together: the supervision of firm \(id ?? "")."
    case .hours: "Not all can hold together: the hours of attorney \(id ?? "")."
    case .household: "Not all can hold together: a household."
    case .coCounsel: "Not all can hold together: a case that asks for two attorneys."
    }
  }
}

extension Contradiction: CustomStringConvertible {}
extension IndexMap: RedactedValue {
  public var description: String { "IndexMap(\(rowMembers.count) rows, \(columnMembers.count) columns)" }
}
extension CompiledInstance: RedactedValue {
  public var description: String { "CompiledInstance(\(problem.rowCount) rows, \(problem.columnCount) columns)" }
}
