public import AssignmentCore
import AssignmentSolvers

/// Everything that can be said of a plan, in the order of the survivors' ids.
public struct Explanation: Sendable, Hashable {
  /// Whether it was stopped: some people, or what would help, are missing.
  public var isPartial = false
  /// Everybody in the plan without a place.
  public var unmatched: [UnmatchedExplanation] = []
  /// Everybody with one, pinned people included.
  public var matched: [MatchedExplanation] = []
  /// Single changes that serve more; by gain, then cheapest kind first.
  public var remedies: [Remedy] = []
  /// Kinds of changes that serve more, listed or not, cheapest first.
  public var kinds: [Remedy.Kind] = []
  /// What places are worth; empty where nothing is proved, or where one person was asked for.
  public var places: [PlaceValue] = []
  /// Levels of chances; empty where the policy admits none.
  public var chances: [ChanceLevel] = []
  /// Hours or households count: see ``Explainer/isBound``.
  public var isBound = false

  public init() {}
}

extension Explanation: RedactedValue {
  public var description: String { "Explanation(\(unmatched.count) unmatched, \(matched.count) matched)" }
}

/// How much an explanation lists.
public struct ExplanationLimits: Sendable, Hashable {
  /// Most alternates of each matched survivor.
  public var alternates = 5
  /// Most remedies of each unmatched survivor.
  public var remedies = 10
  /// Most remedies in all.
  public var allRemedies = 50

  public init() {}
}

extension Explainer {
  /// Explains everybody, every place and every change that helps.
  ///
  /// People alike in all that matters are answered once.
  ///
  /// - Parameters:
  ///   - limits: how much is listed.
  ///   - cancellation: raised, it gives what has been found so far; ``Explanation/isPartial`` says so.
  ///   - progress: called now and then with how many people of how many are done.
  /// - Returns: the explanation, by survivor's id.
  /// - Complexity: one search for each type of people, and those of ``placeValues()`` and ``remedies(limit:)``.
  public mutating func explanation(
    _ limits: ExplanationLimits = ExplanationLimits(), cancellation: Cancellation? = nil,
    progress: ((_ done: Int, _ total: Int) -> Void)? = nil
  ) -> Explanation {
    var answer = Explanation()
    answer.isBound = isBound
    answer.chances = served.levels
    var unmatched: [Int32: UnmatchedExplanation] = [:]
    func isStopped() -> Bool {
      if cancellation?.isCancelled == true { answer.isPartial = true }
      return answer.isPartial
    }
    for (person, survivor) in instance.survivors.enumerated() {
      if isStopped() { return answer }
      if person.isMultiple(of: 16) { progress?(person, instance.survivors.count) }
      if flow.attorneyOf[person] >= 0 {
        if let one = try? matched(survivor.id, alternates: limits.alternates) { answer.matched.append(one) }
        continue
      }
      let row = served.map.rowOfSurvivor[person]
      let known = unmatched[row].flatMap { $0.reason == reason(of: survivor.id) ? $0 : nil }
      if var one = known {
        one.remedies = named(one.remedies, from: one.survivor, to: survivor.id)
        let isOwnSet = one.bottleneck == one.deficientSet
        one.deficientSet?.replace(one.survivor, by: survivor.id)
        if isOwnSet { one.bottleneck = one.deficientSet }
        one.survivor = survivor.id
        answer.unmatched.append(one)
      } else if let one = try? self.unmatched(survivor.id, remedies: limits.remedies) {
        unmatched[row] = one
        answer.unmatched.append(one)
      }
    }
    progress?(instance.survivors.count, instance.survivors.count)
    if isStopped() { return answer }
    answer.remedies = remedies(limit: limits.allRemedies)
    if isStopped() { return answer }
    answer.kinds = remedyKinds()
    if isStopped() { return answer }
    answer.places = placeValues()
    return answer
  }

  /// Explains one survivor alone.
  ///
  /// - Parameters:
  ///   - survivor: her id.
  ///   - limits: how much is listed.
  /// - Returns: an explanation with one entry; none where she is on hold.
  /// - Throws: ``ExplainFailure/unknownPerson``.
  public mutating func explanation(
    of survivor: String, _ limits: ExplanationLimits = ExplanationLimits()
  ) throws(ExplainFailure) -> Explanation {
    var answer = Explanation()
    answer.isBound = isBound
    if let one = try matched(survivor, alternates: limits.alternates) { answer.matched.append(one) }
    if let one = try unmatched(survivor, remedies: limits.remedies) { answer.unmatched.append(one) }
    return answer
  }

  private func reason(of survivor: String) -> UnmatchedSurvivor.Reason? {
    unmatchedIndex[survivor].map { plan.unmatched[$0].reason }
  }

  /// A remedy that changes the person herself names her.
  private func named(_ remedies: [Remedy], from: String, to: String) -> [Remedy] {
    remedies.map { remedy in
      guard remedy.attorney == nil, remedy.value == from, [.interpreter, .remote].contains(remedy.kind) else {
        return remedy
      }
      var copy = remedy
      copy.value = to
      return copy
    }
  }
}

extension SharedPlaces {
  /// Somebody alike stands in somebody's stead.
  fileprivate mutating func replace(_ survivor: String, by other: String) {
    survivors.removeAll { $0 == survivor }
    survivors.insert(other, at: survivors.firstIndex { other.precedes($0) } ?? survivors.count)
  }
}
