import AssignmentCore

/// Two attorneys for one case, as weighted counts of pairs of types.
extension Compilation {
  /// Both rows of a case are rows of their own, and attorneys who could be lead and co-counsel columns of their own: a
  /// type of several could send one of them twice.
  mutating func splitCoCounsel() {
    for (place, lead) in leads.enumerated() where !onHold[lead] {
      splitSurvivors[lead] = true
      splitSurvivors[firstSecond + place] = true
      for attorney in instance.attorneys.indices where couldBeBoth(lead, firstSecond + place, attorney) {
        splitAttorneys[attorney] = true
      }
    }
  }

  private func couldBeBoth(_ lead: Int, _ second: Int, _ attorney: Int) -> Bool {
    places[attorney] > 1 && codes.isEligible(survivor: lead, attorney: attorney)
      && codes.isEligible(survivor: second, attorney: attorney)
  }

  /// For each case: as many leads as co-counsels; and for each attorney who could be both, at most one of the two.
  func coCounsel() -> [(lead: Int, constraint: SideConstraint)] {
    guard !leads.isEmpty else { return [] }
    var rowOf: [Int: Int32] = [:]
    for row in 0..<rows.count { rowOf[Int(samples[row])] = Int32(row) }
    var found: [(lead: Int, constraint: SideConstraint)] = []
    for (place, lead) in leads.enumerated() {
      guard let first = rowOf[lead], let second = rowOf[firstSecond + place] else { continue }
      add(
        [.init(rows: [first], columns: nil, weight: 1), .init(rows: [second], columns: nil, weight: -1)], 0...0, lead,
        &found)
      let others = Set(arcColumns[starts[Int(second)]..<starts[Int(second) + 1]])
      for column in arcColumns[starts[Int(first)]..<starts[Int(first) + 1]] where others.contains(column) {
        guard let attorney = columns[Int(column)].first, places[Int(attorney)] > 1 else { continue }
        let both = [min(first, second), max(first, second)]
        add([.init(rows: both, columns: [column], weight: 1)], nil, lead, &found)
      }
    }
    return found
  }

  /// `range` nil: at most one.
  private func add(
    _ terms: [LinearConstraint.Term], _ range: ClosedRange<Int64>?, _ lead: Int,
    _ found: inout [(lead: Int, constraint: SideConstraint)]
  ) {
    let constraint = LinearConstraint(
      kind: .coCounsel, terms: terms, lower: range?.lowerBound, upper: range?.upperBound ?? 1)
    found.append((lead, .linear(constraint)))
  }
}
