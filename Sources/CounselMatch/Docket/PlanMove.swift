/// Somebody whose attorney in the best plan is another than before.
public struct PlanMove: Sendable, Hashable {
  /// The survivor's id.
  public let survivor: String
  /// The attorney before; nil: none.
  public let from: String?
  /// The attorney after; nil: none.
  public let to: String?

  public init(survivor: String, from: String?, to: String?) {
    self.survivor = survivor
    self.from = from
    self.to = to
  }
}

extension PlanMove: RedactedValue {
  public var description: String { "PlanMove(redacted)" }
}
