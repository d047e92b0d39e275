import AssignmentSolvers

extension Explainer {
  /// Every single change that serves more people, with its exact gain: by gain, then cheapest kind first
  /// (``Remedy/Kind``), then by id.
  ///
  /// - Parameter limit: most that are listed.
  /// - Returns: the remedies; empty where nobody who waits could be served by one.
  /// - Complexity: one solve without scores, and one search for each set of rows that changes open; found once.
  public mutating func remedies(limit: Int = .max) -> [Remedy] {
    let search = remedySearchFound()
    return search.found.prefix(limit).map { search.remedy($0) }
  }

  /// Kinds of changes that serve more, cheapest first.
  mutating func remedyKinds() -> [Remedy.Kind] {
    let kinds = Set(remedySearchFound().found.map(\.kind))
    return Remedy.Kind.allCases.filter { kinds.contains($0) }
  }

  private mutating func remedySearchFound() -> RemedySearch {
    if let remedySearch { return remedySearch }
    var search = RemedySearch(instance, served)
    search.findAll()
    remedySearch = search
    return search
  }

  /// The remedies that could serve this person: those that she reaches.
  mutating func remedies(for person: Int, _ limit: Int) -> [Remedy] {
    let row = Int(served.map.rowOfSurvivor[person])
    guard limit > 0, row >= 0 else { return [] }
    let search = remedySearchFound()
    let reach = served.search.reach(from: [row])
    var places: [Int32] = []
    var sets: Set<Int32> = []
    // Where a fact of hers is missing, the fact comes first.
    let isHelped = flow.compiled.codes.survivors[person].missing.isEmpty
    for entry in search.rows where reach.rows[entry] {
      places += search.foundOfRow[entry]
      if isHelped { sets.formUnion(search.sets.setsOfRow[Int32(entry)] ?? []) }
    }
    for outlet in reach.outlets.indices where reach.outlets[outlet] { places += search.foundOfOutlet[outlet] }
    for set in sets { places += search.foundOfSet[Int(set)].prefix(limit) }
    return places.sorted().prefix(limit).map { place in
      let found = search.found[Int(place)]
      var remedy = search.remedy(found)
      if Int(found.row) == row { remedy.value = instance.survivors[person].id }
      return remedy
    }
  }
}
