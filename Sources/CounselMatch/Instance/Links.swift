/// A pair that must not be made: a conflict, a veto, a decline.
///
/// Exactly one of `attorney` and `firm` is set.
public struct Exclusion: Sendable, Hashable {
  public var survivor: String
  public var attorney: String?
  public var firm: String?

  public init(survivor: String, attorney: String) {
    self.survivor = survivor
    self.attorney = attorney
  }

  public init(survivor: String, firm: String) {
    self.survivor = survivor
    self.firm = firm
  }
}

/// A pair that stands before the matching begins.
public struct Pin: Sendable, Hashable {
  public var survivor: String
  public var attorney: String

  public init(survivor: String, attorney: String) {
    self.survivor = survivor
    self.attorney = attorney
  }
}

/// Extra points for one pair; may be negative.
public struct PersonalScore: Sendable, Hashable {
  public var survivor: String
  public var attorney: String
  public var points: Int

  public init(survivor: String, attorney: String, points: Int) {
    self.survivor = survivor
    self.attorney = attorney
    self.points = points
  }
}

extension Exclusion: RedactedValue {}
extension Pin: RedactedValue {}
extension PersonalScore: RedactedValue {}
