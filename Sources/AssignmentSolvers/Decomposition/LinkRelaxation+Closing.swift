internal import AssignmentCore

// Problem: arcs that no plan above a value uses, at the prices of a bound.
//
// Method: reduced scores. A column that must take an item gains its profit and the best of what room and hours are left
// beside it; where the bound falls below the next value, the arcs of the item are closed for good. The best of what is
// left is read off one table for the whole column, which may count the item twice: the loss is too small then, never too
// large.
// Invariant: the checker computes the same losses (`LeafBound.losses`), as every table is exact here: with hours in
// grains nothing is closed (``mayClose``).
// Complexity: O(items × room × hours) of the columns.
// Reference: E. Balas, C. H. Martin, Pivot and complement, Management Science 26 (1980): fixing by reduced costs.
extension LinkRelaxation {
  /// Whether every column's table counts single hours, so that fewer arcs never make a bound higher.
  static func mayClose(_ node: NodeModel, _ network: LinkedNetwork) -> Bool {
    node.columns.indices.allSatisfy { column in
      let room = min(Int64(network.problem.columnCapacities[column]), network.problem.units)
      return ColumnGrain.size(limit: network.limitOfColumn[column] ?? 0, room: Int(room)) == 1
    }
  }

  /// Open arcs that no plan above `best` uses, ascending; the prices are those of the last evaluation.
  func closable(_ node: NodeModel, _ prices: LinkPrices, above best: Int64) -> [Int32] {
    let spare = value - (best + 1) * scale
    var arcs: [Int32] = []
    for column in node.columns.indices
    where network.marginals[column] == nil && network.problem.floor(ofOutlet: column) == 0 {
      addClosable(column, node, prices, spare: spare, &arcs)
    }
    return arcs.sorted()
  }

  private func addClosable(
    _ column: Int, _ node: NodeModel, _ prices: LinkPrices, spare: Int64, _ arcs: inout [Int32]
  ) {
    let model = node.columns[column]
    let most = min(Int64(network.problem.columnCapacities[column]), network.problem.units)
    let room = Int(most) - model.startUnits
    var toll: Int64 = 0
    for group in network.groupsOfColumn[column] { toll += prices.groups[group] }
    let profits = model.free.map { profit(node, $0, toll, prices) }
    var (offered, largest) = (0, 0)
    for (index, profit) in zip(model.free, profits) {
      if profit > 0 { offered += node.items[index].units }
      largest = max(largest, node.items[index].units)
    }
    let counted = offered + largest > room ? room : 0
    let width = Int(model.limit ?? 0) + 1
    var table = [Int64](repeating: 0, count: (counted + 1) * width)
    func size(_ index: Int) -> (units: Int, hours: Int)? {
      let units = offered + largest > room ? node.items[index].units : 0
      let hours = model.limit == nil ? 0 : Int(min(node.items[index].hours, Int64(width)))
      return units <= counted && hours < width ? (units, hours) : nil
    }
    for (index, profit) in zip(model.free, profits) where profit > 0 {
      guard let (units, hours) = size(index) else { continue }
      for row in stride(from: counted, through: units, by: -1) {
        for at in stride(from: width - 1, through: hours, by: -1) {
          let other = table[(row - units) * width + at - hours] + profit
          if other > table[row * width + at] { table[row * width + at] = other }
        }
      }
    }
    let best = table[table.count - 1]
    for (index, profit) in zip(model.free, profits) {
      if let (units, hours) = size(index) {
        let rest = table[(counted - units) * width + width - 1 - hours]
        if best - rest - profit <= spare { continue }
      }
      let item = node.items[index]
      for part in Int(item.first)..<Int(item.end) where node.lower[Int(node.partArcs[part])] == 0 {
        if arcs.last != node.partArcs[part] { arcs.append(node.partArcs[part]) }
      }
    }
  }
}
