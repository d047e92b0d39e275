/// People of one household who must go to the same attorney or the same firm.
///
/// A household is what the data say, never inferred. Members on hold are left out; those who wish apart are not tied.
/// The policy's rule ties the others; a member's wish to stay together ties all of them at least to the same firm.
package struct HouseholdTie: Sendable, Hashable {
  package enum Strength: Sendable, Hashable {
    case sameAttorney
    case sameFirm
  }

  /// Positions in the table of survivors, ascending; at least two.
  package var members: [Int]
  package var strength: Strength
  /// All are served or none is.
  package var allOrNone: Bool

  /// Every tie of a table, in the order of the first member.
  package static func all(_ survivors: [Survivor], _ policy: Policy) -> [HouseholdTie] {
    var slots: [String: Int] = [:]
    var ties: [(members: [Int], together: Bool)] = []
    for index in survivors.indices {
      guard let household = survivors[index].household else { continue }
      let survivor = survivors[index]
      guard survivor.householdWish != .apart, !survivor.isOnHold(asOf: policy.asOf) else { continue }
      let slot = slots[household] ?? ties.count
      if slot == ties.count {
        slots[household] = slot
        ties.append(([], false))
      }
      ties[slot].members.append(index)
      ties[slot].together = ties[slot].together || survivor.householdWish == .together
    }
    return ties.compactMap { tie in
      guard tie.members.count > 1, policy.households != .off || tie.together else { return nil }
      return HouseholdTie(
        members: tie.members, strength: policy.households == .sameAttorney ? .sameAttorney : .sameFirm,
        allOrNone: !policy.householdPartial)
    }
  }
}
