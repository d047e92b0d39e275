import CounselMatch

/// Who can be served with which additions, for a small instance: tried one by one, with the rules themselves and a
/// maximum flow on a matrix of its own; shares nothing with planners.
struct RecruitOracle {
  let instance: CaseInstance
  /// People in the plan without a pin, best class first.
  let people: [Int]
  /// Eligible people of each attorney, as bits by place in `people`.
  let eligible: [UInt32]
  /// The same once she is trained.
  let trained: [UInt32]
  /// What profiles of new attorneys there are: whom they may serve, and the cost of a place; the cheapest of each set.
  let profiles: [(mask: UInt32, cost: Int)]
  /// Sets of people whom one recruit of the family (one language, one licence, certified) may serve.
  let family: [UInt32]
  private let places: [Int]
  private let firmOf: [Int]
  private let firmPlaces: [Int]
  private let networkPlaces: Int

  init(_ instance: CaseInstance, _ costs: RecruitCosts) throws {
    self.instance = instance
    let asOf = instance.policy.asOf
    let pinned = Dictionary(uniqueKeysWithValues: instance.pins.map { ($0.survivor, $0.attorney) })
    people = instance.survivors.indices.filter { index in
      let one = instance.survivors[index]
      let consents = one.mayMatch && (one.consentUntil.map { $0 >= asOf ?? $0 } ?? true)
      return consents && pinned[one.id] == nil
    }.sorted { (instance.survivors[$0].priority, $0) < (instance.survivors[$1].priority, $1) }
    eligible = Self.masks(instance, people)
    var attorneys = instance.attorneys
    for index in attorneys.indices {
      (attorneys[index].traumaTraining, attorneys[index].trainingExpires) = (.certified, nil)
    }
    trained = Self.masks(try Self.with(attorneys, instance), people)
    let choices = Self.choices(costs, instance.policy)
    let new = try Self.with(choices.map(\.attorney), instance, links: false)
    let masks = Dictionary(uniqueKeysWithValues: zip(new.attorneys.map(\.id), Self.masks(new, people)))
    var cheapest: [UInt32: Int] = [:]
    var family: Set<UInt32> = []
    for choice in choices {
      let mask = masks[choice.attorney.id] ?? 0
      if mask != 0 { cheapest[mask] = min(cheapest[mask] ?? .max, choice.cost) }
      if choice.isFamily { family.insert(mask) }
    }
    self.family = family.subtracting([0]).sorted()
    profiles = cheapest.keys.sorted().map { ($0, cheapest[$0] ?? 0) }.filter { one in
      !cheapest.contains { $0.key != one.0 && $0.key & one.0 == one.0 && $0.value <= one.1 }
    }
    let firms = Dictionary(uniqueKeysWithValues: instance.firms.enumerated().map { ($1.id, $0) })
    let pins = instance.attorneys.map { one in instance.pins.count { $0.attorney == one.id } }
    places = zip(instance.attorneys, pins).map { max(0, $0.freePlaces - $1) }
    let firmOf = instance.attorneys.map { $0.firm.flatMap { firms[$0] } ?? -1 }
    self.firmOf = firmOf
    firmPlaces = instance.firms.enumerated().map { index, firm in
      guard let capacity = firm.capacity else { return 1_000 }
      let members = firmOf.indices.filter { firmOf[$0] == index }
      return max(0, capacity - members.reduce(0) { $0 + instance.attorneys[$1].activeLoad })
        - members.reduce(0) { $0 + pins[$1] }
    }
    let load = instance.attorneys.reduce(0) { $0 + $1.activeLoad }
    networkPlaces = instance.policy.networkCapacity.map { max(0, $0 - load) - pins.reduce(0, +) } ?? 1_000
  }

  private static func with(_ attorneys: [Attorney], _ instance: CaseInstance, links: Bool = true) throws -> CaseInstance
  {
    try CaseInstance(
      survivors: instance.survivors, attorneys: attorneys, firms: instance.firms,
      exclusions: links ? instance.exclusions : [], pins: links ? instance.pins : [], policy: instance.policy)
  }

  private static func masks(_ instance: CaseInstance, _ people: [Int]) -> [UInt32] {
    let evaluator = EligibilityEvaluator(instance)
    return instance.attorneys.indices.map { attorney in
      people.enumerated().reduce(0) { mask, person in
        let verdict = evaluator.evaluate(survivor: person.element, attorney: attorney)
        return verdict.status == .eligible ? mask | 1 << UInt32(person.offset) : mask
      }
    }
  }

