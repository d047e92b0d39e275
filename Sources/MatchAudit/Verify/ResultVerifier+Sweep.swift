internal import CounselMatch

extension ResultVerifier {
  /// One pass over all pairs: prices, bound, and who may go where; then classes and their evidence.
  mutating func sweep(_ rules: some PairRules) {
    let people = instance.survivors.indices.filter { network.takesPart[$0] }
    let cells = tables.cellFromPins
    if cells.contains(where: { $0 != nil }) { report.mode = .pairs }
    let rows = report.mode == .pairs ? Grouping(alone: people) : Grouping(survivors: people, of: instance)
    let columns =
      report.mode == .pairs ? Grouping(alone: Array(instance.attorneys.indices)) : Grouping(attorneysOf: instance)
    var check: PriceCheck?
    if let prices = result.prices, !asksForCoCounsel {
      check = PriceCheck(prices, network: network, shares: GroupShares(groupSizes), bandWidth: bandWidth)
      if check == nil { fail("certificate.shape", "result.json $.certificate") }
    }
    let greatest = columns.members.map { check?.greatest(ofAttorneys: $0) }
    let least = rows.members.map { check?.least(ofSurvivors: $0) ?? [] }
    var best = rows.members.map { _ in Int?.none }
    var bands = BandSearch(listed: certified?.bands ?? [], width: bandWidth)
    var failures: [VerifyReport.Failure] = []
    let narrowed = NarrowedRules(
      rules: rules, cells: cells,
      cellOfAttorney: instance.attorneys.indices.map { tables.householdCell(ofAttorney: $0) })
    let map = PairMap(rows: rows.members, columns: columns.members, rules: narrowed) { row, column, score in
      best[row] = max(best[row] ?? score.total, score.total)
      bands.note(score.total)
      guard let check, let price = greatest[column] ?? nil, failures.count < VerifyReport.limit else { return }
      let survivor = rows.members[row][0]
      let sign = check.pairSign(
        survivor: survivor, price: least[row], attorney: price, score: score.total, isKept: false)
      if sign > 0 {
        let attorney = columns.members[column][0]
        failures.append(.init(check: "certificate.room", place: Self.place(survivor, attorney)))
      }
    }
    for failure in failures { fail(failure.check, failure.place) }
    if let check {
      checkPrevious(check, narrowed)
      checkPrices(check)
    }
    if bands.isMissing, result.levels.contains(where: { $0.name == "worst-quality" && $0.proven }) {
      fail("certificate.bands", "result.json $.certificate.levels")
    }
    checkAttainable(map)
    checkBound(map, best: best, proof: check)
    checkUnmatched(map, rules, narrowed: cells)
  }

  private static func place(_ survivor: Int, _ attorney: Int) -> String {
    "survivor \(survivor + 1) and attorney \(attorney + 1) in the order of ids"
  }

  private var provenCount: Int { result.levels.prefix { $0.proven }.count }
  /// Entries of the certificate's vectors for the proven levels.
  private var provenEntries: Int { certified?.entries(ofLevels: provenCount) ?? 0 }

  /// Rooms of pairs with the attorney of the previous plan, who are worth more than the sweep counts.
  private mutating func checkPrevious(_ check: PriceCheck, _ rules: some PairRules) {
    guard check.levels.contains(.changes) else { return }
    for survivor in instance.survivors.indices where network.takesPart[survivor] {
      guard let attorney = network.previousOf[survivor], let price = check.outlets[attorney],
        let score = rules.score(survivor: survivor, attorney: attorney)
      else { continue }
      let sign = check.pairSign(
        survivor: survivor, price: check.survivors[survivor], attorney: price, score: score.total, isKept: true)
      if sign > 0 { fail("certificate.room", Self.place(survivor, attorney)) }
    }
  }

  /// Pinned people, people who take part, and what the result says is attainable, by group.
  private var groupSizes: [GroupShares.Size] {
    var sizes = tables.groups.map { _ in GroupShares.Size() }
    for (person, group) in tables.groupOf.enumerated() {
      guard let group else { continue }
      if tables.pinned[person] == nil { sizes[group].people += 1 } else { sizes[group].pinned += 1 }
    }
    let claimed = result.levels.first { $0.name == "group-rates" }?.groups ?? []
    for (group, claim) in zip(sizes.indices, claimed) {
      sizes[group].attainable = min(Int64(claim.attainable), sizes[group].pinned + sizes[group].people)
    }
    return sizes
  }

  /// The most people of each group who could be served if only they were there, counted again.
  private mutating func checkAttainable(_ map: PairMap) {
    guard let level = result.levels.firstIndex(where: { $0.name == "group-rates" }),
      let claimed = result.levels[level].groups, claimed.count == tables.groups.count
    else { return }
    let flows = attorneyOf.indices.map { network.takesPart[$0] ? attorneyOf[$0] : nil }
    for (group, size) in groupSizes.enumerated() {
      var flow = AttainableFlow(network, map, members: { network.groupOf[$0] == group }, attorneyOf: flows)
      if size.pinned + flow.most() != Int64(claimed[group].attainable) {
        fail("level.attainable", "result.json $.levels[\(level)].groups[\(group)]")
      }
    }
  }

