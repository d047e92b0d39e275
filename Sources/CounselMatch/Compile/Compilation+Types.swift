extension Compilation {
  /// Survivors by key; members in tie order, types in seeded order.
  mutating func makeRows() {
    let order = rankTies()
    let (people, keys) = (people, rowKeys)
    let groups = TypeGroups(count: people.count, width: keys.width, threads: limits.threads) {
      keys.append(people[$0], to: &$1)
    }
    var typeOf = [Int32](repeating: -1, count: instance.survivors.count)
    for (position, survivor) in people.enumerated() { typeOf[survivor] = groups.typeOf[position] }
    let instance = instance
    let types = ordered(order, typeOf, count: groups.first.count) { instance.survivors[$0].id }
    guard keptOf.contains(where: { $0 >= 0 }) else {
      rows = types
      samples = (0..<types.count).map { types[$0].first ?? 0 }
      rowKept = [Int32](repeating: -1, count: types.count)
      return
    }
    let attorneyKeys = attorneyKeys
    for type in 0..<types.count { addRows(Array(types[type]), attorneyKeys: attorneyKeys) }
    if rowParents.allSatisfy({ $0 < 0 }) { rowParents = [] }
  }

  /// People alike are one row where all of them had the same attorney before, or none; else one row for those without,
  /// and one for the people of each attorney, which hands on whom it does not keep.
  private mutating func addRows(_ members: [Int32], attorneyKeys keys: [UInt64]) {
    let kept = Set(members.map { keptOf[Int($0)] })
    let isPlain = kept.count == 1
    let hub = Int32(rows.count)
    addRow(isPlain ? members : members.filter { keptOf[Int($0)] < 0 }, of: members[0], isPlain ? kept.first ?? -1 : -1)
    guard !isPlain else { return }
    for attorney in kept.filter({ $0 >= 0 }).sorted(by: { (keys[Int($0)], $0) < (keys[Int($1)], $1) }) {
      addRow(members.filter { keptOf[Int($0)] == attorney }, of: members[0], attorney, parent: hub)
    }
  }

  private mutating func addRow(_ members: [Int32], of sample: Int32, _ kept: Int32, parent: Int32 = -1) {
    rows.append(members)
    samples.append(sample)
    rowKept.append(kept)
    rowParents.append(parent)
  }

  private var attorneyKeys: [UInt64] {
    let seeded = SeededKey(seed: seed, use: .places)
    return instance.attorneys.map { seeded.key(of: $0.id) }
  }

  /// Finds the place of everybody in the tie order.
  ///
  /// - Returns: the people of the problem in that order.
  private mutating func rankTies() -> [Int32] {
    let seeded = SeededKey(seed: seed, use: .ties)
    let survivors = instance.survivors
    var order = people.map { Int32(truncatingIfNeeded: $0) }
    if policy.tieBreak != .id {
      let keys = Parts.map(survivors.count, threads: limits.threads) { range in
        range.map { seeded.key(of: survivors[$0].id) }
      }
      order = RadixOrder.sorted(order, by: Array(keys.joined()))
    }
    if policy.tieBreak == .registered {
      // Registered earlier first, undated last.
      order = RadixOrder.sorted(
        order, by: survivors.map { UInt64(UInt32(bitPattern: $0.registered?.number ?? .max) ^ 1 << 31) })
    }
    tieRanks = [Int32](repeating: -1, count: survivors.count)
    for (rank, survivor) in order.enumerated() { tieRanks[Int(survivor)] = Int32(truncatingIfNeeded: rank) }
    return order
  }

  mutating func makeColumns() {
    let keys = ColumnKeys(self)
    let groups = TypeGroups(count: instance.attorneys.count, width: keys.width, threads: limits.threads) {
      keys.append($0, to: &$1)
    }
    let order = RadixOrder.sorted(Array(0..<Int32(instance.attorneys.count)), by: attorneyKeys)
    let instance = instance
    columns = ordered(order, groups.typeOf, count: groups.first.count) { instance.attorneys[$0].id }
  }

  /// The members of all types in the order given, types by the least seeded key of their members.
  private func ordered(
    _ members: [Int32], _ typeOf: [Int32], count: Int, id: @Sendable (Int) -> String
  ) -> Lists<Int32> {
    let seeded = SeededKey(seed: seed, use: .types)
    let keys = Parts.map(members.count, threads: limits.threads) { $0.map { seeded.key(of: id(Int(members[$0]))) } }
    var least = [(key: UInt64, member: Int32)](repeating: (.max, .max), count: count)
    var lengths = [Int](repeating: 0, count: count)
    for (member, key) in zip(members, keys.joined()) {
      let type = Int(typeOf[Int(member)])
      if (key, member) < least[type] { least[type] = (key, member) }
      lengths[type] += 1
    }
    let order = least.indices.sorted { least[$0] < least[$1] }
    var next = [Int](repeating: 0, count: count)
    var place = 0
    for type in order {
      next[type] = place
      place += lengths[type]
    }
    var values = [Int32](repeating: 0, count: members.count)
    for member in members {
      let type = Int(typeOf[Int(member)])
      values[next[type]] = member
      next[type] += 1
    }
    return Lists(lengths: order.map { lengths[$0] }, values: values)
  }

  private var rowKeys: RowKeys { RowKeys(self) }
}

