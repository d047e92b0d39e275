// Problem: after an event the best plan must be known at once, with the same value of every level as a plan made anew.
// Formulation: the plan is a flow of single people (`RepairFlow`) over the compiled instance without exclusions, pins and
// previous plan, attorney by attorney: templates are what people alike have in common. Exclusions and declines bar columns,
// a pair of the present is a kept column, and a pinned person stands outside the flow with her place. An event changes
// where the plan sees a person (`DocketState.Seat`), or the places of an attorney: a search or two.
// Invariants: the duals of the solver start it and are checked; afterwards every reduced cost stays right.
// Complexity: see `RepairFlow`. Somebody with facts that nobody had before costs one look at every attorney.
// Cannot: hours, households, hard minimums; new attorneys, other facts of attorneys, firms or policy; a new day where
// dates count; new groups. Then the plan is solved anew (`DocketEngine`).

import AssignmentCore
import AssignmentSolvers

/// A plan that is repaired event by event.
struct PlanRepair: Sendable {
  /// Solve anew.
  struct Beyond: Error {}

  private struct RowKey: Hashable {
    var template: Int
    var kept: Int
    var barred: [Int32]
  }

  /// What is known of a person in the flow.
  private struct Member {
    var unit: Int
    var row: Int
    /// The column in which she stands outside the flow.
    var pinned: Int?
  }

  private let plain: CaseInstance
  private let compiled: CompiledInstance
  private let columnOf: [String: Int]
  private let columnsOfFirm: [String: [Int32]]
  /// Places of the compiled instance that were cut.
  private let largest: Int
  private let keepsPairs: Bool
  private(set) var flow: RepairFlow
  private var members: [String: Member] = [:]
  /// Who each unit of the flow is.
  private var ids: [String] = []
  private var rowOf: [RowKey: Int] = [:]
  private var templateOf: [Survivor: Int] = [:]
  private var keyer: SeededKey
  private var codes: ArrivalCodes
  private var arrivals = 0
  /// Columns of attorneys who take no new cases: places that are set free there are gone.
  private var closed: Set<Int> = []
  /// People who take a place beside the plan: its attorneys' loads count them.
  private let apart: Set<String>
  /// Whether a new day can change who is eligible.
  private(set) var isDated: Bool

  /// People who may come before the plan is solved anew.
  private static let room = 4_096

  /// - Throws: ``Beyond`` where the plan cannot be repaired, ``MatchFailure`` where the instance cannot be compiled.
  init(
    _ instance: CaseInstance, _ plan: MatchPlan, withdrawn: [String], apart: Set<String>, attainable: [String: Int]?,
    limits: CompileLimits
  ) throws {
    guard plan.isVerified, let prices = plan.prices else { throw Beyond() }
    let minimums = instance.attorneys.contains { $0.minimum > 0 } || instance.firms.contains { $0.minimum > 0 }
    if instance.policy.minimums == .hard, minimums { throw Beyond() }
    self.apart = apart
    var limits = limits
    (limits.splitsAttorneys, limits.roomForArrivals, limits.writtenPairs) = (true, Self.room, 0)
    plain = CaseInstance(withoutLinks: instance)
    compiled = try InstanceCompiler(limits: limits, attainable: attainable).compile(plain, seed: plan.seed)
    guard compiled.problem.sideConstraints.isEmpty, compiled.contradictions.isEmpty else { throw Beyond() }
    let map = compiled.map
    columnOf = Dictionary(
      uniqueKeysWithValues: zip(plain.attorneys, map.columnOfAttorney).map { ($0.id, Int($1)) })
    var columnsOfFirm: [String: [Int32]] = [:]
    for (index, attorney) in plain.attorneys.enumerated() {
      if let firm = attorney.firm { columnsOfFirm[firm, default: []].append(map.columnOfAttorney[index]) }
    }
    self.columnsOfFirm = columnsOfFirm
    largest = plain.survivors.count + 1 + Self.room
    keepsPairs = map.levels[.changes] != nil
    keyer = SeededKey(seed: plan.seed, use: .ties)
    isDated = Self.isDated(instance)
    let flow = RepairFlow(
      compiled.problem, cells: compiled.cells, units: largest,
      potentials: try Self.potentials(prices, compiled, plain), keptLevel: map.levels[.changes]?.lowerBound)
    guard let flow else { throw Beyond() }
    self.flow = flow
    codes = ArrivalCodes(plain)
    try fill(instance, plan)
    closed = Set(withdrawn.compactMap { columnOf[$0] })
    _ = self.flow.takeMoves()
    guard self.flow.firstViolation() == nil else { throw Beyond() }
  }

  // MARK: Building

