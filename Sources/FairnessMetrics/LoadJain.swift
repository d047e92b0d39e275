// Metric: load-jain, over attorneys and over firms.
// Definition: Jain's index of the loads (matched people and active cases) of all who have a place at all,
// (Σ x)² / (n Σ x²); 1 where there is no load at all.
// Range: 1/n (one carries everything) … 1 (all alike). Direction: higher is better. k alike of n, the others 0, give k/n.
// Withheld where the total number served is: a load that is everybody's first case would tell it.
// It misleads where capacities differ: equal loads then are no equal burden (see load-max-utilisation), and it is blind to
// who carries the load.
// Reference: R. Jain, D. Chiu, W. Hawe, DEC research report TR-301 (1984).

package import CounselMatch

/// How evenly the cases lie, as the share of attorneys or firms who carry them.
public enum LoadJain {
  /// What it is, for tables.
  public static let about = MetricDescription(
    name: "load-jain", definition: "Jain's index of the loads (matched and active cases)", range: "1/n … 1",
    direction: .higher, reference: "Jain, Chiu & Hawe, DEC TR-301 (1984)")

  static func values(_ input: FairnessInput, isWithheld: Bool) -> [MetricValue] {
    LoadSpread.loads(input).map { name, loads in
      guard !isWithheld else { return MetricValue(suppressed: about.name, name, name) }
      return MetricValue(about.name, name, name, exact: index(loads), people: loads.count)
    }
  }

  /// Nil for nobody, and where the fraction does not fit 64 bits; 1 where there is no load at all.
  package static func index(_ loads: [Int]) -> Fraction? {
    guard !loads.isEmpty, let moments = LoadMoments(loads) else { return nil }
    guard moments.sum > 0 else { return Fraction(1) }
    return Fraction(reducing: moments.squareOfSum, moments.countTimesSquares)
  }
}
