/// A pair that must not be made: a conflict, a veto, a decline.
///
/// Exactly one of `attorney` and `firm` is set.
public struct Exclusion: Sendable, Hashable, Codable {
  /// The survivor's id.
  public var survivor: String
  /// The attorney's id; nil where a firm is meant.
  public var attorney: String?
  /// The firm's id; nil where an attorney is meant.
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
public struct Pin: Sendable, Hashable, Codable {
  /// The survivor's id.
  public var survivor: String
  /// The attorney's id.
  public var attorney: String

  public init(survivor: String, attorney: String) {
    self.survivor = survivor
    self.attorney = attorney
  }
}

/// A pair of the plan that came before: what the level `changes` keeps where it can.
public struct PreviousPair: Sendable, Hashable, Codable {
  /// The survivor's id.
  public var survivor: String
  /// The attorney's id.
  public var attorney: String

  public init(survivor: String, attorney: String) {
    self.survivor = survivor
    self.attorney = attorney
  }
}

/// Extra points for one pair; may be negative.
public struct PersonalScore: Sendable, Hashable, Codable {
  /// The survivor's id.
  public var survivor: String
  /// The attorney's id.
  public var attorney: String
  /// Within ±2,147,483,647; the score counts ``Policy/Weights/personal`` times as many.
  public var points: Int

  public init(survivor: String, attorney: String, points: Int) {
    self.survivor = survivor
    self.attorney = attorney
    self.points = points
  }
}

extension Exclusion: RedactedValue {}
extension Pin: RedactedValue {}
extension PreviousPair: RedactedValue {}
extension PersonalScore: RedactedValue {}
