import AssignmentCore
import AssignmentSolvers

extension ArrivalRun {
  /// New prices where they are due; none once nobody new comes and prices are fixed.
  mutating func priceIfDue() {
    let isLast = Int(day) >= world.rates.days - world.rates.lastDays
    if policy.rule == .fixed {
      if isLast { prices = ArrivalPrices(columns: world.lawyers.count) }
      guard pricedAt == nil else { return }
    } else if let pricedAt, arrived - pricedAt < policy.repriceEvery, !isLast {
      return
    }
    let wanted = pricedAt == nil ? world.forecasts.indices : nextForecast..<nextForecast + 1
    pricedAt = arrived
    for number in wanted {
      let forecast = world.forecasts[number]
      nextForecast = (number + 1) % world.forecasts.count
      var people = ArrivalProblem()
      for person in waiting { add(Int(person), to: &people) }
      people.add(forecast, from: firstToCome(forecast), of: world)
      let problem = people.problem(world, free: free, firmFree: firmFree)
      guard let found = problem.flatMap({ ArrivalPrices($0) }) else { continue }
      result.solves += 1
      recent.append(found)
      if recent.count > world.forecasts.count { recent.removeFirst() }
    }
    prices = ArrivalPrices(recent, columns: world.lawyers.count)
  }

  /// Position of the first person of a forecast who is still to come.
  private func firstToCome(_ forecast: ArrivalWorld.Forecast) -> Int {
    var (low, high) = (0, forecast.people.count)
    while low < high {
      let middle = low + (high - low) / 2
      if forecast.people[middle].arrival <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func add(_ person: Int, to people: inout ArrivalProblem) {
    people.add(world.pairs, person, weight: world.weight(rank(person))) { mayAsk(person, $0) }
  }

  /// The best plan of all who wait, on the day of a batch and on every one of the last days.
  mutating func makeBatch() {
    let isLast = Int(day) >= world.rates.days - world.rates.lastDays
    guard isLast || (Int(day) + 1).isMultiple(of: max(1, policy.batchDays)), !waiting.isEmpty else { return }
    var people = ArrivalProblem()
    for person in waiting { add(Int(person), to: &people) }
    guard let problem = people.problem(world, free: free, firmFree: firmFree),
      let outcome = try? NetworkSimplexSolver().solve(problem, limits: .none), let plan = outcome.assignment
    else { return }
    result.solves += 1
    var asked: Set<Int32> = []
    for flow in plan.flows {
      let person = waiting[Int(flow.row)]
      // A reserve may be used up by somebody before her in the same plan.
      guard mayAsk(Int(person), Int(flow.column)) else { continue }
      offer(Int(person), Int(flow.column))
      asked.insert(person)
    }
    waiting.removeAll { asked.contains($0) }
  }
}