  /// Used pairs, people, attorneys, firms and the network; rooms of unused pairs are checked in the sweep.
  ///
  /// Prices for more levels than are proven belong to a plan that side constraints forbid: their bound must agree with
  /// the plan on the proven levels.
  private mutating func checkPrices(_ check: PriceCheck) {
    let entries = provenEntries
    if check.levels.count > entries {
      let values = check.values(attorneyOf: attorneyOf, scoreOf: scoreOf).prefix(entries)
      if check.bound.map({ $0.prefix(entries) }) != values {
        fail("certificate.value", "result.json $.certificate")
      }
      return
    }
    for survivor in instance.survivors.indices where network.takesPart[survivor] {
      if let fault = check.faultOfPerson(survivor, served: attorneyOf[survivor] != nil) {
        fail(fault, "survivor \(survivor + 1) in the order of ids")
      }
      guard let attorney = attorneyOf[survivor], let price = check.outlets[attorney] else { continue }
      let sign = check.pairSign(
        survivor: survivor, price: check.survivors[survivor], attorney: price, score: scoreOf[survivor],
        isKept: network.previousOf[survivor] == attorney)
      if sign < 0 { fail("certificate.used", Self.place(survivor, attorney)) }
    }
    for outlet in network.outlets.indices {
      if let fault = check.faultOfOutlet(outlet) { fail(fault, place(outlet)) }
    }
    for (group, unserved) in network.unserved(attorneyOf: attorneyOf).enumerated() {
      if let fault = check.faultOfGroup(group, unserved: unserved) {
        fail(fault, "group \(group + 1) in the order of names")
      }
    }
  }

  /// The bound is the value of the last level where all are proven; else no better than what the prices prove or can be
  /// recomputed here.
  private mutating func checkBound(_ map: PairMap, best: [Int?], proof: PriceCheck?) {
    let place = "result.json $.bound"
    guard let open = result.levels.firstIndex(where: { !$0.proven }) else {
      if result.bound != result.levels.last?.value { fail("bound", place) }
      return
    }
    guard let bound = result.bound else { return }
    if let proofs {
      if proofs.provenLevels < open || proofs.bound != bound { fail("bound", place) }
      return
    }
    if let proof, open == provenCount, provenEntries < proof.levels.count, let proven = provenBound(proof) {
      let isLeast = ["minimums", "load", "changes"].contains(result.levels[open].name)
      if isLeast ? bound > proven : bound < proven { fail("bound", place) }
      return
    }
    let pinned = tables.pinned.indices.filter { tables.pinned[$0] != nil }
    switch result.levels[open].name {
    case "served":
      let flows = attorneyOf.indices.map { network.takesPart[$0] ? attorneyOf[$0] : nil }
      var flow = AttainableFlow(network, map, members: { network.takesPart[$0] }, attorneyOf: flows)
      if flow.most() > bound - Int64(pinned.count) { fail("bound", place) }
    case "quality":
      let bests = map.rows.indices.flatMap { row in map.rows[row].compactMap { _ in best[row].map { max(0, $0) } } }
      let least = zip(bests.sorted(by: >), 0..<servable(map, open)).reduce(Int64(0)) { $0 &+ Int64($1.0) }
      if bound < pinned.reduce(least, { $0 &+ Int64(scoreOf[$1]) }) { fail("bound", place) }
    default: fail("bound", place)
    }
  }

  /// What the prices prove about an open level, in its own units, pinned pairs included; nil: nothing, also
  /// where a sum does not fit 64 bits.
  private func provenBound(_ proof: PriceCheck) -> Int64? {
    guard let raw = proof.bound?[provenEntries] else { return nil }
    let pinned = tables.pinned.indices.filter { tables.pinned[$0] != nil }
    switch proof.levels[provenEntries] {
    case .served: return tables.classes.count == 1 ? Self.sum(raw, Int64(pinned.count)) : nil
    case .quality: return pinned.reduce(raw) { sum, person in sum.flatMap { Self.sum($0, Int64(scoreOf[person])) } }
    case .minimums:
      // Shortfall = units wanted − units given; every wanted unit beyond the pinned ones counts once.
      let (shortfall, overflow) = network.outlets.reduce(Int64(0)) { $0 + $1.wanted }.subtractingReportingOverflow(raw)
      return overflow ? nil : shortfall
    case .changes:
      let kept = pinned.count { tables.pinned[$0] == network.previousOf[$0] }
      let (changed, overflow) = Int64((result.previous?.count ?? 0) - kept).subtractingReportingOverflow(raw)
      return overflow ? nil : changed
    case .load:
      let before = network.outlets.reduce(Int128(0)) { sum, outlet in
        sum + Int128(outlet.casesBefore ?? 0) * Int128(outlet.casesBefore ?? 0)
      }
      return Int64(exactly: before - Int128(raw))
    case .band: return lowestBand(proof, pinned)
    case .groupRates: return nil
    }
  }

  /// Least score of the lowest band that no plan can leave empty.
  private func lowestBand(_ proof: PriceCheck, _ pinned: [Int]) -> Int64? {
    let raw = proof.bound ?? []
    let bands = raw.indices.dropFirst(provenEntries).lazy.compactMap { entry -> Int64? in
      guard case .band(let from) = proof.levels[entry], raw[entry] < 0 else { return nil }
      return from
    }
    return (pinned.map { proof.band(of: scoreOf[$0]) } + (bands.first.map { [$0] } ?? [])).min()
  }

  private static func sum(_ left: Int64, _ right: Int64) -> Int64? {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : sum
  }

  /// How many people beside the pinned could be served: the number in the plan where `served` is proven before.
  private func servable(_ map: PairMap, _ open: Int) -> Int {
    let served = attorneyOf.indices.filter { attorneyOf[$0] != nil && network.takesPart[$0] }.count
    let isFixed = result.levels.prefix(open).contains { $0.name == "served" && $0.proven }
    return isFixed ? served : map.rows.reduce(0) { $0 + $1.count }
  }
}