  private static func isDated(_ instance: CaseInstance) -> Bool {
    instance.policy.deadline != nil || instance.survivors.contains { $0.isDated }
      || instance.attorneys.contains { attorney in
        attorney.trainingExpires != nil || attorney.availableFrom != nil || attorney.availableUntil != nil
          || attorney.admissions.contains { $0.validUntil != nil }
      }
  }

  /// The plan's prices of attorneys, firms, network and groups, as potentials of outlets.
  private static func potentials(
    _ prices: PlanPrices, _ compiled: CompiledInstance, _ instance: CaseInstance
  ) throws -> [Int64] {
    let (map, problem) = (compiled.map, compiled.problem)
    let names = map.levels.priceNames
    let places = names.map { name in prices.levels.firstIndex(of: name) }
    guard prices.levels.allSatisfy({ names.contains($0) }) else { throw Beyond() }
    var vectors = [[Int64]](repeating: [], count: problem.outletCount)
    for (index, column) in map.columnOfAttorney.enumerated() { vectors[Int(column)] = prices.attorneys[index] }
    for (firm, group) in map.groupOfFirm.enumerated() where group >= 0 {
      vectors[problem.columnCount + Int(group)] = prices.firms[firm].isEmpty ? prices.network : prices.firms[firm]
    }
    if let network = map.networkGroup { vectors[problem.columnCount + Int(network)] = prices.network }
    for (place, outlet) in (compiled.rates?.outlets ?? []).enumerated() where outlet >= 0 {
      if prices.groups.indices.contains(place) { vectors[outlet] = prices.groups[place] }
    }
    return vectors.flatMap { vector in places.map { $0.flatMap { vector.isEmpty ? 0 : vector[$0] } ?? 0 } }
  }

  private mutating func fill(_ instance: CaseInstance, _ plan: MatchPlan) throws {
    let map = compiled.map
    let attorneyOf = Dictionary(uniqueKeysWithValues: plan.pairs.map { ($0.survivor, $0) })
    let kept = Dictionary((instance.previous ?? []).map { ($0.survivor, $0.attorney) }) { first, _ in first }
    var barred: [String: [Int32]] = [:]
    for exclusion in instance.exclusions { barred[exclusion.survivor, default: []] += columns(exclusion) }
    let personal = Set(instance.scores.map(\.survivor))
    for (index, survivor) in instance.survivors.enumerated() where map.rowOfSurvivor[index] >= 0 {
      let template = Int(map.rowOfSurvivor[index])
      if !personal.contains(survivor.id) { templateOf[key(survivor), default: template] = template }
      let row = try self.row(
        template, barred: barred[survivor.id] ?? [], kept: kept[survivor.id])
      let pair = attorneyOf[survivor.id]
      let column = pair.flatMap { columnOf[$0.attorney] }
      if let pair, pair.isPinned, let column {
        let unit = flow.addStanding(row: row, rank: rank(survivor), column: column)
        ids.append(survivor.id)
        members[survivor.id] = Member(unit: unit, row: row, pinned: column)
      } else {
        let unit = flow.addUnit(row: row, rank: rank(survivor), column: column)
        ids.append(survivor.id)
        members[survivor.id] = Member(unit: unit, row: row)
      }
    }
  }

  private func rank(_ survivor: Survivor) -> Int64 {
    let policy = plain.policy
    let day = policy.tieBreak == .registered ? survivor.registered?.number ?? .max : 0
    let key = policy.tieBreak == .id ? 0 : keyer.key(of: survivor.id) >> 33
    return Int64(day) << 31 + Int64(key)
  }

  // MARK: Rows

  private func columns(_ exclusion: Exclusion) -> [Int32] {
    exclusion.attorney.map { columnOf[$0].map { [Int32($0)] } ?? [] }
      ?? exclusion.firm.flatMap { columnsOfFirm[$0] } ?? []
  }

  private mutating func row(_ template: Int, barred: [Int32], kept: String?) throws -> Int {
    var column = keepsPairs ? kept.flatMap { columnOf[$0] } ?? -1 : -1
    let barred = Set(barred).sorted()
    if barred.contains(Int32(column)) { column = -1 }
    let key = RowKey(template: template, kept: column, barred: barred)
    if let row = rowOf[key] { return row }
    let row = flow.addRow(template: template, barred: barred, kept: column < 0 ? nil : column)
    rowOf[key] = row
    return row
  }

  /// The facts that rules and scores read, and nothing else.
  private func key(_ survivor: Survivor) -> Survivor {
    var key = survivor
    (key.id, key.registered, key.household, key.householdWish, key.hours) = ("", nil, nil, .noWish, nil)
    (key.consentUntil, key.mayMatch) = (nil, true)
    let group = plain.policy.levels.contains(.groupRates) ? plain.policy.groupRatesBy : nil
    key.audit = group.map { name in [name: survivor.audit[name] ?? ""] } ?? [:]
    return key
  }

