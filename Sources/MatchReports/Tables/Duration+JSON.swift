package import MatchDatasets

extension Duration {
  /// Seconds as a JSON number, to the microsecond.
  package var json: JSONValue {
    let (seconds, attoseconds) = components
    return .number(Double(seconds) + Double(attoseconds / 1_000_000_000_000) / 1_000_000)
  }
}
