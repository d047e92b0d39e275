public import AssignmentSolvers

/// People of one priority class who have the same chance of service, and what sets it.
///
/// A level with a chance between 0 and 1 is a bottleneck: its people share places at attorneys who are filled in every
/// draw. Its ids are for coordinators only.
public struct ChanceLevel: Sendable, Hashable {
  /// `L1`, `L2`, …: by class, then ascending by chance.
  public var key: String
  /// The class; 0 goes first.
  public var priority: Int
  /// Everybody of the level.
  public var people: Int
  /// How many of them every draw serves.
  public var places: Int
  /// `places` of `people`.
  public var probability: Chance
  /// Those who are drawn, or served in every draw where the chance is 1; by id.
  public var survivors: [String]
  /// Those who stand with an attorney before the draw: chance 1.
  public var pinned: [String]
  /// Those for whom nobody is eligible by the rules: chance 0.
  public var nobodyEligible: [String]
  /// People of earlier classes who are served in every draw at the same attorneys, before anybody of this level.
  public var served: [String]
  /// Attorneys for whom these people compete and whom no earlier level fills; every draw fills them as far as the caps of
  /// firms and network allow.
  ///
  /// Empty where the chance is 1.
  public var attorneys: [String]
  /// Keys of earlier levels that fill the other attorneys these people could go to.
  public var behind: [String]

  package init(
    key: String, priority: Int, people: Int, places: Int, probability: Chance, survivors: [String] = [],
    pinned: [String] = [], nobodyEligible: [String] = [], served: [String] = [], attorneys: [String] = [],
    behind: [String] = []
  ) {
    self.key = key
    self.priority = priority
    self.people = people
    self.places = places
    self.probability = probability
    self.survivors = survivors
    self.pinned = pinned
    self.nobodyEligible = nobodyEligible
    self.served = served
    self.attorneys = attorneys
    self.behind = behind
  }
}

/// One person's chance of service, with its reason.
///
/// For coordinators only.
public struct PersonChance: Sendable, Hashable {
  /// What sets a chance.
  public enum Reason: String, Sendable, Hashable {
    /// A pair that stands before the draw: chance 1.
    case pinned
    /// There is a place for her in every draw: chance 1.
    case place
    /// She shares too few places: see the level.
    case bottleneck
    /// Nobody is eligible by the rules: chance 0.
    case nobodyEligible = "nobody-eligible"
  }

  /// The survivor's id.
  public var survivor: String
  /// Her class.
  public var priority: Int
  /// Exact.
  public var probability: Chance
  /// What sets it.
  public var reason: Reason
  /// Key of her level.
  public var level: String
}

extension Chance {
  /// As files show it: reduced, `7/9`, whole numbers without a slash.
  public var text: String { denominator == 1 ? String(numerator) : description }
}

extension ChanceLevel: RedactedValue {
  public var description: String { "ChanceLevel(\(people) people, \(places) places)" }
}
extension PersonChance: RedactedValue {}
