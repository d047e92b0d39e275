/// Everything a matching needs, validated: people, firms, links and the policy.
///
/// Tables are kept in canonical order (UTF-8 bytes of the id; links by their ids), so that the order of the input
/// never matters. Printing a value shows only sizes.
public struct CaseInstance: Sendable, Hashable {
  /// By id; ids are unique.
  public let survivors: [Survivor]
  /// By id; ids are unique.
  public let attorneys: [Attorney]
  /// Every firm that is named anywhere; those without a row in the input have no cap.
  public let firms: [Firm]
  /// Without repetitions, by survivor, attorney and firm.
  public let exclusions: [Exclusion]
  /// One for each pinned survivor, by survivor.
  public let pins: [Pin]
  /// One for each pair, by survivor and attorney.
  public let scores: [PersonalScore]
  /// By firm, column and value; one for each.
  public let quotas: [Quota]
  /// Trauma cases of untrained colleagues that the certified attorneys of each firm can supervise, by firm; empty
  /// where the policy asks for certified attorneys.
  package let supervision: [String: Int]
  /// Pairs of the previous plan whose survivor is in the dataset, by survivor; nil where there is no previous plan.
  public let previous: [PreviousPair]?
  /// As given; every value is in its range.
  public let policy: Policy
  /// Warnings and notes of the validation.
  public let remarks: [InputFault]
  /// Co-counsel has its places already, so that only leads are asked about; never for what is solved.
  let coCounselIsPlaced: Bool

  /// For each table the row of each value in its file; empty for values made in memory.
  public typealias SourceRows = [InputTable: [Int]]

  /// Validates and sorts.
  ///
  /// `rows` tells where the values stood in their files, for faults; one entry per value. Nothing depends on the number
  /// of `threads`.
  ///
  /// - Throws: ``InvalidInput`` with every fault: duplicate, empty, ambiguous and personal-looking ids, unknown
  ///   references, ranges, contradictions between pins, exclusions and rules, and what the policy lacks.
  public init(
    survivors: [Survivor], attorneys: [Attorney], firms: [Firm] = [], exclusions: [Exclusion] = [], pins: [Pin] = [],
    scores: [PersonalScore] = [], quotas: [Quota] = [], previous: [PreviousPair]? = nil, policy: Policy = Policy(),
    rows: SourceRows = [:], threads: Int = 1
  ) throws(InvalidInput) {
    let draft = InstanceDraft(
      survivors: survivors, attorneys: attorneys, firms: firms, exclusions: exclusions, pins: pins, scores: scores,
      quotas: quotas, previous: previous, policy: policy, rows: rows, threads: threads)
    remarks = try draft.validated()
    self.survivors = survivors.inOrder { $0.id }
    self.attorneys = attorneys.inOrder { $0.id }
    self.firms = draft.allFirms()
    self.exclusions = Set(exclusions).sorted { $0.order.lexicographicallyPrecedes($1.order, by: { $0.precedes($1) }) }
    self.pins = Set(pins).sorted { $0.survivor.precedes($1.survivor) }
    self.scores = scores.sorted {
      [$0.survivor, $0.attorney].lexicographicallyPrecedes([$1.survivor, $1.attorney], by: { $0.precedes($1) })
    }
    self.quotas = quotas.sorted { $0.key.lexicographicallyPrecedes($1.key, by: { $0.precedes($1) }) }
    supervision = Attorney.supervision(attorneys, policy)
    self.previous = previous.map { pairs in
      let known = Set(survivors.map(\.id))
      return pairs.filter { known.contains($0.survivor) }.sorted { $0.survivor.precedes($1.survivor) }
    }
    self.policy = policy
    coCounselIsPlaced = false
  }

  /// The same people and links under another policy that is known to be valid.
  init(_ other: CaseInstance, policy: Policy) {
    (survivors, attorneys, firms) = (other.survivors, other.attorneys, other.firms)
    (exclusions, pins, scores, previous) = (other.exclusions, other.pins, other.scores, other.previous)
    (quotas, supervision) = (other.quotas, Attorney.supervision(other.attorneys, policy))
    (self.policy, remarks, coCounselIsPlaced) = (policy, other.remarks, other.coCounselIsPlaced)
  }

