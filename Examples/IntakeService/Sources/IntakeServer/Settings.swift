import IntakeService

/// `INTAKE_HOST`, `INTAKE_PORT`, `INTAKE_TOKEN` and one variable for each limit.
struct Settings {
  var host = "127.0.0.1"
  var port = 8080
  var token: String?
  var limits = ServiceLimits()
  /// One line for each variable that cannot be used.
  private(set) var problems: [String] = []

  var isSound: Bool { problems.isEmpty }

  init(_ environment: [String: String]) {
    host = environment["INTAKE_HOST"] ?? host
    token = environment["INTAKE_TOKEN"]
    take("INTAKE_PORT", environment, 0...65_535, \.port)
    take("INTAKE_BODY_BYTES", environment, 1...(256 << 20), \.limits.bodyBytes)
    take("INTAKE_PEOPLE", environment, 1...10_000_000, \.limits.people)
    take("INTAKE_SECONDS", environment, 1...86_400, \.limits.seconds)
    take("INTAKE_SOLVES", environment, 1...1_024, \.limits.concurrentSolves)
    take("INTAKE_THREADS", environment, 1...1_024, \.limits.threadsPerSolve)
    take("INTAKE_WAITING", environment, 0...100_000, \.limits.waiting)
    take("INTAKE_KEPT", environment, 1...100_000, \.limits.kept)
    take("INTAKE_KEPT_PEOPLE", environment, 1...100_000_000, \.limits.keptPeople)
    take("INTAKE_KEPT_SECONDS", environment, 1...86_400, \.limits.keptSeconds)
    take("INTAKE_CONNECTIONS", environment, 1...100_000, \.limits.connections)
    if token?.isEmpty == true { problems.append("INTAKE_TOKEN is empty.") }
    if token == nil, !["127.0.0.1", "::1", "localhost"].contains(host) {
      problems.append("INTAKE_TOKEN is needed where INTAKE_HOST is not this machine alone.")
    }
  }

  private mutating func take(
    _ name: String, _ environment: [String: String], _ range: ClosedRange<Int>, _ place: WritableKeyPath<Self, Int>
  ) {
    if let value = read(name, environment, range) { self[keyPath: place] = value }
  }

  private mutating func take(
    _ name: String, _ environment: [String: String], _ range: ClosedRange<Int>, _ place: WritableKeyPath<Self, Double>
  ) {
    if let value = read(name, environment, range) { self[keyPath: place] = Double(value) }
  }

  private mutating func read(_ name: String, _ environment: [String: String], _ range: ClosedRange<Int>) -> Int? {
    guard let text = environment[name] else { return nil }
    if let value = Int(text), range.contains(value) { return value }
    problems.append("\(name) is a whole number from \(range.lowerBound) to \(range.upperBound).")
    return nil
  }
}
