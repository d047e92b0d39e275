internal import AssignmentCore
internal import MatchDatasets

/// Search trees as JSON: prices are listed once and named by their place, nodes are short lists of numbers.
///
/// A node is `[0, row, atMost, columns…]`, `[1, constraint, cells…]`, `[2, prices]`, `[3]` (one plan, or none) or
/// `[4, prices, arcs…]` (no plan above the bound uses these arcs; the next node stands for this one).
/// A cut is `[0, divisor, shrink, terms, (source, number, cell, factor)…, mirrored…]` or
/// `[1, column, (arc, weight)…]`; sources are 0 row, 1 outlet, 2 and 3 side constraint from above and below, 4 member
/// of a household with its cell, 5 cut. `cuts` is left out where there are none.
enum TreeCoding {
  static let kind = "tree"

  static func json(_ proof: SearchTreeProof) -> JSONValue {
    let cuts: [(String, JSONValue)] =
      proof.cuts.isEmpty ? [] : [("cuts", .array(proof.cuts.map { vector(numbers($0)) }))]
    return .object(
      JSONObject(
        [
          ("kind", .string(kind)), ("scale", .integer(proof.scale)), ("levels", .array(proof.levels.map(json))),
        ] + cuts))
  }

  private static func numbers(_ cut: CutDerivation) -> [Int64] {
    switch cut {
    case .column(let column, let weights):
      return [1, Int64(column)] + weights.flatMap { [Int64($0.arc), $0.weight] }
    case .rounding(let rounding):
      let terms = rounding.terms.flatMap { term -> [Int64] in
        let source: [Int64] =
          switch term.source {
          case .row(let row): [0, Int64(row), 0]
          case .outlet(let outlet): [1, Int64(outlet), 0]
          case .above(let side): [2, Int64(side), 0]
          case .below(let side): [3, Int64(side), 0]
          case .tie(let row, let cell): [4, Int64(row), Int64(cell)]
          case .cut(let cut): [5, Int64(cut), 0]
          }
        return source + [term.factor]
      }
      let head = [0, rounding.divisor, rounding.shrink, Int64(rounding.terms.count)]
      return head + terms + rounding.mirrored.map { Int64($0) }
    }
  }

  private static func cut(_ numbers: [Int64]) -> CutDerivation? {
    if numbers.count >= 2, numbers[0] == 1, let column = Int32(exactly: numbers[1]), numbers.count % 2 == 0 {
      var weights: [CutDerivation.ArcWeight] = []
      for place in stride(from: 2, to: numbers.count, by: 2) {
        guard let arc = Int32(exactly: numbers[place]) else { return nil }
        weights.append(.init(arc: arc, weight: numbers[place + 1]))
      }
      return .column(column, weights: weights)
    }
    guard numbers.count >= 4, numbers[0] == 0, numbers[3] >= 0, numbers[3] <= (numbers.count - 4) / 4 else {
      return nil
    }
    let end = 4 + 4 * Int(numbers[3])
    var rounding = CutDerivation.Rounding(terms: [], mirrored: [], divisor: numbers[1], shrink: numbers[2])
    for place in stride(from: 4, to: end, by: 4) {
      guard let source = source(Array(numbers[place..<place + 3])) else { return nil }
      rounding.terms.append(.init(source: source, factor: numbers[place + 3]))
    }
    rounding.mirrored = numbers[end...].compactMap { Int32(exactly: $0) }
    return rounding.mirrored.count == numbers.count - end ? .rounding(rounding) : nil
  }

  private static func source(_ numbers: [Int64]) -> CutDerivation.Source? {
    guard let number = Int32(exactly: numbers[1]), let cell = Int32(exactly: numbers[2]) else { return nil }
    switch numbers[0] {
    case 0 where cell == 0: return .row(number)
    case 1 where cell == 0: return .outlet(number)
    case 2 where cell == 0: return .above(side: number)
    case 3 where cell == 0: return .below(side: number)
    case 4: return .tie(row: number, cell: cell)
    case 5 where cell == 0: return .cut(number)
    default: return nil
    }
  }

  private static func vector(_ values: some Sequence<Int64>) -> JSONValue { .array(values.map { .integer($0) }) }

