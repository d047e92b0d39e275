import AssignmentCore

/// Additions as real people and places of an instance.
struct RecruitEdit {
  let instance: CaseInstance

  init(_ instance: CaseInstance) { self.instance = instance }

  /// How many people of each class the matcher serves with the additions; every class that occurs has an entry.
  func served(
    _ additions: [RecruitAddition], _ matcher: Matcher, _ limits: SolveLimits
  ) throws(RecruitFailure) -> [Int: Int] {
    let edited = try self.edited(additions)
    let plan: MatchPlan
    do {
      plan = try matcher.plan(for: edited, limits: limits)
    } catch {
      throw .match(error)
    }
    guard plan.status != .infeasible else { throw .noPlan }
    let asOf = instance.policy.asOf
    let people = instance.survivors.filter { !$0.isOnHold(asOf: asOf) }
    var served = Dictionary(people.map { ($0.priority, 0) }) { first, _ in first }
    let classOf = Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0.priority) })
    for pair in plan.pairs { if let priority = classOf[pair.survivor] { served[priority, default: 0] += 1 } }
    return served
  }

  /// The instance with the additions, validated like any other, under the levels up to `served`.
  func edited(_ additions: [RecruitAddition]) throws(RecruitFailure) -> CaseInstance {
    var attorneys = instance.attorneys
    let places = Dictionary(uniqueKeysWithValues: attorneys.enumerated().map { ($1.id, $0) })
    var (known, number) = (Set(attorneys.map(\.id)), 0)
    let home = commonHome
    for addition in additions {
      if let id = addition.attorney, let index = places[id] {
        change(&attorneys[index], addition)
        continue
      }
      var id = ""
      repeat {
        number += 1
        id = "new\(number)"
      } while !known.insert(id).inserted
      attorneys.append(
        addition.profile.attorney(id, places: addition.places, home: addition.licence ?? home, policy: instance.policy))
    }
    do {
      return try CaseInstance(
        survivors: instance.survivors, attorneys: attorneys, firms: instance.firms, exclusions: instance.exclusions,
        pins: instance.pins, scores: instance.scores, quotas: instance.quotas, previous: instance.previous,
        policy: policy)
    } catch {
      throw .match(.internalFault(codes: Set(error.faults.map(\.code)).sorted()))
    }
  }

  private func change(_ attorney: inout Attorney, _ addition: RecruitAddition) {
    switch addition.kind {
    case .place: attorney.capacity = max(attorney.capacity, attorney.activeLoad) + addition.places
    case .training: (attorney.traumaTraining, attorney.trainingExpires) = (.certified, nil)
    case .attorney: break
    }
  }

  /// Levels after `served` change nothing of who is served; without scores there are fewer types.
  private var policy: Policy {
    var policy = instance.policy
    guard let served = policy.levels.firstIndex(of: .served) else { return policy }
    policy.levels = Array(policy.levels[...served])
    if Set(policy.levels).isDisjoint(with: [.quality, .worstQuality]) { policy.weights.clear() }
    return policy
  }

  /// Where most survivors live: the licence of those of whom any is asked.
  private var commonHome: Jurisdiction {
    var counts: [Jurisdiction: Int] = [:]
    for survivor in instance.survivors {
      if let home = survivor.jurisdiction, home != .international, home.isKnown { counts[home, default: 0] += 1 }
    }
    let homes = counts.keys.sorted { $0.code.precedes($1.code) }
    return homes.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) } ?? Jurisdiction.all[0].jurisdiction
  }
}
