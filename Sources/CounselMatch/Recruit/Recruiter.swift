// Problem: which additions to a network serve most, cheapest, and is it true.
// Formulation: the goals are solved on one ground (`RecruitGround`): places by one minimum-cost flow (`PlacePlanner`),
// trainings, and new attorneys with several places each, by a search tree with flow bounds (`TrainingPlanner`,
// `NewAttorneyPlanner`). Then the additions become real: attorneys get their places or training, new attorneys get ids,
// and the matcher solves the instance before and after.
// Invariants: a plan is verified only where the matcher serves exactly as many more as was promised. Solving stops after
// the level `served`: no later level changes who is served.
// Cannot: new attorneys belong to no firm. Hours and households are left out of planning, not of solving again.

public import AssignmentCore
public import AssignmentSolvers

/// Makes recruitment and training plans for an instance.
public struct Recruiter: Sendable {
  public let instance: CaseInstance
  public let costs: RecruitCosts
  /// Solves before and after.
  public let matcher: Matcher
  private let ground: RecruitGround

  /// Prepares plans.
  ///
  /// - Parameters:
  ///   - instance: the people, rules and links.
  ///   - costs: what additions cost.
  ///   - solvers: for solving again; hours and households need GLPK.
  ///   - limits: deadline and cancellation of each search.
  /// - Throws: ``RecruitFailure``.
  /// - Complexity: compiles once and solves once, for the level `served` alone.
  public init(
    _ instance: CaseInstance, costs: RecruitCosts = RecruitCosts(), solvers: [any AssignmentSolver] = .builtIn,
    limits: SolveLimits = .none
  ) throws(RecruitFailure) {
    if let fault = costs.fault { throw .cost(fault) }
    if instance.asksForCoCounsel { throw .match(.solverCannot(solver: "recruit", constraint: "co-counsel")) }
    self.instance = instance
    self.costs = costs
    var matcher = Matcher(solvers: solvers)
    matcher.levelPrices = false
    self.matcher = matcher
    ground = try RecruitGround(instance, costs, limits)
  }

  /// The plan for a goal, solved again.
  ///
  /// - Complexity: a few solves; a training plan may need a search tree.
  public func plan(_ goal: RecruitGoal) throws(RecruitFailure) -> RecruitmentPlan {
    switch goal {
    case .train(let trainings):
      let planner = TrainingPlanner(ground)
      let choice = planner.choice(trainings)
      return try checked(
        Draft(
          additions: choice.additions, gain: choice.gain, possible: planner.possible, objective: .people,
          value: choice.gain, bound: choice.bound))
    case .recruits(let capacity, let people):
      let planner = NewAttorneyPlanner(ground, capacity: capacity)
      let choice = try planner.choice(people)
      return try checked(
        Draft(
          additions: choice.additions, gain: choice.gain, possible: planner.possible, objective: .recruits,
          value: choice.count, bound: choice.bound))
    case .people, .places, .budget: return try placePlan(goal)
    }
  }

  private func placePlan(_ goal: RecruitGoal) throws(RecruitFailure) -> RecruitmentPlan {
    let planner = PlacePlanner(ground)
    let choice: PlacePlanner.Choice
    let possible: PlacePlanner.Choice
    switch goal {
    case .people(let people):
      possible = try planner.choice(people: ground.problem.units, order: .cost)
      let asked = people.map { Int64($0) } ?? possible.gain
      choice = asked >= possible.gain ? possible : try planner.choice(people: asked, order: .cost)
    case .places(let places):
      possible = try planner.choice(people: ground.problem.units, order: .places)
      let limit = Int64(places)
      let first = limit < possible.gain ? try planner.choice(people: limit, order: .places) : possible
      choice = try planner.choice(within: limit, most: first, order: .places) { $0.places }
    case .budget(let budget):
      possible = try planner.choice(people: ground.problem.units, order: .cost)
      choice = try planner.choice(within: Int64(budget), most: possible, order: .cost) { $0.cost }
    case .train, .recruits:
      possible = PlacePlanner.Choice(gain: 0)
      choice = possible
    }
    let isCost = if case .people = goal { true } else { false }
    let value = isCost ? Int(choice.cost) : Int(choice.gain)
    let draft = Draft(
      additions: planner.additions(choice), gain: Int(choice.gain), possible: Int(possible.gain),
      objective: isCost ? .cost : .people, value: value, bound: value)
    return try checked(draft)
  }

  /// A plan before it is solved again.
  struct Draft {
    var additions: [RecruitAddition]
    var gain: Int
    var possible: Int
    var objective: RecruitmentPlan.Objective
    var value: Int
    var bound: Int
  }

  func checked(_ draft: Draft) throws(RecruitFailure) -> RecruitmentPlan {
    let edit = RecruitEdit(instance)
    // A search that was cancelled has its best choice; that is solved again all the same, but for side constraints, where
    // a solve may take as long as it is let, and says itself that it was cut short.
    var limits = ground.limits
    if !ground.hasSides { limits.cancellation = nil }
    let before = try edit.served([], matcher, limits)
    let after = draft.additions.isEmpty ? before : try edit.served(draft.additions, matcher, limits)
    let gained = before.keys.sorted().map {
      RecruitmentPlan.ClassGain(priority: $0, people: (after[$0] ?? 0) - (before[$0] ?? 0))
    }
    return RecruitmentPlan(
      additions: draft.additions, gain: draft.gain, possible: draft.possible,
      cost: draft.additions.reduce(0) { $0 + $1.cost }, objective: draft.objective, value: draft.value,
      bound: draft.bound, servedBefore: before.values.reduce(0, +), servedAfter: after.values.reduce(0, +),
      gained: gained, isBound: ground.hasSides)
  }
}

extension Recruiter: RedactedValue {}