  /// Every profile of two languages, two states, training, a gender and a code.
  private static func choices(
    _ costs: RecruitCosts, _ policy: Policy
  ) -> [(attorney: Attorney, cost: Int, isFamily: Bool)] {
    let languages: [[Language]] = [[], ["es"], ["en"], ["es", "en"]]
    let states: [[Jurisdiction]] = [[], ["TX"], ["CA"], ["TX", "CA"]]
    var found: [(attorney: Attorney, cost: Int, isFamily: Bool)] = []
    for spoken in languages {
      for admitted in states {
        for certified in [false, true] {
          for gender in [Gender?.none, .woman] {
            for offers in [[], ["minor"]] {
              var one = Attorney(
                id: "P\(found.count)", admissions: (admitted.isEmpty ? ["NY"] : admitted).map { Admission($0) },
                languages: spoken.map { SpokenLanguage($0) }, capacity: 1,
                traumaTraining: certified ? .certified : TrainingStatus.none)
              (one.meeting, one.gender, one.offers) = (.either, gender, offers)
              let language = spoken.reduce(0) { $0 + (costs.languages[$1.code] ?? costs.language) }
              let cost = (costs.attorney ?? 0) + language + admitted.count * costs.license
              found.append(
                (
                  one, cost + (certified ? costs.certified : 0) + offers.count * costs.offer,
                  spoken.count < 2 && admitted.count < 2 && certified
                ))
            }
          }
        }
      }
    }
    return found
  }

  // MARK: Serving

  /// People served of each class with additions: the most in all, and of those the lexicographically best classes.
  func served(more: [Int] = [], new: [(mask: UInt32, places: Int)] = [], training: Set<Int> = []) -> [Int] {
    var flow = MatrixFlow(
      people: people.count, columns: eligible.count + new.count, firms: firmPlaces.count)
    for column in eligible.indices {
      flow.open(column, training.contains(column) ? trained[column] : eligible[column])
      flow.room(ofColumn: column, places[column] + (more.isEmpty ? 0 : more[column]), firm: firmOf[column])
    }
    for (index, one) in new.enumerated() {
      flow.open(eligible.count + index, one.mask)
      flow.room(ofColumn: eligible.count + index, one.places, firm: -1)
    }
    for (firm, room) in firmPlaces.enumerated() { flow.room(ofFirm: firm, room) }
    flow.network = networkPlaces
    let classes = Set(people.map { instance.survivors[$0].priority }).sorted()
    var counts = classes.map { _ in 0 }
    for person in people.indices where flow.serve(person) {
      counts[classes.firstIndex(of: instance.survivors[people[person]].priority) ?? 0] += 1
    }
    return counts
  }
}

/// A maximum flow on a matrix of residual capacities: people, columns, firms, the network, the sink.
struct MatrixFlow {
  private let people: Int
  private let columns: Int
  private let size: Int
  private var residual: [Int]
  private var seen: [Bool]

  init(people: Int, columns: Int, firms: Int) {
    (self.people, self.columns) = (people, columns)
    size = people + columns + firms + 2
    residual = [Int](repeating: 0, count: size * size)
    seen = [Bool](repeating: false, count: size)
  }

  private var hub: Int { size - 2 }
  private var sink: Int { size - 1 }

  mutating func open(_ column: Int, _ mask: UInt32) {
    for person in 0..<people where mask & 1 << UInt32(person) != 0 { residual[person * size + people + column] = 1 }
  }

  mutating func room(ofColumn column: Int, _ room: Int, firm: Int) {
    residual[(people + column) * size + (firm < 0 ? hub : people + columns + firm)] = room
  }

  mutating func room(ofFirm firm: Int, _ room: Int) { residual[(people + columns + firm) * size + hub] = room }

  var network: Int {
    get { residual[hub * size + sink] }
    set { residual[hub * size + sink] = newValue }
  }

  /// Serves one person more, moving others; those who are served stay served.
  mutating func serve(_ person: Int) -> Bool {
    for node in seen.indices { seen[node] = false }
    return walk(person)
  }

  private mutating func walk(_ node: Int) -> Bool {
    if node == sink { return true }
    seen[node] = true
    for next in 0..<size where !seen[next] && residual[node * size + next] > 0 && walk(next) {
      residual[node * size + next] -= 1
      residual[next * size + node] += 1
      return true
    }
    return false
  }
}
