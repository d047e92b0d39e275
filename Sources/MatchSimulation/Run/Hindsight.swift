import AssignmentCore
import AssignmentSolvers

/// The best that anybody could have reached who knew everything: the same levels, over the pairs that could have come
/// about.
///
/// A pair could where the attorney would have said yes, and an offer on the first day on which both were there, before
/// the person stopped waiting, would have been answered by the deadline and before the attorney left. Places are used once,
/// so all these offers can be made: the bound is attained.
enum Hindsight {
  static func result(_ world: ArrivalWorld) -> RunResult? {
    var people = ArrivalProblem()
    for person in world.people.indices {
      people.add(world.pairs, person, weight: world.weight(world.people[person].rank)) {
        answerDay(world, person, $0) != nil
      }
    }
    let problem = people.problem(
      world, free: world.lawyers.map(\.places), firmFree: world.firmCaps)
    guard let problem, let outcome = try? NetworkSimplexSolver().solve(problem, limits: .none),
      let plan = outcome.assignment, CertificateVerifier.verify(problem, outcome).accepted
    else { return nil }
    var result = RunResult(people: world.people.count)
    result.solves = 1
    for flow in plan.flows {
      let (person, column) = (Int(flow.row), Int(flow.column))
      guard let day = answerDay(world, person, column), let arc = problem.arcs.arc(row: person, column: column) else {
        continue
      }
      result.offer(person)
      result.accept(person, column, score: problem.levels[1].score(row: person, arc: arc), day: day)
    }
    return result
  }

  /// The day on which the earliest offer is accepted; nil where none is.
  static func answerDay(_ world: ArrivalWorld, _ person: Int, _ column: Int) -> Int32? {
    let (one, lawyer) = (world.people[person], world.lawyers[column])
    let first = max(one.arrival, lawyer.joins)
    guard first <= one.patience, Int(first) < world.rates.days else { return nil }
    let answer = first + world.answerDays(person, column)
    guard Int(answer) <= world.rates.days, answer < lawyer.leaves, !world.declines(person, column) else { return nil }
    return answer
  }
}
