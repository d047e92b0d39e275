package import AssignmentCore

/// Takes the option that gains most, again and again, until enough is gained.
///
/// For options that open ways out (new columns) gains are submodular, so that it needs at most H(d) times as many takings
/// as there must be, d the most that one taking gains: Wolsey 1982. A taking that gains all of its unit is never worse
/// than another of the same unit, so such takings are made option by option; the rest by a list of gains that only fall.
package struct ChoiceGreedy: Sendable {
  private let network: ChoiceNetwork
  private var flow: ChoiceFlow
  package private(set) var takings: [Int]
  /// The most that the first taking of an option gains.
  package private(set) var largest = 0

  package init(_ network: ChoiceNetwork) {
    self.network = network
    flow = ChoiceFlow(network)
    takings = network.gates.map { _ in 0 }
  }

  package var gain: Int { flow.gain }
  package var count: Int { takings.reduce(0, +) }

  /// Takes options until `target` is gained, or time ends; all options have the same unit.
  package mutating func run(upTo target: Int, limits: SolveLimits = .none) {
    let unit = network.gates.first?.unit ?? 1
    var gains = network.gates.indices.map { limits.reasonToStop() == nil ? alone($0, limit: target) : 0 }
    largest = min(unit, gains.max() ?? 0)
    for gate in network.gates.indices.sorted(by: { (gains[$1], $0) < (gains[$0], $1) }) {
      guard limits.reasonToStop() == nil else { return }
      let whole = min(alone(gate, limit: target - flow.gain) / unit, network.gates[gate].most - takings[gate])
      if whole > 0 { take(gate, whole) }
      gains[gate] = min(gains[gate], unit)
    }
    while flow.gain < target {
      guard limits.reasonToStop() == nil, let gate = bestGate(&gains, min(unit, target - flow.gain)) else { return }
      take(gate, 1)
    }
  }

  /// The option whose next taking gains most; the listed gains are too large, never too small.
  private func bestGate(_ gains: inout [Int], _ unit: Int) -> Int? {
    while true {
      var best = -1
      for gate in gains.indices where takings[gate] < network.gates[gate].most {
        if gains[gate] > (best < 0 ? 0 : gains[best]) { best = gate }
      }
      guard best >= 0 else { return nil }
      let now = alone(best, limit: unit)
      if now >= min(gains[best], unit) { return best }
      gains[best] = now
    }
  }

  private mutating func take(_ gate: Int, _ count: Int) {
    takings[gate] += count
    flow.open(gate, units: count * network.gates[gate].unit)
    flow.gainMost()
  }

  /// What the option would gain now, however often it is taken.
  private func alone(_ gate: Int, limit: Int) -> Int {
    guard limit > 0 else { return 0 }
    var trial = flow
    trial.open(gate, units: limit)
    return trial.gainMost(limit: limit)
  }

  /// A bound on the fewest takings from the guarantee: the least number m with H(largest) × m ≥ `count`.
  package var leastTakings: Int {
    var harmonic = 0.0
    for number in 1..<max(2, largest + 1) { harmonic += 1 / Double(number) }
    return Int((Double(count) / harmonic - 1e-9).rounded(.up))
  }
}