  private mutating func template(_ survivor: Survivor) throws -> Int {
    let key = key(survivor)
    if let known = templateOf[key] { return known }
    guard compiled.rates == nil else { throw Beyond() }
    guard let template = flow.addTemplate(try arcs(survivor)) else { throw Beyond() }
    templateOf[key] = template
    return template
  }

  /// The arcs of somebody whose facts nobody had before.
  private mutating func arcs(_ survivor: Survivor) throws -> [(column: Int, scores: [Int64])] {
    let levels = compiled.map.levels
    guard let rank = compiled.map.classes.firstIndex(of: survivor.priority) else { throw Beyond() }
    let codes = codes.codes(of: survivor)
    var arcs: [(column: Int, scores: [Int64])] = []
    for column in 0..<compiled.problem.columnCount {
      let attorney = compiled.map.columnMembers[column].first.map { Int($0) } ?? 0
      guard codes.isEligible(survivor: 0, attorney: attorney) else { continue }
      let score = Int64(codes.score(survivor: 0, attorney: attorney).total)
      var scores = [Int64](repeating: 0, count: levels.count)
      if let served = levels[.served]?.lowerBound { scores[served] = compiled.map.classWeights[rank] }
      if let quality = levels[.quality]?.lowerBound { scores[quality] = score }
      if let bands = levels[.worstQuality] {
        let width = Int64(plain.policy.bandWidth)
        let least = ScoreBands.number(of: score, width) * width
        guard let band = levels.bands.firstIndex(of: least) else { throw Beyond() }
        scores[bands.lowerBound + band] = -1
      }
      arcs.append((column, scores))
    }
    return arcs
  }

  // MARK: Events

  /// Brings the plan to where the docket sees a person now.
  ///
  /// - Throws: ``Beyond``; the value is not to be used after it.
  mutating func update(_ one: DocketState.Case, id: String, _ seat: DocketState.Seat, _ facts: Survivor) throws {
    // Whoever leaves such a place changes the load of an attorney.
    if apart.contains(id) { throw Beyond() }
    if facts.isDated { isDated = true }
    var wanted: (row: Int, pinned: Int?)?
    switch seat {
    case .apart: throw Beyond()
    case .absent, .held: break
    case .pinned(let attorney):
      guard let column = columnOf[attorney] else { throw Beyond() }
      wanted = (try row(one, facts), column)
    case .free: wanted = (try row(one, facts), nil)
    }
    let old = members[id]?.pinned
    do throws(RepairFailure) {
      try bring(id, rank(facts), to: wanted)
      if let old, old != wanted?.pinned, closed.contains(old) { try flow.setCapacity(0, ofColumn: old) }
    } catch {
      throw Beyond()
    }
  }

  private mutating func row(_ one: DocketState.Case, _ facts: Survivor) throws -> Int {
    let hasPoints = plain.scores.contains { $0.survivor == facts.id }
    if hasPoints, let index = plain.survivors.firstIndex(where: { $0.id == facts.id }), plain.survivors[index] != facts
    {
      throw Beyond()
    }
    let template = hasPoints ? try ownTemplate(facts.id) : try template(facts)
    var barred: [Int32] = []
    for attorney in one.barredAttorneys { barred += columnOf[attorney].map { [Int32($0)] } ?? [] }
    for firm in one.barredFirms { barred += columnsOfFirm[firm] ?? [] }
    return try row(template, barred: barred, kept: one.status.attorney)
  }

  private func ownTemplate(_ survivor: String) throws -> Int {
    guard let index = plain.survivors.firstIndex(where: { $0.id == survivor }) else { throw Beyond() }
    return Int(compiled.map.rowOfSurvivor[index])
  }

  private mutating func bring(
    _ id: String, _ rank: Int64, to wanted: (row: Int, pinned: Int?)?
  ) throws(RepairFailure) {
    guard var member = members.removeValue(forKey: id) else {
      guard let wanted else { return }
      arrivals += 1
      guard arrivals <= Self.room else { throw .beyondProblem }
      let unit = try flow.arrive(row: wanted.row, rank: rank)
      ids.append(id)
      if let column = wanted.pinned { try flow.stand(unit, in: column) }
      members[id] = Member(unit: unit, row: wanted.row, pinned: wanted.pinned)
      return
    }
    guard let wanted else { return try flow.withdraw(member.unit, stood: member.pinned != nil) }
    if member.pinned != wanted.pinned || member.row != wanted.row && wanted.pinned == nil {
      if member.pinned != nil || wanted.pinned == nil {
        try flow.move(member.unit, toRow: wanted.row, stood: member.pinned != nil)
      }
      if let column = wanted.pinned { try flow.stand(member.unit, in: column) }
    }
    (member.row, member.pinned) = wanted
    members[id] = member
  }

