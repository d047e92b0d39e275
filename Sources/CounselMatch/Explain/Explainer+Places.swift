import AssignmentCore
import AssignmentSolvers

extension Explainer {
  /// What one place more brings and one place less costs, exactly and at every proven level: for each attorney, each
  /// firm with a cap and a network with a cap, in this order and by id.
  ///
  /// A place more is a free one: beyond active load and pins. Empty where nothing is proved.
  ///
  /// - Complexity: one search for each direction, and one for each full firm and direction.
  public mutating func placeValues() -> [PlaceValue] {
    guard var search else { return [] }
    let seats = self.seats(search)
    let bound = seats.indices.filter { seats[$0].units != nil }
    let more = search.gains(ofOneMore: bound.compactMap { seats[$0].units?.more })
    let full = bound.filter { index in
      seats[index].units.map { search.units(throughOutlet: $0.less.outlet) == seats[index].places } ?? false
    }.filter { seats[$0].places > 0 }
    let less = search.costs(ofOneLess: full.compactMap { seats[$0].units?.less })
    self.search = search
    let nothing = levelChange(ResidualChange(cost: [Int64](repeating: 0, count: search.levelCount)))
    var values = seats.map { PlaceValue(owner: $0.owner, oneMore: nothing, oneLess: $0.places > 0 ? nothing : nil) }
    for (index, gain) in zip(bound, more) { values[index].oneMore = levelChange(gain, gain: true) }
    for (index, cost) in zip(full, less) { values[index].oneLess = cost.map { levelChange($0) } }
    return values
  }

  /// Places of somebody, with the unit beyond them and the last one within; none where they can never be full.
  private struct Seat {
    var owner: PlaceValue.Owner
    var places: Int64
    var units: (more: CapacityUnit, less: CapacityUnit)?
  }

  private func seats(_ search: SensitivitySearch) -> [Seat] {
    let (map, columns) = (flow.map, flow.problem.columnCount)
    var seats: [Seat] = []
    for (index, attorney) in instance.attorneys.enumerated() {
      let pins = map.casesBefore[index] - attorney.activeLoad
      let scores = scores(
        ofUnit: map.places[index] + 1, minimum: attorney.minimum - pins, cases: loadedCases(index), search)
      let outlet = Int(map.columnOfAttorney[index])
      seats.append(seat(.attorney(attorney.id), map.places[index], outlet, scores, search))
    }
    for (index, firm) in instance.firms.enumerated() {
      guard let capacity = firm.capacity else { continue }
      let members = flow.compiled.codes.firmOfAttorney.indices.filter {
        flow.compiled.codes.firmOfAttorney[$0] == Int32(index)
      }
      let cases = members.reduce(0) { $0 + map.casesBefore[$1] }
      let load = members.reduce(0) { $0 + instance.attorneys[$1].activeLoad }
      let places = max(0, max(0, capacity - load) - (cases - load))
      let outlet = columns + Int(map.groupOfFirm[index])
      // A firm whose cap lies beyond all its places has no group, and one place more or less changes nothing.
      let isSlack = map.groupOfFirm[index] < 0 || Int64(places) > flow.problem.capacity(ofOutlet: outlet)
      let scores = scores(
        ofUnit: places + 1, minimum: firm.minimum - (cases - load),
        cases: instance.policy.loadBy == .firm ? cases + places : nil, search)
      seats.append(seat(.firm(firm.id), places, isSlack ? nil : outlet, scores, search))
    }
    guard let capacity = instance.policy.networkCapacity else { return seats }
    let load = instance.attorneys.reduce(0) { $0 + $1.activeLoad }
    let pins = map.casesBefore.reduce(0, +) - load
    let outlet = map.networkGroup.map { columns + Int($0) }
    let none = [Int64](repeating: 0, count: search.levelCount)
    seats.append(seat(.network, max(0, max(0, capacity - load) - pins), outlet, none, search))
    return seats
  }

  private func seat(
    _ owner: PlaceValue.Owner, _ places: Int, _ outlet: Int?, _ scores: [Int64], _ search: SensitivitySearch
  ) -> Seat {
    let units = outlet.map { outlet in
      (CapacityUnit(outlet: outlet, scores: scores), search.capacityUnit(ofOutlet: outlet, more: false))
    }
    return Seat(owner: owner, places: Int64(places), units: units)
  }

  /// Cases before the unit beyond an attorney's places, where the level `load` counts them at her column: her own, or
  /// those of a firm that has no places and therefore no group yet.
  private func loadedCases(_ index: Int) -> Int? {
    let map = flow.map
    guard instance.policy.loadBy == .firm else { return map.casesBefore[index] + map.places[index] }
    let firms = flow.compiled.codes.firmOfAttorney
    guard firms[index] >= 0 else { return map.casesBefore[index] + map.places[index] }
    guard map.groupOfFirm[Int(firms[index])] < 0 else { return nil }
    return firms.indices.reduce(0) { $0 + (firms[$1] == firms[index] ? map.casesBefore[$1] : 0) }
  }

  /// What the `unit`-th case scores beside its pair, at the levels that read places; `cases` are those before it, nil
  /// where `load` counts them elsewhere.
  private func scores(ofUnit unit: Int, minimum: Int, cases: Int?, _ search: SensitivitySearch) -> [Int64] {
    var scores = [Int64](repeating: 0, count: search.levelCount)
    let levels = flow.map.levels
    if let level = levels[.minimums]?.lowerBound, level < scores.count, unit <= minimum { scores[level] = 1 }
    if let level = levels[.load]?.lowerBound, level < scores.count, let cases {
      scores[level] = -(2 * Int64(cases) + 1)
    }
    return scores
  }
}
