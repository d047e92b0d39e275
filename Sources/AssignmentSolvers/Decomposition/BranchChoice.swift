import AssignmentCore

/// Where a node is least decided, by the shares of arcs in the columns' choices.
///
/// Complexity: O(arcs + links).
struct BranchChoice {
  /// nil where everything looks decided.
  private(set) var branch: SearchTreeProof.Branch?
  private var most = 0.02

  init(_ network: LinkedNetwork, _ model: NodeModel, _ shares: [Double]) {
    for household in network.table.households { consider(household, network, model, shares) }
    for row in 0..<network.problem.rowCount where network.table.householdOfRow[row] < 0 {
      for arc in network.problem.arcs.arcs(ofRow: row) where model.lower[arc] < model.upper[arc] {
        let share = shares[arc] - shares[arc].rounded(.down)
        let doubt = min(share, 1 - share)
        guard doubt > most else { continue }
        let whole = min(model.upper[arc] - 1, max(model.lower[arc], Int32(shares[arc])))
        most = doubt
        branch = .units(row: Int32(row), columns: [network.columnOfArc[arc]], atMost: whole)
      }
    }
  }

  private mutating func consider(
    _ household: LinkTable.Household, _ network: LinkedNetwork, _ model: NodeModel, _ shares: [Double]
  ) {
    let units = household.rows.reduce(0.0) { $0 + Double(network.problem.rowCounts[$1]) }
    var open: [(cell: Int32, share: Double)] = []
    for cell in household.cells {
      var (share, isOpen) = (0.0, false)
      for row in household.rows {
        guard let link = network.table.link(ofRow: row, cell: cell) else { continue }
        for arc in network.problem.arcs.arcs(ofRow: row) where Int(network.linkOfArc[arc]) == link {
          share += shares[arc]
          isOpen = isOpen || model.lower[arc] < model.upper[arc]
        }
      }
      if isOpen { open.append((cell, share / units)) }
    }
    // With one cell left the branch would take nothing away; its arcs are then branched on.
    guard open.count > 1 else { return considerArcs(household, network, model, shares) }
    for (cell, share) in open {
      let doubt = min(share, 1 - share) * (1 + 0.1 * units)
      if doubt > most { (most, branch) = (doubt, .cells(constraint: Int32(household.constraint), cells: [cell])) }
    }
  }

  private mutating func considerArcs(
    _ household: LinkTable.Household, _ network: LinkedNetwork, _ model: NodeModel, _ shares: [Double]
  ) {
    for row in household.rows {
      for arc in network.problem.arcs.arcs(ofRow: row) where model.lower[arc] < model.upper[arc] {
        let share = shares[arc] - shares[arc].rounded(.down)
        let doubt = min(share, 1 - share)
        guard doubt > most else { continue }
        most = doubt
        let whole = min(model.upper[arc] - 1, max(model.lower[arc], Int32(shares[arc])))
        branch = .units(row: Int32(row), columns: [network.columnOfArc[arc]], atMost: whole)
      }
    }
  }
}
