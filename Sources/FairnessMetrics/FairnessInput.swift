public import CounselMatch

/// A dataset and the pairs of one result: what the metrics look at.
public struct FairnessInput: Sendable {
  /// A matched pair, as in matches.csv.
  public struct Pair: Sendable, Hashable {
    /// The survivor's id.
    public let survivor: String
    /// The attorney's id.
    public let attorney: String
    /// What the result says the pair is worth.
    public let score: Int
    /// The id of the second attorney, where the case has two.
    public let coCounsel: String?

    public init(survivor: String, attorney: String, score: Int, coCounsel: String? = nil) {
      self.survivor = survivor
      self.attorney = attorney
      self.score = score
      self.coCounsel = coCounsel
    }
  }

  /// The dataset.
  public let instance: CaseInstance
  /// By position in `instance.survivors`: the pair's attorney (position in `instance.attorneys`) and score.
  let matches: [Match?]
  /// By position in `instance.survivors`: why somebody is unmatched; nil where nobody said so.
  private(set) var reasons: [UnmatchedSurvivor.Reason?]

  struct Match: Sendable, Equatable {
    let attorney: Int
    let score: Int
    var coCounsel: Int?

    /// Everybody who works on the case.
    var attorneys: [Int] { [attorney] + (coCounsel.map { [$0] } ?? []) }
  }

  /// - Parameters:
  ///   - instance: the dataset.
  ///   - pairs: who is matched with whom.
  ///   - reasons: why others are not, by the survivor's id; without a reason for everybody who takes part and is unmatched,
  ///     reasons are left out.
  /// - Throws: `result.unknownId` where a pair names somebody the dataset does not have, or a survivor twice. The fault
  ///   carries the position of the pair, not the id.
  /// - Complexity: O(people)
  public init(
    instance: CaseInstance, pairs: [Pair], reasons: [String: UnmatchedSurvivor.Reason] = [:]
  ) throws(InvalidInput) {
    self.instance = instance
    let survivors = Dictionary(uniqueKeysWithValues: instance.survivors.enumerated().map { ($1.id, $0) })
    let attorneys = Dictionary(uniqueKeysWithValues: instance.attorneys.enumerated().map { ($1.id, $0) })
    var matches = [Match?](repeating: nil, count: instance.survivors.count)
    for (index, pair) in pairs.enumerated() {
      guard let survivor = survivors[pair.survivor], let attorney = attorneys[pair.attorney], matches[survivor] == nil,
        pair.coCounsel.map({ attorneys[$0] != nil }) ?? true
      else {
        throw InvalidInput(faults: [
          InputFault(
            code: "result.unknownId", file: "matches.csv", row: index + 2,
            rule: "A pair names a survivor and an attorney of the dataset, and a survivor stands in one pair at most.",
            remedy: "Compare the result with the dataset it was made from.")
        ])
      }
      matches[survivor] = Match(
        attorney: attorney, score: pair.score, coCounsel: pair.coCounsel.flatMap { attorneys[$0] })
    }
    self.matches = matches
    self.reasons = instance.survivors.indices.map { matches[$0] == nil ? reasons[instance.survivors[$0].id] : nil }
  }

  /// The pairs of a plan, and its reasons.
  public init(instance: CaseInstance, plan: MatchPlan) throws(InvalidInput) {
    try self.init(
      instance: instance,
      pairs: plan.pairs.map {
        Pair(survivor: $0.survivor, attorney: $0.attorney, score: $0.score.total, coCounsel: $0.coCounsel)
      },
      reasons: Dictionary(plan.unmatched.map { ($0.survivor, $0.reason) }) { first, _ in first })
  }

  /// Whether a reason is known for everybody who takes part and is unmatched.
  var hasReasons: Bool {
    instance.survivors.indices.allSatisfy {
      matches[$0] != nil || reasons[$0] != nil || !takesPart(instance.survivors[$0])
    }
  }

  /// The same without reasons.
  var withoutReasons: FairnessInput {
    var copy = self
    copy.reasons = copy.reasons.map { _ in nil }
    return copy
  }

  /// Whether somebody takes part: people on hold are in no rate.
  func takesPart(_ survivor: Survivor) -> Bool {
    guard survivor.mayMatch else { return false }
    guard let until = survivor.consentUntil, let asOf = instance.policy.asOf else { return true }
    return until >= asOf
  }
}
