internal import AssignmentCore
internal import MatchDatasets

/// Search trees as JSON: prices are listed once and named by their place, nodes are short lists of numbers.
///
/// A node is `[0, row, atMost, columns…]`, `[1, constraint, cells…]`, `[2, prices]` or `[3]` (one plan, or none).
enum TreeCoding {
  static let kind = "tree"

  static func json(_ proof: SearchTreeProof) -> JSONValue {
    [
      "kind": .string(kind), "scale": .integer(proof.scale), "levels": .array(proof.levels.map(json)),
    ]
  }

  private static func vector(_ values: some Sequence<Int64>) -> JSONValue { .array(values.map { .integer($0) }) }

  private static func json(_ tree: SearchTreeProof.LevelTree) -> JSONValue {
    var places: [LinkPrices: Int64] = [:]
    var (prices, nodes): ([JSONValue], [JSONValue]) = ([], [])
    for node in tree.nodes {
      switch node {
      case .branch(.units(let row, let columns, let most)):
        nodes.append(vector([0, Int64(row), Int64(most)] + columns.map { Int64($0) }))
      case .branch(.cells(let constraint, let cells)):
        nodes.append(vector([1, Int64(constraint)] + cells.map { Int64($0) }))
      case .prices(let leaf):
        let place = places[leaf] ?? Int64(prices.count)
        if places.updateValue(place, forKey: leaf) == nil {
          prices.append(json(leaf))
        }
        nodes.append(vector([2, place]))
      case .plan: nodes.append(vector([3]))
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
    let object = reader.object(value, path, keys: ["kind", "scale", "levels"])
    var proof = SearchTreeProof(scale: reader.integer(object?["scale"], "\(path).scale"), levels: [])
    for (index, level) in reader.array(object, "levels", path).enumerated() {
      proof.levels.append(tree(level, "\(path).levels[\(index)]", &reader))
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
    default: return nil
    }
  }
}
