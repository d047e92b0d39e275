// Problem: the fewest new attorneys, each with the same number of places, who serve so many more people.
// Formulation: profiles of one language, one licence, the training, one gender and the codes of one survivor's needs;
// those that may take no more people than another are left out. Every profile is an option with a gate that leads to the
// network's cap or the root; which fewest takings gain enough is a choice of options (`ChoiceSearch`), begun with the
// greedy cover (`ChoiceGreedy`), which is within H(places) of the optimum.
// Invariants: profiles are trimmed to what those need who go there; the choice stays as large.
// Complexity: (languages × licences × genders × code sets) profiles of the people whom unserved people reach; the search.
// Cannot: profiles of two languages or two licences; NP-hard from three places on, so the tree may end with a bound.
// References: L. A. Wolsey (1982), G. Dobson (1982); see ChoiceSearch.

import AssignmentCore
import AssignmentSolvers

/// Finds the fewest new attorneys.
struct NewAttorneyPlanner {
  let ground: RecruitGround
  private let capacity: Int
  private let needs: [RecruitNeed]
  private let profiles: [RecruitProfile]
  private let network: ChoiceNetwork
  /// What new attorneys without end would gain.
  let possible: Int

  init(_ ground: RecruitGround, capacity: Int) {
    let places = max(1, capacity)
    (self.ground, self.capacity) = (ground, places)
    func network(_ hubs: [[Int32]], _ gates: [ChoiceGate]) -> ChoiceNetwork {
      ChoiceNetwork(
        ground.problem, capacities: ground.places, assignment: ground.assignment, hubs: hubs, gates: gates)
    }
    var rowsOf: [RecruitNeed: [Int32]] = [:]
    for row in network([], []).rows { if let need = ground.needs[row] { rowsOf[need, default: []].append(Int32(row)) } }
    let needs = rowsOf.keys.sorted { $0.key.lexicographicallyPrecedes($1.key) { $0.precedes($1) } }
    let family = ground.costs.attorney == nil ? [] : ProfileFamily(needs).undominated()
    let outlet = ground.map.networkGroup.map { ground.problem.columnCount + Int($0) } ?? -1
    let units = max(1, Int(ground.problem.units - ground.served))
    let gates = family.map { one in
      ChoiceGate(
        hubs: one.met.map { Int32($0) }, outlet: outlet, unit: min(places, units),
        most: (units + places - 1) / places)
    }
    self.needs = needs
    profiles = family.map(\.profile)
    var built = network(needs.map { rowsOf[$0] ?? [] }, gates)
    built.sharpen(limits: ground.limits)
    self.network = built
    var flow = ChoiceFlow(built)
    for (gate, one) in gates.enumerated() { flow.open(gate, units: one.unit * one.most) }
    possible = flow.gainMost()
  }

  /// The fewest new attorneys, with a bound that no choice goes below.
  ///
  /// - Throws: `RecruitFailure.match(.stopped(…))` where time ended before there was a choice.
  func choice(
    _ people: Int?
  ) throws(RecruitFailure) -> (additions: [RecruitAddition], gain: Int, count: Int, bound: Int) {
    let target = min(people ?? possible, possible)
    guard target > 0 else { return ([], 0, 0, 0) }
    var greedy = ChoiceGreedy(network)
    greedy.run(upTo: target, limits: ground.limits)
    var search = ChoiceSearch(network, .fewest(gain: target), limits: ground.limits)
    guard let answer = search.answer(from: greedy.takings) else {
      if let reason = ground.limits.reasonToStop() {
        throw .match(.stopped(solver: "recruit", reason: reason.rawValue))
      }
      return ([], 0, 0, 0)
    }
    var flow = ChoiceFlow(network)
    for (gate, count) in answer.takings.enumerated() where count > 0 {
      flow.open(gate, units: count * network.gates[gate].unit)
    }
    let gain = flow.gainMost()
    let additions = answer.takings.indices.filter { answer.takings[$0] > 0 }.map { gate -> RecruitAddition in
      let profile = profiles[gate].trimmed(to: flow.hubs(usingGate: gate).map { needs[$0] })
      let places = answer.takings[gate] * capacity
      return RecruitAddition(
        kind: .attorney, profile: profile, places: places, cost: places * (profile.cost(ground.costs) ?? 0),
        recruits: answer.takings[gate], licence: profiles[gate].admissions.first)
    }
    let bound = min(answer.count, max(answer.bound, greedy.leastTakings))
    return (additions.sorted { $0.profile.precedes($1.profile) }, gain, answer.count, bound)
  }
}

