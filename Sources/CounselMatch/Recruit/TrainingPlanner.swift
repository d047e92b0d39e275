// Problem: which so many attorneys to train, so that most people more are served.
// Formulation: a training lets an attorney take people for whom only it stands against the pair. Every type of attorneys
// without it is an option for each number of free places among its members, with a gate that opens for these places and
// leads into the type's column; which trainings gain most is a choice of options (`ChoiceSearch`). The people who are
// served need not be those whom the trained attorney takes: pairs move on, over several trainings if need be.
// Invariants: members of a type differ in places alone; exclusions and all other rules hold.
// Complexity: O(people who require training × attorneys without it), each a comparison of codes; then the search.
// Cannot: promise the best classes among equal numbers; solving again shows who gains.

import AssignmentCore
import AssignmentSolvers

/// Finds the best attorneys to train.
struct TrainingPlanner {
  let ground: RecruitGround
  private var network: ChoiceNetwork
  /// For bounds.
  private var near: ChoiceNetwork
  /// Attorneys of each option, most preferred first.
  private let members: [[Int]]

  init(_ ground: RecruitGround) {
    self.ground = ground
    let (problem, map, codes) = (ground.problem, ground.map, ground.compiled.codes)
    let most = ground.costs.place == nil ? 0 : ground.costs.placesPerAttorney
    let people = ground.extended.survivors
    let rows = (0..<problem.rowCount).filter { row in
      guard let first = map.rowMembers[row].first, problem.rowCounts[row] > 0 else { return false }
      let isTied = people[Int(first)].household != nil && !ground.instance.pins.isEmpty
      return !isTied && people[Int(first)].needsTrained && codes.survivors[Int(first)].missing.isEmpty
    }
    var (gates, members): ([ChoiceGate], [[Int]]) = ([], [])
    for column in 0..<problem.columnCount {
      let all = map.columnMembers[column].map { Int($0) }
      guard let sample = all.first else { continue }
      let hubs = rows.indices.filter { place in
        guard let person = map.rowMembers[rows[place]].first else { return false }
        return codes.against(survivor: Int(person), attorney: sample) == .traumaTraining
      }
      guard !hubs.isEmpty else { continue }
      let free = Dictionary(grouping: all) { max(0, map.places[$0] - most) }
      for places in free.keys.sorted(by: >) where places > 0 {
        let group = free[places] ?? []
        gates.append(
          ChoiceGate(
            hubs: hubs.map { Int32($0) }, outlet: column, unit: min(places, Int(problem.units)), most: group.count))
        members.append(group)
      }
    }
    self.members = members
    let hubs = rows.map { [Int32($0)] }
    func network(isNear: Bool) -> ChoiceNetwork {
      ChoiceNetwork(
        problem, capacities: ground.places, assignment: ground.assignment, hubs: hubs, gates: gates, isNear: isNear)
    }
    (self.network, near) = (network(isNear: false), network(isNear: true))
    near.sharpen(limits: ground.limits)
    self.network.sharpen(work: 20_000_000)
  }

  /// What everybody's training would gain.
  var possible: Int {
    var flow = ChoiceFlow(network)
    for (gate, one) in network.gates.enumerated() { flow.open(gate, units: one.unit * one.most) }
    return flow.gainMost()
  }

  /// The best trainings, with a bound on what any could gain.
  func choice(_ trainings: Int) -> (additions: [RecruitAddition], gain: Int, bound: Int) {
    var search = ChoiceSearch(network, .most(takings: trainings), near: near, limits: ground.limits)
    guard let answer = search.answer() else { return ([], 0, 0) }
    var additions: [RecruitAddition] = []
    for (option, count) in answer.takings.enumerated() {
      for index in members[option].prefix(count) { additions.append(addition(index, network.gates[option].unit)) }
    }
    return (additions.sorted { ($0.attorney ?? "").precedes($1.attorney ?? "") }, answer.gain, answer.bound)
  }

  private func addition(_ index: Int, _ places: Int) -> RecruitAddition {
    let attorney = ground.extended.attorneys[index]
    var profile = RecruitProfile(attorney, on: ground.instance.policy.asOf)
    profile.isCertified = true
    return RecruitAddition(
      kind: .training, attorney: attorney.id, profile: profile, places: places, cost: ground.costs.training)
  }
}