  /// The same with survivors who exist for the compiler alone, after all others.
  init(_ other: CaseInstance, survivors: [Survivor], moreExclusions: [Exclusion]) {
    (self.survivors, attorneys, firms) = (survivors, other.attorneys, other.firms)
    (exclusions, pins, scores) = (other.exclusions + moreExclusions, other.pins, other.scores)
    (quotas, supervision, previous) = (other.quotas, other.supervision, other.previous)
    (policy, remarks, coCounselIsPlaced) = (other.policy, other.remarks, other.coCounselIsPlaced)
  }

  /// The same with places taken by co-counsel.
  init(_ other: CaseInstance, attorneys: [Attorney], firms: [Firm]) {
    (survivors, self.attorneys, self.firms) = (other.survivors, attorneys, firms)
    (exclusions, pins, scores) = (other.exclusions, other.pins, other.scores)
    (quotas, supervision, previous) = (other.quotas, other.supervision, other.previous)
    (policy, remarks, coCounselIsPlaced) = (other.policy, other.remarks, true)
  }

  /// Other people under the same policy, for their codes alone: nothing is validated, and links besides exclusions are left
  /// out.
  package init(_ other: CaseInstance, survivors: [Survivor], attorneys: [Attorney], exclusions: [Exclusion]) {
    (self.survivors, self.attorneys, firms, self.exclusions) = (survivors, attorneys, other.firms, exclusions)
    (pins, scores, previous, policy, remarks) = ([], [], nil, other.policy, [])
    (quotas, supervision, coCounselIsPlaced) = ([], other.supervision, other.coCounselIsPlaced)
  }

  /// The same people without exclusions, pins and a previous plan: what they have in common with people alike.
  init(withoutLinks other: CaseInstance) {
    (survivors, attorneys, firms) = (other.survivors, other.attorneys, other.firms)
    (exclusions, pins, scores, previous) = ([], [], other.scores, other.previous == nil ? nil : [])
    (quotas, supervision) = (other.quotas, other.supervision)
    (policy, remarks, coCounselIsPlaced) = (other.policy, other.remarks, other.coCounselIsPlaced)
  }

  /// The same people and links under another policy and after another plan, both known to be valid.
  init(_ other: CaseInstance, policy: Policy, previous: [PreviousPair]) {
    (survivors, attorneys, firms) = (other.survivors, other.attorneys, other.firms)
    (exclusions, pins, scores) = (other.exclusions, other.pins, other.scores)
    (quotas, supervision) = (other.quotas, Attorney.supervision(other.attorneys, policy))
    let known = Set(other.survivors.map(\.id))
    self.previous = previous.filter { known.contains($0.survivor) }.sorted { $0.survivor.precedes($1.survivor) }
    (self.policy, remarks, coCounselIsPlaced) = (policy, other.remarks, other.coCounselIsPlaced)
  }

  /// The same survivors under a valid policy, with attorneys whose places were changed or who were added; for searches,
  /// never for a plan.
  init(_ other: CaseInstance, attorneys: [Attorney], policy: Policy) {
    (survivors, firms) = (other.survivors, other.firms)
    self.attorneys = attorneys.sorted { $0.id.precedes($1.id) }
    (quotas, supervision) = (other.quotas, Attorney.supervision(attorneys, policy))
    (exclusions, pins, scores, previous) = (other.exclusions, other.pins, other.scores, other.previous)
    (self.policy, remarks, coCounselIsPlaced) = (policy, other.remarks, other.coCounselIsPlaced)
  }
}

extension CaseInstance: RedactedValue {
  public var description: String { "CaseInstance(\(survivors.count) survivors, \(attorneys.count) attorneys)" }
}

extension String {
  /// Order by UTF-8 bytes: the order of all output, whatever the locale.
  package func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

extension Array {
  /// Sorted by ids; the array itself where it is in order already.
  fileprivate func inOrder(by id: (Element) -> String) -> [Element] {
    let ids = map(id)
    if zip(ids, ids.dropFirst()).allSatisfy({ !$1.precedes($0) }) { return self }
    return indices.sorted { (ids[$0] == ids[$1] ? $0 < $1 : ids[$0].precedes(ids[$1])) }.map { self[$0] }
  }
}

extension Exclusion {
  fileprivate var order: [String] { [survivor, attorney ?? "", firm ?? ""] }
}
