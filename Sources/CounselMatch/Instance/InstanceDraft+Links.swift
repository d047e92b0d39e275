extension InstanceDraft {
  func checkExclusions(_ report: inout FaultReport) {
    guard !exclusions.isEmpty else { return }
    let (people, lawyers) = (Set(survivors.map(\.id)), Set(attorneys.map(\.id)))
    let houses = Set(firms.map(\.id)).union(attorneys.compactMap(\.firm))
    var seen: Set<Exclusion> = []
    for (index, exclusion) in exclusions.enumerated() {
      if !people.contains(exclusion.survivor) { unknown(.exclusions, index, "survivor", &report) }
      if let attorney = exclusion.attorney, !lawyers.contains(attorney) {
        unknown(.exclusions, index, "attorney", &report)
      }
      if let firm = exclusion.firm, !houses.contains(firm) { unknown(.exclusions, index, "firm", &report) }
      if (exclusion.attorney == nil) == (exclusion.firm == nil) {
        report.add(
          .error, .exclusionTarget, .exclusions, index, column: "attorney",
          rule: "An exclusion names an attorney or a firm, exactly one of them.",
          remedy: "Fill one of the two cells; use two rows to exclude both.")
      }
      if !seen.insert(exclusion).inserted {
        report.add(
          .warning, .exclusionDuplicate, .exclusions, index, column: "survivor",
          rule: "The same exclusion stands in an earlier row.", remedy: "Remove one of the two rows.")
      }
    }
  }

  func checkScores(_ report: inout FaultReport) {
    guard !scores.isEmpty else { return }
    let (people, lawyers) = (Set(survivors.map(\.id)), Set(attorneys.map(\.id)))
    var seen: [Pin: Int] = [:]
    for (index, score) in scores.enumerated() {
      if !people.contains(score.survivor) { unknown(.scores, index, "survivor", &report) }
      if !lawyers.contains(score.attorney) { unknown(.scores, index, "attorney", &report) }
      let limit = Int(Int32.max)
      checkRange(score.points, .scores, index, "points", &report, -limit...limit)
      let pair = Pin(survivor: score.survivor, attorney: score.attorney)
      if let first = seen.updateValue(index, forKey: pair) {
        seen[pair] = first
        report.add(
          .error, .scoreDuplicate, .scores, index, column: "points",
          rule: "The pair stands in row \(report.row(.scores, first)) too; a pair has one number of points.",
          remedy: "Keep one of the two rows.")
      }
    }
  }

  private func unknown(_ table: InputTable, _ index: Int, _ column: String, _ report: inout FaultReport) {
    let home =
      column == "survivor" ? "survivors.csv" : column == "firm" ? "firms.csv or attorneys.csv" : "attorneys.csv"
    report.add(
      .error, .referenceUnknown, table, index, column: column, rule: "The id in this cell does not stand in \(home).",
      remedy: "Correct the id, or remove the row.")
  }

  /// Pins: known people, one per survivor, and nothing that forbids the pair.
  ///
  /// Too many pins for a capacity are no fault of the input: the plan is then infeasible.
  func checkPins(_ report: inout FaultReport) {
    guard !pins.isEmpty else { return }
    let people = Dictionary(survivors.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let lawyers = Dictionary(attorneys.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let rules = EligibilityEvaluator.rules(policy, exclusions, Attorney.supervision(attorneys, policy))
    var first: [String: Int] = [:]
    for (index, pin) in pins.enumerated() {
      if let earlier = first[pin.survivor] {
        repeatedPin(earlier, index, &report)
        continue
      }
      first[pin.survivor] = index
      if people[pin.survivor] == nil { unknown(.pins, index, "survivor", &report) }
      if lawyers[pin.attorney] == nil { unknown(.pins, index, "attorney", &report) }
      guard let person = people[pin.survivor], let lawyer = lawyers[pin.attorney] else { continue }
      if person.isOnHold(asOf: policy.asOf) {
        conflict("The survivor is on hold, or the consent has ended.", index, &report)
      }
      let against = rules.filter { $0.1.evaluate(person, lawyer) != .eligible }.map(\.0.rawValue)
      if !against.isEmpty {
        conflict("The pair breaks a hard rule: \(against.joined(separator: ", ")).", index, &report)
      }
    }
    checkPinnedHouseholds(first, lawyers, &report)
  }

  private func repeatedPin(_ earlier: Int, _ index: Int, _ report: inout FaultReport) {
    let same = pins[earlier] == pins[index]
    report.add(
      same ? .warning : .error, .pinDuplicate, .pins, index, column: "survivor",
      rule: "The survivor is pinned in row \(report.row(.pins, earlier)) too; there is one pin per survivor.",
      remedy: "Keep one of the two rows.")
  }

  private func conflict(_ rule: String, _ index: Int, _ report: inout FaultReport) {
    report.add(
      .error, .pinConflict, .pins, index, column: "attorney", rule: rule,
      remedy: "Remove the pin, or correct what forbids it.")
  }

  /// Pins inside a tied household must agree; where all or none is asked for, all must be pinned or none.
  private func checkPinnedHouseholds(
    _ pinned: [String: Int], _ lawyers: [String: Attorney], _ report: inout FaultReport
  ) {
    for tie in HouseholdTie.all(survivors, policy) {
      let rows = tie.members.compactMap { pinned[survivors[$0].id] }.sorted()
      guard let first = rows.first else { continue }
      func cell(_ index: Int) -> [String] {
        let lawyer = pins[index].attorney
        let firm = tie.strength == .sameFirm ? lawyers[lawyer]?.firm : nil
        return firm.map { ["firm", $0] } ?? ["attorney", lawyer]
      }
      for row in rows where cell(row) != cell(first) {
        conflict("Members of a household that stays together are pinned apart.", row, &report)
      }
      if tie.allOrNone && rows.count < tie.members.count {
        conflict("A household that is served together or not at all is pinned in part.", first, &report)
      }
    }
  }
}

extension Survivor {
  /// On hold, or the consent ended before asOf: not in the plan.
  package func isOnHold(asOf: Day?) -> Bool {
    guard mayMatch else { return true }
    guard let consentUntil, let asOf else { return false }
    return consentUntil < asOf
  }
}
