// Metrics: load-gini, load-max-utilisation, over attorneys and over firms.
// Definition: the load of an attorney is her matched people and her active cases; of a firm, the sum over its attorneys.
// Gini = Σᵢ Σⱼ |xᵢ − xⱼ| / (2 n Σ x), over all who have a place at all (capacity > 0); by sorted loads
// (2 Σ i·x₍ᵢ₎ − (n + 1) Σ x) / (n Σ x). Utilisation = load / capacity; a firm's capacity is the smaller of its cap and
// the sum of its attorneys' capacities.
// Range: Gini 0 (all alike) … (n − 1)/n; utilisation 0 … 1, above only where active cases exceed a capacity.
// Direction: lower is better. Withheld where the total number served is: loads that are few people's first cases would
// tell it.
// Reference: C. Gini, "Variabilità e mutabilità" (1912); Sen, On Economic Inequality (1973), chapter 2.

package import CounselMatch

/// How evenly the cases lie on attorneys and firms.
public enum LoadSpread {
  /// What they are, for tables.
  public static let about = [
    MetricDescription(
      name: "load-gini", definition: "Gini coefficient of the loads (matched and active cases)", range: "0 … 1",
      direction: .lower, reference: "Gini (1912); Sen, On Economic Inequality (1973), chapter 2"),
    MetricDescription(
      name: "load-max-utilisation", definition: "largest load / capacity", range: "0 … 1, above where overloaded",
      direction: .lower, reference: "Sen, On Economic Inequality (1973), chapter 2"),
  ]

  private struct Load {
    var cases: Int
    var capacity: Int
  }

  static func values(_ input: FairnessInput, isWithheld: Bool) -> [MetricValue] {
    guard !isWithheld else {
      return ["attorneys", "firms"].flatMap { name in about.map { MetricValue(suppressed: $0.name, name, name) } }
    }
    let attorneys = attorneyLoads(input)
    return values("attorneys", attorneys) + values("firms", firmLoads(input.instance, attorneys))
  }

  /// The loads of all who have a place at all, over attorneys and over firms.
  static func loads(_ input: FairnessInput) -> [(partition: String, loads: [Int])] {
    let attorneys = attorneyLoads(input)
    return [("attorneys", attorneys), ("firms", firmLoads(input.instance, attorneys))].map { name, loads in
      (name, loads.filter { $0.capacity > 0 }.map(\.cases))
    }
  }

  private static func attorneyLoads(_ input: FairnessInput) -> [Load] {
    var loads = input.instance.attorneys.map { Load(cases: $0.activeLoad, capacity: $0.capacity) }
    for match in input.matches {
      for attorney in match?.attorneys ?? [] { loads[attorney].cases += 1 }
    }
    return loads
  }

  /// Loads by firm, in the order of the firms.
  private static func firmLoads(_ instance: CaseInstance, _ attorneys: [Load]) -> [Load] {
    var places: [String: Int] = [:]
    for (index, firm) in instance.firms.enumerated() { places[firm.id] = index }
    var loads = [Load](repeating: Load(cases: 0, capacity: 0), count: instance.firms.count)
    for (attorney, load) in zip(instance.attorneys, attorneys) {
      guard let firm = attorney.firm, let place = places[firm] else { continue }
      loads[place].cases += load.cases
      loads[place].capacity += load.capacity
    }
    for (place, firm) in instance.firms.enumerated() {
      if let cap = firm.capacity { loads[place].capacity = min(cap, loads[place].capacity) }
    }
    return loads
  }

  private static func values(_ partition: String, _ all: [Load]) -> [MetricValue] {
    let loads = all.filter { $0.capacity > 0 }
    let most = loads.compactMap { Fraction(Int64($0.cases), Int64($0.capacity)) }.max()
    return [
      MetricValue("load-gini", partition, partition, exact: gini(loads.map(\.cases)), people: loads.count),
      MetricValue("load-max-utilisation", partition, partition, exact: most, people: loads.count),
    ]
  }

  /// Nil for nobody, and where the fraction does not fit 64 bits; 0 where there is no load at all.
  package static func gini(_ loads: [Int]) -> Fraction? {
    let sum = loads.reduce(Int128(0)) { $0 + Int128($1) }
    let count = Int128(loads.count)
    guard count > 0 else { return nil }
    guard sum > 0 else { return Fraction(0) }
    var ranked: Int128 = 0
    for (index, load) in loads.sorted().enumerated() { ranked += Int128(index + 1) * Int128(load) }
    return Fraction(reducing: 2 * ranked - (count + 1) * sum, count * sum)
  }
}
