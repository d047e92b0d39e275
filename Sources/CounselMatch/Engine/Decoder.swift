import AssignmentCore

/// Turns flows between types back into pairs of people.
///
/// Who is served: inside a row, members in the tie order of the policy; people whom a row does not keep with their
/// attorney join those of its parent. Who serves: the cases that reach a column are
/// dealt in turn, one at a time, to the member with the fewest cases so far (active load and pins included), members
/// below their minimum first; equal ones by the seeded order. That is the order in which `MarginalBuilder` merges what
/// cases of the members score, so the duals of the column are true for each of them.
/// Complexity: O(pairs × log members).
struct Decoder {
  let map: IndexMap

  /// Attorney of each survivor (positions in the tables), −1 for nobody; pinned people included.
  func attorneys(_ assignment: Assignment) -> [Int32] {
    var attorneyOf = map.pinnedAttorney
    for survivor in attorneyOf.indices where map.onHold[survivor] { attorneyOf[survivor] = -1 }
    for (column, people) in arrivals(assignment).enumerated() where !people.isEmpty {
      deal(people, among: map.columnMembers[column], &attorneyOf)
    }
    return attorneyOf
  }

  /// The people who come to each column, by row, then tie order.
  private func arrivals(_ assignment: Assignment) -> [[Int32]] {
    var arrivals = [[Int32]](repeating: [], count: map.columnMembers.count)
    let gathered = gathered(assignment)
    var row: Int32 = -1
    var taken = 0
    for flow in assignment.flows {
      if flow.row != row { (row, taken) = (flow.row, 0) }
      let members = gathered[flow.row] ?? map.rowMembers[Int(row)]
      arrivals[Int(flow.column)] += members.dropFirst(taken).prefix(Int(flow.units))
      taken += Int(flow.units)
    }
    return arrivals
  }

  /// The people of each row that takes people, its own and those handed on to it, in tie order.
  private func gathered(_ assignment: Assignment) -> [Int32: ArraySlice<Int32>] {
    guard !map.rowParents.isEmpty else { return [:] }
    var kept = [Int](repeating: 0, count: map.rowParents.count)
    for flow in assignment.flows { kept[Int(flow.row)] += Int(flow.units) }
    var gathered: [Int32: ArraySlice<Int32>] = [:]
    for (row, parent) in map.rowParents.enumerated() where parent >= 0 {
      gathered[parent, default: map.rowMembers[Int(parent)]] += map.rowMembers[row].dropFirst(kept[row])
    }
    return gathered.mapValues { people in
      ArraySlice(people.sorted { map.tieRanks[Int($0)] < map.tieRanks[Int($1)] })
    }
  }

  private func deal(_ people: [Int32], among members: ArraySlice<Int32>, _ attorneyOf: inout [Int32]) {
    var queue = TurnQueue<AttorneyTurn>()
    for (position, member) in members.enumerated() where map.places[Int(member)] > 0 {
      queue.insert(turn(Int(member), position, given: 0))
    }
    for person in people {
      guard let next = queue.popFirst() else { return }
      attorneyOf[Int(person)] = Int32(next.attorney)
      let given = next.given + 1
      if given < map.places[next.attorney] { queue.insert(turn(next.attorney, next.position, given: given)) }
    }
  }

  private func turn(_ attorney: Int, _ position: Int, given: Int) -> AttorneyTurn {
    AttorneyTurn(
      hasMinimum: given >= map.minimumLeft[attorney], cases: map.casesBefore[attorney] + given, position: position,
      attorney: attorney, given: given)
  }
}

/// An attorney who may have the next of some people.
struct AttorneyTurn: QueueTurn {
  var hasMinimum: Bool
  var cases: Int
  var position: Int
  var attorney: Int
  var given: Int

  func precedes(_ other: AttorneyTurn) -> Bool {
    (hasMinimum ? 1 : 0, cases, position) < (other.hasMinimum ? 1 : 0, other.cases, other.position)
  }
}
