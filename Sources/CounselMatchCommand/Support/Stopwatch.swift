import AssignmentCore
import MatchDatasets

/// Durations of steps, for `seconds` in the JSON.
enum Stopwatch {
  static func measure<T>(_ body: () throws -> T) rethrows -> (T, Duration) {
    let start = ContinuousClock.now
    let result = try body()
    return (result, start.duration(to: .now))
  }
}

extension SolveStatistics {
  /// Counters by name, in the solver's order.
  var json: JSONValue { .object(JSONObject(counters.map { ($0.name, JSONValue.int($0.value)) })) }
}
