import AssignmentCore

/// The value of every level, from the pairs alone: pinned pairs count in all of them.
struct LevelValues {
  let instance: CaseInstance
  let compiled: CompiledInstance
  /// Attorney of each survivor (positions in the tables), −1 for nobody.
  let attorneyOf: [Int32]

  private var map: IndexMap { compiled.map }
  /// Of people alone, without the second attorneys of cases that have two.
  private var leads: ArraySlice<Int32> { attorneyOf.prefix(instance.survivors.count) }

  func results(proven: Int) -> [LevelResult] {
    map.levels.entries.map { entry in
      var result = LevelResult(name: entry.name.rawValue, value: nil, proven: entry.range.upperBound <= proven)
      switch entry.name {
      case .served: (result.value, result.classes) = (Int64(pairCount), classCounts)
      case .quality: result.value = pairCount == 0 ? nil : quality
      case .minimums: result.value = shortage
      case .worstQuality:
        result.bands = bands
        result.value = bands.first?.from
      case .groupRates: result.groups = groups
      case .load: result.value = load
      case .changes: result.value = changes
      }
      return result
    }
  }

  private var pairCount: Int { leads.count { $0 >= 0 } }

  /// People served of each class that occurs, ascending.
  private var classCounts: [Int] {
    var counts: [Int: Int] = [:]
    for survivor in leads.indices where attorneyOf[survivor] >= 0 {
      counts[instance.survivors[survivor].priority, default: 0] += 1
    }
    return map.classes.map { counts[$0] ?? 0 }
  }

  private func score(_ survivor: Int) -> Int64 {
    Int64(compiled.codes.score(survivor: survivor, attorney: Int(attorneyOf[survivor])).total)
  }

  private var quality: Int64 {
    leads.indices.reduce(Int64(0)) { $0 + (attorneyOf[$1] >= 0 ? score($1) : 0) }
  }

  /// What attorneys and firms lack of their minimums.
  private var shortage: Int64 {
    let cases = casesByAttorney
    var lacking: Int64 = 0
    var casesOfFirm = [Int](repeating: 0, count: instance.firms.count)
    for (index, attorney) in instance.attorneys.enumerated() {
      lacking += Int64(max(0, attorney.minimum - cases[index]))
      let firm = compiled.codes.firmOfAttorney[index]
      if firm >= 0 { casesOfFirm[Int(firm)] += cases[index] }
    }
    for (index, firm) in instance.firms.enumerated() { lacking += Int64(max(0, firm.minimum - casesOfFirm[index])) }
    return lacking
  }

  private var casesByAttorney: [Int] {
    var cases = [Int](repeating: 0, count: instance.attorneys.count)
    for attorney in attorneyOf where attorney >= 0 { cases[Int(attorney)] += 1 }
    return cases
  }

  /// Σ of squared cases, active ones included, over attorneys or firms; an attorney without a firm counts like one.
  private var load: Int64 {
    var cases = zip(instance.attorneys, casesByAttorney).map { $0.activeLoad + $1 }
    if instance.policy.loadBy == .firm {
      var casesOfFirm = [Int](repeating: 0, count: instance.firms.count)
      for (index, firm) in compiled.codes.firmOfAttorney.enumerated() where firm >= 0 {
        casesOfFirm[Int(firm)] += cases[index]
        cases[index] = 0
      }
      cases += casesOfFirm
    }
    return cases.reduce(Int64(0)) { $0 + Int64($1) * Int64($1) }
  }

  /// Pairs of the previous plan that are not in this one; people who are on hold now had an attorney and have none.
  private var changes: Int64 {
    let previous = instance.previous ?? []
    let survivors = Dictionary(uniqueKeysWithValues: instance.survivors.enumerated().map { ($1.id, $0) })
    let kept = previous.count { pair in
      guard let survivor = survivors[pair.survivor], attorneyOf[survivor] >= 0 else { return false }
      return instance.attorneys[Int(attorneyOf[survivor])].id == pair.attorney
    }
    return Int64(previous.count - kept)
  }

  private var groups: [GroupRate]? {
    guard let rates = compiled.rates else { return nil }
    var served = [Int](repeating: 0, count: rates.names.count)
    for (survivor, group) in rates.groupOfSurvivor.enumerated() where group >= 0 && attorneyOf[survivor] >= 0 {
      served[Int(group)] += 1
    }
    return rates.names.indices.map {
      GroupRate(group: rates.names[$0], served: served[$0], attainable: rates.attainable[$0])
    }
  }

  /// Pairs of each band that has one, lowest first.
  private var bands: [BandCount] {
    let width = Int64(instance.policy.bandWidth)
    var pairs: [Int64: Int] = [:]
    for survivor in leads.indices where attorneyOf[survivor] >= 0 {
      pairs[ScoreBands.number(of: score(survivor), width), default: 0] += 1
    }
    return pairs.keys.sorted().map { BandCount(from: $0 * width, pairs: pairs[$0] ?? 0) }
  }
}
