/// What has to be asked before anything else: the facts without which people could not be considered.
public struct MissingFactsSummary: Sendable, Hashable {
  /// How many people lack one fact.
  public struct FactCount: Sendable, Hashable {
    /// Column of survivors.csv: `jurisdiction`, `languages`, `matter`.
    public let fact: String
    /// People who lack it.
    public let people: Int

    /// The fact in a coordinator's words.
    public var word: String {
      switch fact {
      case "jurisdiction": "state"
      case "languages": "language"
      default: fact
      }
    }
  }

  /// People with at least one missing fact.
  public let people: Int
  /// Most frequent first; equally frequent ones in the order of the file.
  public let facts: [FactCount]

  /// One English sentence; empty where no fact is missing.
  ///
  /// `12 people could not be considered because a fact is missing: ask for language (7), state (3), matter (2).`
  public var text: String {
    guard people > 0 else { return "" }
    let asked = facts.map { "\($0.word) (\($0.people))" }.joined(separator: ", ")
    let who = people == 1 ? "1 person" : "\(people) people"
    return "\(who) could not be considered because a fact is missing: ask for \(asked)."
  }
}

extension MissingFactsSummary {
  /// Counts what each person lacks, given by columns of survivors.csv; people who lack nothing may be among them.
  init(_ people: [[String]]) {
    let lacking = people.filter { !$0.isEmpty }
    let names = ["jurisdiction", "languages", "matter"]
    var counts = names.map { name in FactCount(fact: name, people: lacking.count { $0.contains(name) }) }
      .filter { $0.people > 0 }
    // The sort of the standard library is stable: equally frequent facts stay in the order of the file.
    counts.sort { $0.people > $1.people }
    self.init(people: lacking.count, facts: counts)
  }

  /// The facts that the people of an instance lack, those on hold left out: where there is no plan to ask.
  public init(of instance: CaseInstance) {
    let present = instance.survivors.filter { !$0.isOnHold(asOf: instance.policy.asOf) }
    self.init(present.map { MissingFacts(of: $0).ofSurvivor })
  }
}

extension MatchPlan {
  /// The facts that unmatched people lack; it comes first in every output.
  public var missingFactsSummary: MissingFactsSummary { MissingFactsSummary(unmatched.map(\.missingFacts)) }
}
