import AssignmentCore

extension PlanBuilder {
  /// The bound of the first level that is not proven, in the level's own units, pins included; the value of the last
  /// level where all are.
  ///
  /// nil for `group-rates`, and where nothing bounds the level.
  func bound(_ levels: [LevelResult], _ answer: CheckedAnswer) -> Int64? {
    guard let open = levels.firstIndex(where: { !$0.proven }) else { return levels.last?.value }
    let entry = compiled.map.levels.entries[open]
    guard answer.verdict.bounds.count >= entry.range.upperBound else { return nil }
    let raw = answer.verdict.bounds[entry.range]
    switch entry.name {
    case .served: return servedBound(raw.first ?? 0, answer)
    case .minimums: return compiled.map.shortageBefore - (raw.first ?? 0)
    case .quality: return (raw.first ?? 0) + pinnedScores.reduce(0, +)
    case .worstQuality: return lowestBand(raw)
    case .load: return compiled.loadConstant - (raw.first ?? 0)
    case .changes: return changedAtLeast(raw.first ?? 0)
    case .groupRates: return nil
    }
  }

  /// People served in the relaxation, whose classes are weighted in the problem.
  private func servedBound(_ raw: Int64, _ answer: CheckedAnswer) -> Int64? {
    if compiled.map.classes.count <= 1 { return raw + Int64(pinned.count) }
    guard compiled.map.levels[.served]?.lowerBound == 0, case .gap(let bound) = answer.outcome.certificate else {
      return nil
    }
    return compiled.map.people(in: bound.relaxed) + Int64(pinned.count)
  }

  /// Least score of the lowest band that the relaxation or a pin has a pair in: no plan has a higher lowest band.
  private func lowestBand(_ raw: ArraySlice<Int64>) -> Int64? {
    let width = Int64(instance.policy.bandWidth)
    let pins = pinnedScores.map { ScoreBands.number(of: $0, width) * width }
    let relaxed = zip(compiled.map.levels.bands, raw).first { $0.1 < 0 }?.0
    return (pins + (relaxed.map { [$0] } ?? [])).min()
  }

  private func changedAtLeast(_ kept: Int64) -> Int64 {
    let previous = instance.previous ?? []
    let pairs = Set(previous.map { Pin(survivor: $0.survivor, attorney: $0.attorney) })
    return Int64(previous.count - instance.pins.count { pairs.contains($0) }) - kept
  }

  private var pinned: [Int] {
    compiled.map.pinnedAttorney.indices.filter { compiled.map.pinnedAttorney[$0] >= 0 && !compiled.map.onHold[$0] }
  }

  private var pinnedScores: [Int64] {
    pinned.map { Int64(codes.score(survivor: $0, attorney: Int(compiled.map.pinnedAttorney[$0])).total) }
  }
}
