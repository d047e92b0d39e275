import AssignmentCore
package import CounselMatch
package import MatchDatasets

extension ArrivalWorld {
  /// Languages spoken by attorneys with fewer than one place in this many are rare.
  private static let rareShare = 20

  /// Draws a world.
  ///
  /// - Parameters:
  ///   - options: of the generator; its seed is not read.
  ///   - rates: what is assumed.
  ///   - seed: of the world.
  ///   - training: seeds of the worlds from which the forecast is.
  /// - Throws: `InvalidInput` where the options are out of range.
  package init(_ options: GeneratorOptions, rates: WorldRates, seed: UInt64, training: [UInt64]) throws(InvalidInput) {
    let world = try Self.generate(options, seed)
    var others: [[Survivor]] = []
    for other in training { others.append(try Self.generate(options, other).survivors) }
    let rankOf = Self.ranks([world.survivors] + others)
    let rare = RareLanguages(world, share: Self.rareShare)
    func ordered(_ survivors: [Survivor], _ source: UInt64, isForecast: Bool) -> [Person] {
      let days = survivors.indices.map { Self.arrival(rates, source, $0) }
      return days.indices.sorted { days[$0] < days[$1] }.map { index in
        Person(
          survivor: index, arrival: days[index].day,
          patience: isForecast ? .max : Self.patience(rates, seed, index, days[index].day),
          rank: rankOf[survivors[index].priority] ?? 0, isRare: rare.needs(survivors[index]))
      }
    }
    let own = ordered(world.survivors, seed, isForecast: false)
    func table(_ instance: CaseInstance, _ people: [Person]) -> PairTable {
      PairTable(FactCodes(instance), people: people.map(\.survivor), attorneys: world.attorneys.count)
    }
    forecasts = zip(training, others).map { seed, survivors in
      let expected = ordered(survivors, seed, isForecast: true)
      let instance = CaseInstance(world, survivors: survivors, attorneys: world.attorneys, exclusions: [])
      return Forecast(people: expected, pairs: table(instance, expected))
    }
    self.seed = seed
    self.rates = rates
    people = own
    classes = max(1, rankOf.count)
    lawyers = Self.lawyers(world, rates, seed, rare)
    firmCaps = Self.firmCaps(world)
    var places = [Int32](repeating: 0, count: world.firms.count)
    for lawyer in lawyers where lawyer.firm >= 0 { places[Int(lawyer.firm)] += lawyer.places }
    firmPlaces = places
    pairs = table(world, own)
    let columns = Set(world.survivors.flatMap { $0.audit.keys }).sorted { $0.precedes($1) }
    auditColumns = columns
    audit = columns.map { column in own.map { world.survivors[$0.survivor].audit[column] ?? "unknown" } }
  }

  private static func generate(_ options: GeneratorOptions, _ seed: UInt64) throws(InvalidInput) -> CaseInstance {
    var options = options
    options.seed = seed
    return try RemissionGenerator.generate(options).instance
  }

  /// The day, and who comes first on it.
  private static func arrival(_ rates: WorldRates, _ seed: UInt64, _ index: Int) -> (day: Int32, key: UInt64) {
    var random = SplitMix64.stream(seed: seed, stream: Stream.arrivals.rawValue, index: UInt64(index))
    let days = 0...max(0, rates.days - rates.lastDays - 1)
    let (one, other) = (draw(days, &random), draw(days, &random))
    return (rates.comesEarly ? min(one, other) : one, random.next())
  }

  private static func patience(_ rates: WorldRates, _ seed: UInt64, _ index: Int, _ arrival: Int32) -> Int32 {
    var random = SplitMix64.stream(seed: seed, stream: Stream.patience.rawValue, index: UInt64(index))
    let isImpatient = Int(random.next(below: 1_000)) < rates.impatient
    let days = draw(rates.patienceDays, &random)
    return isImpatient ? arrival + days : .max
  }

  private static func ranks(_ tables: [[Survivor]]) -> [Int: Int32] {
    let classes = Set(tables.joined().map(\.priority)).sorted()
    return Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, Int32(truncatingIfNeeded: $0)) })
  }

  private static func lawyers(
    _ world: CaseInstance, _ rates: WorldRates, _ seed: UInt64, _ rare: RareLanguages
  ) -> [Lawyer] {
    let firms = Dictionary(
      uniqueKeysWithValues: world.firms.enumerated().map { ($1.id, Int32(truncatingIfNeeded: $0)) })
    return world.attorneys.enumerated().map { index, attorney in
      var random = SplitMix64.stream(seed: seed, stream: Stream.lawyers.rawValue, index: UInt64(index))
      let joins = Int(random.next(below: 1_000)) < rates.attorneysJoining
      let joined = joins ? draw(0...rates.days / 2, &random) : 0
      let leaves = Int(random.next(below: 1_000)) < rates.attorneysLeaving
      let left = leaves ? max(joined + 1, draw(1...max(1, rates.days - 1), &random)) : Int32.max
      return Lawyer(
        places: Int32(clamping: attorney.freePlaces), joins: joined, leaves: left,
        firm: attorney.firm.flatMap { firms[$0] } ?? -1, isRare: rare.isSpoken(by: attorney))
    }
  }

  private static func firmCaps(_ world: CaseInstance) -> [Int32?] {
    world.firms.map { firm in
      firm.capacity.map { capacity in
        let load = world.attorneys.reduce(0) { $0 + ($1.firm == firm.id ? $1.activeLoad : 0) }
        return Int32(clamping: max(0, capacity - load))
      }
    }
  }
}

/// Languages that few attorneys speak.
struct RareLanguages {
  private let rare: Set<Language>

  init(_ world: CaseInstance, share: Int) {
    var places: [Language: Int] = [:]
    var all = 0
    for attorney in world.attorneys {
      all += attorney.freePlaces
      for spoken in Set(attorney.languages.map(\.language)) { places[spoken, default: 0] += attorney.freePlaces }
    }
    rare = Set(places.filter { $0.value * share < all }.keys)
  }

  /// Whether a survivor can only speak with few.
  func needs(_ survivor: Survivor) -> Bool {
    survivor.interpreter == .notAcceptable && !survivor.languages.isEmpty
      && survivor.languages.allSatisfy { rare.contains($0) }
  }

  func isSpoken(by attorney: Attorney) -> Bool { attorney.languages.contains { rare.contains($0.language) } }
}
