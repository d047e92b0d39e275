// Metric: envy-people (justified envy by priority).
// Definition: people who take part, are unmatched, and whom the place of somebody of a later priority class would fit: the
// evaluator finds the pair eligible, and the attorney's hours allow the exchange. Each is counted once.
// Range: 0 … unmatched people. Direction: lower is better; 0 for every optimal plan whose first level is `served`: the
// exchange keeps every load, serves as many, and serves a better class.
// Places of pinned people, of household members who are tied and of cases with two attorneys are nobody's to envy, and such
// people envy nobody: an exchange would break what binds the plan. The count may miss envy that way, and never invents it.
// Only the whole network is counted, not groups. A count is withheld where it is small, where the others who are unmatched
// (in all, and in the classes that have a later one) are few, and, unless it is 0, where a rate or, with reasons, a reason
// of the whole or of a priority class is withheld: the count bounds these.
// It misleads as the only figure: within a class it is blind (everybody waits alike), and a plan that serves nobody has none.
// Complexity: O(people), and for each unmatched survivor one comparison of codes per attorney with a case of a later class.
// Reference: Abdulkadiroğlu & Sönmez, "School choice: a mechanism design approach", American Economic Review 93 (2003).

import CounselMatch

/// Unmatched people whom the place of somebody of a later class would fit.
public enum JustifiedEnvy {
  /// What it is, for tables.
  public static let about = MetricDescription(
    name: "envy-people",
    definition: "unmatched people whom the place of a matched person of a later priority class would fit",
    range: "0 … unmatched people", direction: .lower,
    reference: "Abdulkadiroğlu & Sönmez, American Economic Review 93 (2003)")

  /// The partitions are those after suppression.
  static func values(_ partitions: [Partition], _ input: FairnessInput, _ rule: Suppression) -> [MetricValue] {
    guard let all = partitions.first?.cells.first else { return [] }
    let envious = people(input).count
    let classes = partitions.last { $0.name == Partition.priority }
    let isCrossed = classes == nil && partitions.count > 1
    let bounded = [partitions.first, classes].compactMap { $0 }.flatMap(\.cells)
    let hasReasons = all.shown.reasons.contains(true)
    let isHidden = isCrossed || bounded.contains { $0.isHidden || hasReasons && $0.shown.reasons.contains(false) }
    // Nobody of the last class can have envy; classes are ordered by their text, so the last is found by number.
    let last = classes?.cells.max { (Int($0.group) ?? 0) < (Int($1.group) ?? 0) }
    let others = [all.unserved - envious, all.unserved - (last?.unserved ?? 0) - envious]
    if rule.isSmall(envious) || envious > 0 && (isHidden || others.contains(where: rule.isSmall)) {
      return [MetricValue(suppressed: about.name, Partition.whole, all.group)]
    }
    return [
      MetricValue(
        about.name, Partition.whole, all.group, exact: Fraction(Int64(envious)),
        people: all.isHidden ? nil : all.unserved)
    ]
  }

  /// Positions of the people with justified envy, ascending.
  static func people(_ input: FairnessInput) -> [Int] {
    let instance = input.instance
    let bound = boundPeople(instance)
    let places = Places(input, bound: bound)
    guard !places.attorneys.isEmpty else { return [] }
    let evaluator = EligibilityEvaluator(instance)
    return instance.survivors.indices.filter { person in
      let survivor = instance.survivors[person]
      guard input.matches[person] == nil, !bound[person], input.takesPart(survivor) else { return false }
      return places.contain(forClass: survivor.priority, hours: survivor.hours ?? 0) {
        evaluator.isEligible(survivor: person, attorney: $0)
      }
    }
  }

  /// Who is pinned, tied to a household, or in need of two attorneys.
  private static func boundPeople(_ instance: CaseInstance) -> [Bool] {
    let pinned = Set(instance.pins.map(\.survivor))
    var bound = instance.survivors.map { pinned.contains($0.id) || $0.coCounsel == .required }
    for tie in HouseholdTie.all(instance.survivors, instance.policy) {
      for member in tie.members { bound[member] = true }
    }
    return bound
  }
}

/// The places that somebody of a better class could take.
private struct Places {
  struct Holder {
    var priority: Int
    var hours: Int
  }

  /// Attorneys with a holder, those with the latest class first.
  let attorneys: [Int]
  private let holders: [[Holder]]
  private let latest: [Int]
  /// Hours left after all cases; nil: no limit.
  private let hoursLeft: [Int?]

  init(_ input: FairnessInput, bound: [Bool]) {
    let instance = input.instance
    var holders = [[Holder]](repeating: [], count: instance.attorneys.count)
    var left = instance.attorneys.map(\.hours)
    for (person, match) in input.matches.enumerated() {
      guard let match else { continue }
      let survivor = instance.survivors[person]
      for attorney in match.attorneys { left[attorney] = left[attorney].map { $0 - (survivor.hours ?? 0) } }
      if bound[person] { continue }
      holders[match.attorney].append(Holder(priority: survivor.priority, hours: survivor.hours ?? 0))
    }
    let latest = holders.map { $0.map(\.priority).max() ?? .min }
    attorneys = holders.indices.filter { !holders[$0].isEmpty }.sorted { (latest[$1], $0) < (latest[$0], $1) }
    self.holders = holders
    self.latest = latest
    hoursLeft = left
  }

  /// Whether an eligible attorney has a holder of a later class whose hours, with what is left, are enough.
  func contain(forClass priority: Int, hours: Int, isEligible: (Int) -> Bool) -> Bool {
    for attorney in attorneys {
      guard latest[attorney] > priority else { return false }
      guard isEligible(attorney) else { continue }
      guard let left = hoursLeft[attorney] else { return true }
      if holders[attorney].contains(where: { $0.priority > priority && hours <= left + $0.hours }) { return true }
    }
    return false
  }
}
