internal import AssignmentCore

/// A linear statement about plans in whole numbers: Σ weight × units over arcs ≤ or = a right side.
package struct IntegerRow {
  /// By ascending arc; no weight is 0.
  package var arcs: [Int32]
  package var weights: [Int64]
  package var right: Int64
  var isEqual: Bool
  /// What it stands for in a proof.
  var origin: CutDerivation.Source
}

/// The rows that every plan of a network meets, and the prices of a proof that prices of rows amount to.
struct IntegerRows {
  private(set) var list: [IntegerRow] = []

  init(_ network: LinkedNetwork, uppers: [Int32]) {
    let (problem, table) = (network.problem, network.table)
    for row in 0..<problem.rowCount {
      let household = Int(table.householdOfRow[row])
      if household >= 0, table.households[household].allOrNone,
        let first = table.households[household].rows.first,
        first != row
      {
        for cell in table.households[household].cells { tie(row, to: first, cell, network, uppers) }
        continue
      }
      add(
        Array(problem.arcs.arcs(ofRow: row)), uppers, right: Int64(problem.rowCounts[row]),
        .row(Int32(row)))
    }
    var arcsOfOutlet = [[Int]](repeating: [], count: problem.outletCount)
    for arc in network.columnOfArc.indices {
      let column = Int(network.columnOfArc[arc])
      arcsOfOutlet[column].append(arc)
      for group in network.groupsOfColumn[column] {
        arcsOfOutlet[problem.columnCount + group].append(arc)
      }
    }
    for outlet in arcsOfOutlet.indices {
      add(
        arcsOfOutlet[outlet], uppers, right: problem.capacity(ofOutlet: outlet),
        .outlet(Int32(outlet)))
    }
    addSides(network, uppers)
  }

  private mutating func addSides(_ network: LinkedNetwork, _ uppers: [Int32]) {
    let (problem, linears) = (network.problem, network.table.linears)
    for (index, side) in problem.sideConstraints.enumerated() {
      guard case .budget(let column, let weights, let limit) = side else { continue }
      var weightOf: [Int: Int64] = [:]
      for weight in weights {
        if let arc = problem.arcs.arc(row: Int(weight.row), column: Int(column)) {
          weightOf[arc, default: 0] += weight.weight
        }
      }
      add(weightOf.keys.sorted(), uppers, right: limit, .above(side: Int32(index))) {
        weightOf[$0] ?? 0
      }
    }
    var entries = [[(arc: Int, weight: Int64)]](repeating: [], count: linears.count)
    for arc in uppers.indices {
      for entry in linears.entries(ofArc: arc) {
        entries[Int(entry.constraint)].append((arc, entry.weight))
      }
    }
    for index in entries.indices {
      let side = Int32(linears.constraints[index])
      let weightOf = Dictionary(uniqueKeysWithValues: entries[index])
      let arcs = entries[index].map(\.arc)
      if let upper = linears.uppers[index] {
        add(arcs, uppers, right: upper, .above(side: side)) { weightOf[$0] ?? 0 }
      }
      if let lower = linears.lowers[index] {
        add(arcs, uppers, right: -lower, .below(side: side)) { -(weightOf[$0] ?? 0) }
      }
    }
  }

  /// Leaves out arcs that are closed, and rows that always hold.
  private mutating func add(
    _ arcs: [Int], _ uppers: [Int32], right: Int64, _ origin: CutDerivation.Source,
    _ weight: (Int) -> Int64 = { _ in 1 }
  ) {
    var row = IntegerRow(arcs: [], weights: [], right: right, isEqual: false, origin: origin)
    var most = Int128(0)
    for arc in arcs {
      let weight = weight(arc)
      guard uppers[arc] > 0, weight != 0 else { continue }
      row.arcs.append(Int32(arc))
      row.weights.append(weight)
      most += max(0, Int128(weight) * Int128(uppers[arc]))
    }
    if most > Int128(right) { list.append(row) }
  }

  /// A member of a household that comes whole goes to a cell as its first member does.
  private mutating func tie(
    _ row: Int, to first: Int, _ cell: Int32, _ network: LinkedNetwork, _ uppers: [Int32]
  ) {
    let (problem, table) = (network.problem, network.table)
    var entries: [(arc: Int, weight: Int64)] = []
    for (member, weight) in [
      (row, Int64(problem.rowCounts[first])), (first, -Int64(problem.rowCounts[row])),
    ] {
      guard let link = table.link(ofRow: member, cell: cell) else { continue }
      for arc in problem.arcs.arcs(ofRow: member)
      where Int(table.linkOfArc[arc]) == link && uppers[arc] > 0 {
        entries.append((arc, weight))
      }
    }
    guard !entries.isEmpty else { return }
    entries.sort { $0.arc < $1.arc }
    list.append(
      IntegerRow(
        arcs: entries.map { Int32($0.arc) }, weights: entries.map(\.weight), right: 0,
        isEqual: true,
        origin: .tie(row: Int32(row), cell: cell)))
  }

  /// Prices of rows, in points, as prices of links, groups and sides; `cuts` come after the sides of the problem.
  static func prices(
    _ rows: [IntegerRow], _ worth: [Double], _ network: LinkedNetwork, ranges: PriceRanges,
    cuts: Int
  ) -> LinkPrices {
    let (problem, table) = (network.problem, network.table)
    var links = [Double](repeating: 0, count: table.count)
    var groups = [Double](repeating: 0, count: problem.groups.count)
    var sides = [Double](repeating: 0, count: table.linears.count + cuts)
    for (row, price) in zip(rows, worth) where price != 0 {
      switch row.origin {
      case .row(let index):
        for link in table.starts[Int(index)]..<table.starts[Int(index) + 1] { links[link] += price }
      case .outlet(let outlet):
        if Int(outlet) >= problem.columnCount { groups[Int(outlet) - problem.columnCount] += price }
      case .above(let side):
        if let index = table.linears.constraints.firstIndex(of: Int(side)) { sides[index] += price }
      case .below(let side):
        if let index = table.linears.constraints.firstIndex(of: Int(side)) { sides[index] -= price }
      case .tie(let row, let cell):
        let household = table.households[Int(table.householdOfRow[Int(row)])]
        if let link = table.link(ofRow: Int(row), cell: cell) {
          links[link] += price * Double(problem.rowCounts[household.rows[0]])
        }
        if let link = table.link(ofRow: household.rows[0], cell: cell) {
          links[link] -= price * Double(problem.rowCounts[Int(row)])
        }
      case .cut(let index): sides[table.linears.count + Int(index)] += max(0, price)
      }
    }
    // Only the first member of a household pays the price of its row; all of them may share it.
    func whole(_ value: Double) -> Int64 {
      Int64(
        min(max(value * Double(ranges.scale), -Double(ranges.price)), Double(ranges.price))
          .rounded())
    }
    return LinkPrices(
      levels: [], links: links.map(whole), groups: groups.map(whole), sides: sides.map(whole))
  }
}