/// What tells survivors of different types apart, in words.
private struct RowKeys: Sendable {
  private let codes: FactCodes
  private let instance: CaseInstance
  private let rankOfClass: [Int: Int]
  private let readsHome: Bool
  private let hoursCount: Bool
  private let split: [Bool]
  private let rateGroups: [Int32]
  /// Empty where hours and households do not count.
  private let keptOf: [Int32]
  /// Lists of languages that do not fit a word, by number.
  private let longLists: [[Int32]: UInt64]

  var width: Int { 7 + codes.needWords + (instance.quotas.count + 63) / 64 }

  init(_ state: borrowing Compilation) {
    codes = state.codes
    instance = state.instance
    rankOfClass = state.rankOfClass
    readsHome = state.policy.weights.homeState > 0
    hoursCount = state.hoursCount
    split = state.splitSurvivors
    rateGroups = state.rateGroups
    keptOf = state.hasSides ? state.keptOf : []
    var longLists: [[Int32]: UInt64] = [:]
    for person in state.people {
      let list = state.codes.survivorLanguages[person]
      guard Self.packed(list) == nil, longLists[Array(list)] == nil else { continue }
      longLists[Array(list)] = UInt64(longLists.count)
    }
    self.longLists = longLists
  }

  func append(_ survivor: Int, to words: inout [UInt64]) {
    let code = codes.survivors[survivor]
    words.append(code.required | UInt64(rankOfClass[instance.survivors[survivor].priority] ?? 0) << 32)
    words.append(code.admission)
    words.append(readsHome ? code.home : 0)
    words.append(
      UInt64(UInt32(bitPattern: code.latest)) | UInt64(code.missing.rawValue) << 32 | UInt64(code.meeting) << 48
        | (code.interpreter ? 1 << 56 : 0) | (code.valuesTraining ? 1 << 57 : 0))
    let hours = hoursCount ? UInt64(instance.survivors[survivor].hours ?? 0) : 0
    words.append(hours | (rateGroups.isEmpty ? 0 : UInt64(rateGroups[survivor] + 1)) << 32)
    words.append(
      (split[survivor] ? UInt64(survivor) + 1 : 0) | (keptOf.isEmpty ? 0 : UInt64(keptOf[survivor] + 1)) << 32)
    let languages = codes.survivorLanguages[survivor]
    words.append(Self.packed(languages) ?? (longLists[Array(languages)] ?? 0) | 1 << 63)
    for word in survivor * codes.needWords..<(survivor + 1) * codes.needWords {
      words.append(codes.survivorNeedBits[word])
    }
    appendQuotas(survivor, to: &words)
  }