  /// Brings the places of an attorney to what they are now; other facts of hers must be what they were.
  ///
  /// - Throws: ``Beyond``; the value is not to be used after it.
  mutating func update(_ counsel: DocketState.Counsel) throws {
    guard let column = columnOf[counsel.facts.id], let index = compiled.map.columnMembers[column].first.map({ Int($0) })
    else { throw Beyond() }
    var same = counsel.facts
    same.capacity = plain.attorneys[index].capacity
    if !counsel.hasWithdrawn, same != plain.attorneys[index] { throw Beyond() }
    let stands = flow.standing(inColumn: column)
    let places = counsel.hasWithdrawn ? 0 : Int64(min(counsel.facts.freePlaces, largest)) - stands
    if places > flow.capacity[column], !mayGrow(plain.attorneys[index]) { throw Beyond() }
    if counsel.hasWithdrawn { closed.insert(column) }
    do throws(RepairFailure) {
      try flow.setCapacity(places, ofColumn: column)
    } catch {
      throw Beyond()
    }
  }

  /// Whether more places bring nothing into play that is none of the problem's: a cap that can bind now, or scores of
  /// places that were not there.
  private func mayGrow(_ attorney: Attorney) -> Bool {
    if plain.policy.levels.contains(.load) || attorney.minimum > 0 { return false }
    if plain.policy.networkCapacity != nil, compiled.map.networkGroup == nil { return false }
    guard let firm = attorney.firm, let index = plain.firms.firstIndex(where: { $0.id == firm }) else { return true }
    if plain.firms[index].minimum > 0 { return false }
    return plain.firms[index].capacity == nil || compiled.map.groupOfFirm[index] >= 0
  }

  // MARK: The plan

  /// The attorney of everybody who has one, by survivor.
  func pairs() -> [PreviousPair] {
    members.compactMap { id, member in
      let column = Int(flow.columnOfUnit[member.unit])
      guard column >= 0, let attorney = attorney(ofColumn: column) else { return nil }
      return PreviousPair(survivor: id, attorney: attorney)
    }.sorted { $0.survivor.precedes($1.survivor) }
  }

  /// The attorney of one survivor; nil where she has none.
  func attorney(of survivor: String) -> String? {
    guard let member = members[survivor], flow.columnOfUnit[member.unit] >= 0 else { return nil }
    return attorney(ofColumn: Int(flow.columnOfUnit[member.unit]))
  }

  /// Who has another attorney since this was last asked, by id.
  mutating func takeMoves() -> [PlanMove] {
    flow.takeMoves().map { move in
      PlanMove(
        survivor: ids[move.unit], from: move.from < 0 ? nil : attorney(ofColumn: move.from),
        to: move.to < 0 ? nil : attorney(ofColumn: move.to))
    }.sorted { $0.survivor.precedes($1.survivor) }
  }

  private func attorney(ofColumn column: Int) -> String? {
    compiled.map.columnMembers[column].first.map { plain.attorneys[Int($0)].id }
  }
}

extension PlanRepair {
  /// The prices of people of an instance of the docket's present, as a solver would give them; nil where its levels are
  /// others than those of the flow.
  func prices(_ instance: CaseInstance, _ current: IndexMap, rates: RateGroups?) -> PlanPrices? {
    let map = compiled.map
    guard current.levels.priceNames == map.levels.priceNames else { return nil }
    let zero = [Int64](repeating: 0, count: map.levels.count)
    let network = map.networkGroup.map { flow.price(ofOutlet: compiled.problem.columnCount + Int($0)) }
    let firmPlace = Dictionary(uniqueKeysWithValues: plain.firms.enumerated().map { ($1.id, $0) })
    let names = compiled.rates?.names ?? []
    return PlanPrices(
      levels: map.levels.priceNames,
      survivors: instance.survivors.indices.map { index in
        guard current.rowOfSurvivor[index] >= 0, let member = members[instance.survivors[index].id] else { return [] }
        return flow.price(ofRow: member.row)
      },
      attorneys: instance.attorneys.map { columnOf[$0.id].map { flow.price(ofOutlet: $0) } ?? zero },
      firms: instance.firms.map { firm in
        if let place = firmPlace[firm.id], map.groupOfFirm[place] >= 0 {
          return flow.price(ofOutlet: compiled.problem.columnCount + Int(map.groupOfFirm[place]))
        }
        return firm.capacity == nil && firm.minimum == 0 ? [] : network ?? zero
      },
      network: network ?? (instance.policy.networkCapacity == nil ? [] : zero),
      groups: (rates?.names ?? []).map { name in
        guard let place = names.firstIndex(of: name), let outlet = compiled.rates?.outlets[place], outlet >= 0 else {
          return zero
        }
        return flow.price(ofOutlet: outlet)
      })
  }
}

extension Survivor {
  /// Whether a later day can change who is eligible for her.
  fileprivate var isDated: Bool { deadline != nil || consentUntil != nil }
}
