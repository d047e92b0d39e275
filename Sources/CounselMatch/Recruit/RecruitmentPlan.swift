/// What is asked of a recruitment plan.
public enum RecruitGoal: Sendable, Hashable {
  /// The cheapest places that serve so many more people; nil: everybody whom a place can serve.
  case people(Int?)
  /// The best use of so many new places: most people, best classes first, then cheapest.
  case places(Int)
  /// Most people within a cost.
  case budget(Int)
  /// The best so many attorneys of the network to train.
  case train(Int)
  /// The fewest new attorneys, each with so many places, who serve so many more people; nil: everybody whom they can.
  ///
  /// Each has one language, one licence, the training, and the codes and gender that one survivor may ask.
  case recruits(capacity: Int, people: Int?)
}

/// One addition to the network.
public struct RecruitAddition: Sendable, Hashable {
  /// What is added.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Places more at an attorney of the network.
    case place
    /// A new attorney, or several who are alike, with so many places in all.
    case attorney
    /// An attorney of the network is trained.
    case training
  }

  public var kind: Kind
  /// The id of the attorney; nil for a new one.
  public var attorney: String?
  /// What a new attorney must bring; for others what the attorney has, after a training.
  public var profile: RecruitProfile
  /// Places that are new; for a training the free places that it opens to more people.
  public var places: Int
  /// What it costs in all.
  public var cost: Int
  /// How many new attorneys, where the goal says how many places each has.
  public var recruits: Int?
  /// The licence that new attorneys have when the plan is solved again, where their profile asks for none.
  ///
  /// The one they were planned with: another could let in people for whom they were not planned.
  var licence: Jurisdiction?
}

/// The cheapest additions for a goal, and what solving again with them gives.
public struct RecruitmentPlan: Sendable, Hashable {
  /// What ``value`` and ``bound`` count.
  public enum Objective: String, Sendable, Hashable {
    /// The cost, to be small.
    case cost
    /// People served more, to be many.
    case people
    /// New attorneys, to be few.
    case recruits
  }

  /// Places by attorney, then new attorneys by profile, then trainings by attorney.
  public var additions: [RecruitAddition]
  /// People served more, as planned.
  public var gain: Int
  /// The most that could be served more by any additions of the kinds that were offered.
  public var possible: Int
  /// What the additions cost in all.
  public var cost: Int
  public var objective: Objective
  /// What was reached.
  public var value: Int
  /// No plan is better than this.
  public var bound: Int
  /// People served without the additions, by solving.
  public var servedBefore: Int
  /// People served with them, by solving again with the additions as real people and places.
  public var servedAfter: Int
  /// People served more of each priority class that occurs, ascending by class; may be negative.
  public var gained: [ClassGain]
  /// Hours or households count: the plan was made without them, and only solving again tells.
  public var isBound: Bool

  /// A priority class and how many more of it are served.
  public struct ClassGain: Sendable, Hashable {
    public var priority: Int
    public var people: Int

    public init(priority: Int, people: Int) {
      self.priority = priority
      self.people = people
    }
  }

  /// No plan reaches more, or costs less.
  public var isProven: Bool { value == bound && !isBound }

  /// Solving again serves exactly as many more as was planned.
  public var isVerified: Bool { servedAfter - servedBefore == gain }
}

/// Why there is no recruitment plan.
public enum RecruitFailure: Error, Sendable, Hashable {
  /// The instance could not be compiled or solved.
  case match(MatchFailure)
  /// The hard constraints contradict each other: there is nothing to add to.
  case noPlan
  /// A cost out of range, by its name.
  case cost(String)

  /// A stable word for messages and exit codes.
  public var code: String {
    switch self {
    case .match(let failure): failure.code
    case .noPlan: "recruit.noPlan"
    case .cost: "recruit.cost"
    }
  }
}

extension RecruitAddition: RedactedValue {}
extension RecruitmentPlan: RedactedValue {
  public var description: String { "RecruitmentPlan(\(additions.count) additions, \(gain) more served)" }
}