  private static func json(_ tree: SearchTreeProof.LevelTree) -> JSONValue {
    var places: [LinkPrices: Int64] = [:]
    var (prices, nodes): ([JSONValue], [JSONValue]) = ([], [])
    func place(_ leaf: LinkPrices) -> Int64 {
      let place = places[leaf] ?? Int64(prices.count)
      if places.updateValue(place, forKey: leaf) == nil { prices.append(json(leaf)) }
      return place
    }
    for node in tree.nodes {
      switch node {
      case .branch(.units(let row, let columns, let most)):
        nodes.append(vector([0, Int64(row), Int64(most)] + columns.map { Int64($0) }))
      case .branch(.cells(let constraint, let cells)):
        nodes.append(vector([1, Int64(constraint)] + cells.map { Int64($0) }))
      case .prices(let leaf): nodes.append(vector([2, place(leaf)]))
      case .plan: nodes.append(vector([3]))
      case .closing(let leaf, let arcs): nodes.append(vector([4, place(leaf)] + arcs.map { Int64($0) }))
      }
    }
    return ["bound": .integer(tree.bound), "prices": .array(prices), "nodes": .array(nodes)]
  }

  private static func json(_ prices: LinkPrices) -> JSONValue {
    let parts: [(String, [Int64])] = [("levels", prices.levels), ("links", prices.links), ("groups", prices.groups)]
    let sides = prices.sides.isEmpty ? [] : [("sides", prices.sides)]
    return .object(JSONObject((parts + sides).map { ($0.0, vector($0.1)) }))
  }

  /// Reads what ``json(_:)`` wrote; faults of form go to the reader.
  static func proof(_ value: JSONValue, _ path: String, _ reader: inout DocumentReader) -> SearchTreeProof {
    let object = reader.object(value, path, keys: ["kind", "scale", "levels"], optional: ["cuts"])
    var proof = SearchTreeProof(scale: reader.integer(object?["scale"], "\(path).scale"), levels: [])
    for (index, level) in reader.array(object, "levels", path).enumerated() {
      proof.levels.append(tree(level, "\(path).levels[\(index)]", &reader))
    }
    for (index, entry) in reader.array(object, "cuts", path).enumerated() {
      guard let cut = cut(reader.vector(entry, "\(path).cuts[\(index)]")) else {
        reader.fail("result.type", "\(path).cuts[\(index)]", "A cut of a search tree is expected here.")
        continue
      }
      proof.cuts.append(cut)
    }
    return proof
  }

  private static func tree(
    _ value: JSONValue, _ path: String, _ reader: inout DocumentReader
  ) -> SearchTreeProof.LevelTree {
    let object = reader.object(value, path, keys: ["bound", "prices", "nodes"])
    var tree = SearchTreeProof.LevelTree(bound: reader.integer(object?["bound"], "\(path).bound"), nodes: [])
    let prices = reader.array(object, "prices", path).enumerated().map { index, entry in
      let place = "\(path).prices[\(index)]"
      let leaf = reader.object(entry, place, keys: ["levels", "links", "groups"], optional: ["sides"])
      func part(_ key: String) -> [Int64] { reader.vector(leaf?[key] ?? .array([]), "\(place).\(key)") }
      return LinkPrices(levels: part("levels"), links: part("links"), groups: part("groups"), sides: part("sides"))
    }
    for (index, entry) in reader.array(object, "nodes", path).enumerated() {
      let numbers = reader.vector(entry, "\(path).nodes[\(index)]")
      guard let node = node(numbers, prices) else {
        reader.fail("result.type", "\(path).nodes[\(index)]", "A node of a search tree is expected here.")
        continue
      }
      tree.nodes.append(node)
    }
    return tree
  }

  private static func node(_ numbers: [Int64], _ prices: [LinkPrices]) -> SearchTreeProof.Node? {
    let small = numbers.compactMap { Int32(exactly: $0) }
    guard small.count == numbers.count, let kind = small.first else { return nil }
    switch kind {
    case 0 where small.count >= 3:
      return .branch(.units(row: small[1], columns: Array(small[3...]), atMost: small[2]))
    case 1 where small.count >= 2: return .branch(.cells(constraint: small[1], cells: Array(small[2...])))
    case 2 where small.count == 2 && prices.indices.contains(Int(small[1])): return .prices(prices[Int(small[1])])
    case 3 where small.count == 1: return .plan
    case 4 where small.count >= 2 && prices.indices.contains(Int(small[1])):
      return .closing(prices[Int(small[1])], arcs: Array(small[2...]))
    default: return nil
    }
  }
}
