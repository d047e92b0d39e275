/// How a network lives over its time: what no dataset says, and every simulation must assume.
///
/// Shares are whole thousandths, so that a draw never depends on how a platform rounds.
public struct WorldRates: Sendable, Hashable {
  /// Days from the opening to the deadline, 1 … 3,650.
  public var days = 200
  /// Days before the deadline on which nobody new comes: cases are placed until the end.
  public var lastDays = 14
  /// People come early: the day is the earlier of two, as in the preset `remission`; else each day is as likely.
  public var comesEarly = true
  /// Pairs per 1,000 in which the attorney would say no.
  public var declines = 100
  /// Days until an offer is answered, each as likely.
  public var answerDays = 1...5
  /// Attorneys per 1,000 who leave on some day; cases they have accepted stay theirs.
  public var attorneysLeaving = 50
  /// Attorneys per 1,000 who join on some day after the opening.
  public var attorneysJoining = 50
  /// Survivors per 1,000 who do not wait until the deadline.
  public var impatient = 200
  /// Days for which such a survivor waits, each as likely.
  public var patienceDays = 15...90

  public init() {}

  /// Assumptions in words, for reports.
  package var words: [(name: String, value: String)] {
    [
      ("days until the deadline", "\(days), \(lastDays) of them without arrivals"),
      ("arrivals", comesEarly ? "more at the beginning" : "evenly"),
      ("declines", "\(declines) of 1,000 pairs"),
      ("days until an answer", "\(answerDays.lowerBound) to \(answerDays.upperBound)"),
      ("attorneys who leave", "\(attorneysLeaving) of 1,000"),
      ("attorneys who join later", "\(attorneysJoining) of 1,000"),
      (
        "survivors who do not wait",
        "\(impatient) of 1,000, after \(patienceDays.lowerBound) to \(patienceDays.upperBound) days"
      ),
    ]
  }
}
