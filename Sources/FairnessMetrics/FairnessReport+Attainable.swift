public import CounselMatch

extension FairnessReport {
  /// Computes every metric, the rates relative to attainable included.
  ///
  /// - Throws: `MatchFailure`, as `AttainableCounter` does.
  public init(_ input: FairnessInput, reference: FairnessInput? = nil, matcher: Matcher) throws {
    let counter = try AttainableCounter(input.instance, matcher: matcher)
    try self.init(input, reference: reference) { try counter.most(of: $0) }
  }
}
