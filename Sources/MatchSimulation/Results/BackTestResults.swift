// Problem: is one policy better than another beyond the luck of the worlds?
// Formulation: worlds are independent draws; a measure of a policy is a mean over worlds with the 95 % interval of Student's
// t. The gap closed in a world is (quality − greedy's) / (hindsight's − greedy's).
// Reference: Student: The probable error of a mean. Biometrika 6 (1908).

/// What every policy reached in every world, and how sure that is.
public struct BackTestResults: Sendable {
  public let test: BackTest
  /// By seed.
  public let worlds: [WorldResult]

  /// A mean over worlds with its interval.
  public struct Estimate: Sendable, Hashable {
    public let mean: Double
    /// Ends of the 95 % interval; the mean itself for one world.
    public let low: Double, high: Double
    public let worlds: Int

    /// nil for no values.
    public init?(_ values: [Double]) {
      guard !values.isEmpty else { return nil }
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let half =
        values.count < 2 ? 0 : StudentT.quantile(values.count - 1) * (squares / (count - 1) / count).squareRoot()
      (self.mean, low, high, worlds) = (mean, mean - half, mean + half, values.count)
    }
  }

  /// A measure of a policy over all worlds; nil where no world has it.
  public func estimate(_ policy: String, _ measure: (PolicyResult, WorldResult) -> Double?) -> Estimate? {
    Estimate(
      worlds.compactMap { world in
        let found = policy == "hindsight" ? world.hindsight : world.policies.first { $0.name == policy }
        return found.flatMap { measure($0, world) }
      })
  }

  /// Quality as a share of hindsight's.
  public func shareOfHindsight(_ policy: String) -> Estimate? {
    estimate(policy) { run, world in
      world.hindsight.flatMap { $0.quality == 0 ? nil : Double(run.quality) / Double($0.quality) }
    }
  }

  /// The part of greedy's gap to hindsight that a policy closes, in quality; nil without greedy.
  public func gapClosed(_ policy: String) -> Estimate? {
    estimate(policy) { run, world in
      guard let best = world.hindsight, let greedy = world.policies.first(where: { $0.name == "greedy" }),
        best.quality != greedy.quality
      else { return nil }
      return Double(run.quality - greedy.quality) / Double(best.quality - greedy.quality)
    }
  }
}

/// Quantiles of Student's t.
package enum StudentT {
  /// The 97.5 % quantiles for 1, 2, … degrees of freedom.
  private static let table = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
    2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
  ]

  /// Beyond the table by the first terms of the expansion around the normal quantile.
  package static func quantile(_ freedom: Int) -> Double {
    if freedom <= table.count { return table[max(0, freedom - 1)] }
    let z = 1.959964
    return z + (z * z * z + z) / (4 * Double(freedom))
  }
}
