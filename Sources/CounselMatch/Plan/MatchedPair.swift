/// A survivor and the attorney proposed to her.
public struct MatchedPair: Sendable, Hashable {
  /// The survivor's id.
  public var survivor: String
  /// The attorney's id.
  public var attorney: String
  /// The attorney's firm; nil: on her own.
  public var firm: String?
  /// The id of the second attorney, where the case asks for two.
  public var coCounsel: String?
  /// The pair stood before the matching began.
  public var isPinned: Bool
  /// What the pair is worth, term by term.
  public var score: ScoreBreakdown

  public init(
    survivor: String, attorney: String, firm: String?, coCounsel: String? = nil, isPinned: Bool = false,
    score: ScoreBreakdown
  ) {
    self.survivor = survivor
    self.attorney = attorney
    self.firm = firm
    self.coCounsel = coCounsel
    self.isPinned = isPinned
    self.score = score
  }
}

/// The score of a pair, term by term, in the fixed order language, home-state, trauma-training, experience,
/// meeting, personal.
public struct ScoreBreakdown: Sendable, Hashable {
  /// Points for a shared language.
  public var language = 0
  /// Points for an admission in the survivor's jurisdiction.
  public var homeState = 0
  /// Points for certified training where it counts.
  public var traumaTraining = 0
  /// Points for experience.
  public var experience = 0
  /// Points for the way of meeting.
  public var meeting = 0
  /// Weighted points of scores.csv; may be negative.
  public var personal = 0

  public init() {}

  /// The sum of the terms: what the level `quality` adds up.
  public var total: Int { language + homeState + traumaTraining + experience + meeting + personal }

  /// The terms by name, in their fixed order.
  public var terms: [(name: String, points: Int)] {
    [
      ("language", language), ("home-state", homeState), ("trauma-training", traumaTraining),
      ("experience", experience), ("meeting", meeting), ("personal", personal),
    ]
  }
}

extension MatchedPair {
  /// Everybody who works on the case: one attorney, or lead and co-counsel.
  public var attorneys: [String] { [attorney] + (coCounsel.map { [$0] } ?? []) }
}

extension MatchedPair: RedactedValue {}