/// The profiles that a new attorney may have, and whose needs each meets.
struct ProfileFamily {
  private let needs: [RecruitNeed]

  init(_ needs: [RecruitNeed]) { self.needs = needs }

  /// Those of which no other meets all needs and more.
  ///
  /// O(profiles × needs / 64), and pairs of profiles.
  func undominated() -> [(profile: RecruitProfile, met: [Int])] {
    let languages = choices(needs.flatMap(\.languages)) { $0.code }
    let admissions = choices(needs.compactMap(\.admission)) { $0.code }
    let genders = choices(needs.compactMap(\.gender)) { $0.rawValue }
    let offers = Set(needs.map(\.offers)).sorted { $0.lexicographicallyPrecedes($1) { $0.precedes($1) } }
    let byLanguage = languages.map { one in
      bits { $0.languages.isEmpty || one.map($0.languages.contains) ?? false }
    }
    let byAdmission = admissions.map { one in bits { $0.admission == nil || $0.admission == one } }
    let byGender = genders.map { one in bits { $0.gender == nil || $0.gender == one } }
    let byOffers = offers.map { one in bits { $0.offers.allSatisfy(one.contains) } }
    var (found, seen): ([(RecruitProfile, [UInt64])], Set<[UInt64]>) = ([], [])
    for (language, spoken) in zip(languages, byLanguage) {
      for (admission, admitted) in zip(admissions, byAdmission) {
        for (gender, fitting) in zip(genders, byGender) {
          for (codes, offered) in zip(offers, byOffers) {
            let met =
              needs.isEmpty
              ? []
              : spoken.indices.map {
                spoken[$0] & admitted[$0] & fitting[$0] & offered[$0]
              }
            guard met.contains(where: { $0 != 0 }), seen.insert(met).inserted else { continue }
            var profile = RecruitProfile()
            (profile.languages, profile.admissions) = (language.map { [$0] } ?? [], admission.map { [$0] } ?? [])
            (profile.isCertified, profile.meeting, profile.gender) = (true, .either, gender)
            profile.offers = codes
            found.append((profile, met))
          }
        }
      }
    }
    return pruned(found).map { profile, met in
      (profile, needs.indices.filter { met[$0 / 64] & 1 << UInt64($0 % 64) != 0 })
    }
  }

  /// None, and each that occurs, once, in order.
  private func choices<Value: Hashable>(_ all: [Value], _ key: (Value) -> String) -> [Value?] {
    [nil] + Set(all).sorted { key($0).precedes(key($1)) }
  }

  private func bits(_ holds: (RecruitNeed) -> Bool) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: (needs.count + 63) / 64)
    for (index, need) in needs.enumerated() where holds(need) { words[index / 64] |= 1 << UInt64(index % 64) }
    return words
  }

  /// Sets ascend in size, so that a set lies only in later ones.
  private func pruned(_ found: [(RecruitProfile, [UInt64])]) -> [(RecruitProfile, [UInt64])] {
    let sizes = found.map { $0.1.reduce(0) { $0 + $1.nonzeroBitCount } }
    let order = found.indices.sorted { (sizes[$0], $0) < (sizes[$1], $1) }
    var kept: [Int] = []
    for (place, index) in order.enumerated() {
      let met = found[index].1
      let isInside = order[(place + 1)...].contains { other in
        zip(met, found[other].1).allSatisfy { $0 & ~$1 == 0 }
      }
      if !isInside { kept.append(index) }
    }
    return kept.sorted().map { found[$0] }
  }
}
