extension Compilation {
  /// Survivors by key; members in tie order, types in seeded order.
  mutating func makeRows() {
    rankTies()
    let types = grouped(people) { rowKey($0) }
    let keys = policy.levels.contains(.changes) ? attorneyKeys : []
    for members in ordered(types, id: { instance.survivors[$0].id }) {
      addRows(members.map { Int32($0) }.sorted { tieRanks[Int($0)] < tieRanks[Int($1)] }, attorneyKeys: keys)
    }
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

  private mutating func rankTies() {
    let seeded = SeededKey(seed: seed, use: .ties)
    let keys = instance.survivors.map { policy.tieBreak == .id ? 0 : seeded.key(of: $0.id) }
    let days = instance.survivors.indices.map { day($0) }
    tieRanks = [Int32](repeating: -1, count: keys.count)
    let order = people.sorted { left, right in
      if days[left] != days[right] { return days[left] < days[right] }
      return keys[left] != keys[right] ? keys[left] < keys[right] : left < right
    }
    for (rank, survivor) in order.enumerated() { tieRanks[survivor] = Int32(truncatingIfNeeded: rank) }
  }

  /// Registered earlier first, undated last; one day for all where the policy draws lots or goes by id.
  private func day(_ survivor: Int) -> Int32 {
    guard policy.tieBreak == .registered else { return 0 }
    return instance.survivors[survivor].registered?.number ?? .max
  }

  mutating func makeColumns() {
    let read = FactsRead(self)
    let types = grouped(Array(instance.attorneys.indices)) { columnKey($0, read) }
    let keys = attorneyKeys
    for members in ordered(types, id: { instance.attorneys[$0].id }) {
      columns.append(members.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { Int32($0) })
    }
  }

  private func grouped(_ indices: [Int], by key: (Int) -> [UInt64]) -> [[Int]] {
    var slots: [[UInt64]: Int] = [:]
    var types: [[Int]] = []
    for index in indices {
      let key = key(index)
      if let slot = slots[key] {
        types[slot].append(index)
      } else {
        slots[key] = types.count
        types.append([index])
      }
    }
    return types
  }

  /// Types by the least seeded key of their members.
  private func ordered(_ types: [[Int]], id: (Int) -> String) -> [[Int]] {
    let seeded = SeededKey(seed: seed, use: .types)
    let least = types.map { members in members.map { (seeded.key(of: id($0)), $0) }.min { $0 < $1 } ?? (0, 0) }
    return types.indices.sorted { least[$0] < least[$1] }.map { types[$0] }
  }

  private func rowKey(_ survivor: Int) -> [UInt64] {
    let code = codes.survivors[survivor]
    var key: [UInt64] = [
      code.required, code.admission, policy.weights.homeState > 0 ? code.home : 0,
      UInt64(UInt32(bitPattern: code.latest)) | UInt64(code.missing.rawValue) << 32 | UInt64(code.meeting) << 48
        | (code.interpreter ? 1 << 56 : 0) | (code.valuesTraining ? 1 << 57 : 0),
      UInt64(rankOfClass[instance.survivors[survivor].priority] ?? 0),
      hoursCount ? UInt64(instance.survivors[survivor].hours ?? 0) : 0,
      splitSurvivors[survivor] ? UInt64(survivor) + 1 : 0, rateGroups.isEmpty ? 0 : UInt64(rateGroups[survivor] + 1),
      hasSides ? UInt64(keptOf[survivor] + 1) : 0,
    ]
    key += quotaBits(survivor)
    key += codes.survivorNeedBits[survivor * codes.needWords..<(survivor + 1) * codes.needWords]
    key += codes.survivorLanguages[survivor].map { UInt64($0) }
    return key
  }

  private func columnKey(_ attorney: Int, _ read: FactsRead) -> [UInt64] {
    let code = codes.attorneys[attorney]
    let firm = codes.firmOfAttorney[attorney]
    let firmKey = firm >= 0 && firmCounts[Int(firm)] ? UInt64(firm) + 1 : 0
    var key: [UInt64] = [
      code.flags & read.flags, code.admissions & read.places, UInt64(read.rank(ofDay: code.earliest)),
      policy.weights.meeting > 0 ? UInt64(code.meeting) : 0,
      policy.weights.experience > 0 ? UInt64(code.experience) : 0,
      firmKey, splitAttorneys[attorney] ? UInt64(attorney) + 1 : 0,
    ]
    key += codes.attorneyOfferBits[attorney * codes.needWords..<(attorney + 1) * codes.needWords]
    key += Set(codes.attorneyLanguages[attorney].map { UInt64($0.language) << 1 | ($0.belowFluent ? 1 : 0) }).sorted()
    return key
  }
}

/// What the rules and scores of this instance read of attorneys; the rest does not tell types apart.
private struct FactsRead {
  var flags: UInt64 = 0
  var places: UInt64 = 0
  /// Last days of survivors, ascending: an attorney's first day counts only by how many lie before it.
  var days: [Int32] = []

  init(_ state: borrowing Compilation) {
    var last: Set<Int32> = []
    for person in state.people {
      let code = state.codes.survivors[person]
      flags |= code.required
      places |= code.admission | (state.policy.weights.homeState > 0 ? code.home : 0)
      if code.valuesTraining { flags |= FactCodes.Flags.certified }
      last.insert(code.latest)
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