  /// The groups of quotas to which somebody belongs, as words of bits.
  private func appendQuotas(_ survivor: Int, to words: inout [UInt64]) {
    let quotas = instance.quotas
    for start in stride(from: 0, to: quotas.count, by: 64) {
      var word: UInt64 = 0
      for index in start..<min(start + 64, quotas.count) where quotas[index].counts(instance.survivors[survivor]) {
        word |= 1 << UInt64(index - start)
      }
      words.append(word)
    }
  }

  /// At most three languages in one word, below its highest bit; nil for more.
  private static func packed(_ list: ArraySlice<Int32>) -> UInt64? {
    guard list.count <= 3 else { return nil }
    var word: UInt64 = 0
    for language in list {
      guard language < 1 << 20 - 1 else { return nil }
      word = word << 20 | UInt64(language + 1)
    }
    return word
  }
}

/// What tells attorneys of different types apart, in words.
private struct ColumnKeys: Sendable {
  private let codes: FactCodes
  private let read: FactsRead
  private let readsMeeting: Bool
  private let readsExperience: Bool
  private let firmCounts: [Bool]
  private let split: [Bool]
  /// Number of each attorney's set of languages.
  private let languages: [UInt64]

  var width: Int { 5 + codes.needWords }

  init(_ state: borrowing Compilation) {
    codes = state.codes
    read = FactsRead(state)
    readsMeeting = state.policy.weights.meeting > 0
    readsExperience = state.policy.weights.experience > 0
    firmCounts = state.firmCounts
    split = state.splitAttorneys
    var numbers: [[UInt64]: UInt64] = [:]
    var languages: [UInt64] = []
    for attorney in 0..<state.codes.attorneyLanguages.count {
      let spoken = state.codes.attorneyLanguages[attorney]
      let set = Set(spoken.map { UInt64($0.language) << 1 | ($0.belowFluent ? 1 : 0) }).sorted()
      let number = numbers[set] ?? UInt64(numbers.count)
      numbers[set] = number
      languages.append(number)
    }
    self.languages = languages
  }

  func append(_ attorney: Int, to words: inout [UInt64]) {
    let code = codes.attorneys[attorney]
    let firm = codes.firmOfAttorney[attorney]
    let firmKey = firm >= 0 && firmCounts[Int(firm)] ? UInt64(firm) + 1 : 0
    words.append(
      code.flags & read.flags | (readsMeeting ? UInt64(code.meeting) : 0) << 32
        | (readsExperience ? UInt64(code.experience) : 0) << 40)
    words.append(code.admissions & read.places)
    words.append(UInt64(read.rank(ofDay: code.earliest)))
    words.append(firmKey | (split[attorney] ? UInt64(attorney) + 1 : 0) << 32)
    words.append(languages[attorney])
    for word in attorney * codes.needWords..<(attorney + 1) * codes.needWords {
      words.append(codes.attorneyOfferBits[word])
    }
  }
}

/// What the rules and scores of this instance read of attorneys; the rest does not tell types apart.
private struct FactsRead: Sendable {
  var flags: UInt64 = 0
  var places: UInt64 = 0
  /// Last days of survivors, ascending: an attorney's first day counts only by how many lie before it.
  var days: [Int32] = []

  init(_ state: borrowing Compilation) {
    var last: Set<Int32> = []
    var previous: Int32?
    for person in state.people {
      let code = state.codes.survivors[person]
      flags |= code.required
      places |= code.admission | (state.policy.weights.homeState > 0 ? code.home : 0)
      if code.valuesTraining { flags |= FactCodes.Flags.certified }
      if code.latest != previous { last.insert(code.latest) }
      previous = code.latest
    }
    days = last.sorted()
  }

  func rank(ofDay day: Int32) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
