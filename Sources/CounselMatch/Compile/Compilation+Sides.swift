import AssignmentCore

extension Compilation {
  func sideConstraints() -> [SideConstraint] { budgets() + households() + linears() }

  /// Hours: one budget per attorney with a limit, over the rows that may come to her and need hours.
  private func budgets() -> [SideConstraint] {
    guard hoursCount else { return [] }
    let limits = (0..<columns.count).map { column -> Int? in
      let attorney = Int(columns[column].first ?? 0)
      return instance.attorneys[attorney].hours.map { max(0, $0 - hoursSpent[attorney]) }
    }
    var weights = [[SideConstraint.RowWeight]](repeating: [], count: columns.count)
    for row in 0..<rows.count {
      let hours = rows[row].first.flatMap { instance.survivors[Int($0)].hours } ?? 0
      guard hours > 0 else { continue }
      let weight = SideConstraint.RowWeight(row: Int32(row), weight: Int64(hours))
      for arc in starts[row]..<starts[row + 1] where limits[Int(arcColumns[arc])] != nil {
        weights[Int(arcColumns[arc])].append(weight)
      }
    }
    return weights.indices.compactMap { column in
      guard !weights[column].isEmpty, let limit = limits[column] else { return nil }
      return .budget(column: Int32(column), weights: weights[column], limit: Int64(limit))
    }
  }

  /// Households of two or more whose place is still open; a pinned member has already narrowed the others' arcs.
  private func households() -> [SideConstraint] {
    guard !ties.isEmpty else { return [] }
    var rowOf: [Int: Int32] = [:]
    for row in 0..<rows.count { rowOf[Int(rows[row].first ?? 0)] = Int32(row) }
    let byAttorney = ColumnPartition(cells: (0..<columns.count).map { Int32($0) })
    let byFirm = ColumnPartition(
      cells: (0..<columns.count).map { column in
        let firm = codes.firmOfAttorney[Int(columns[column].first ?? 0)]
        return firm >= 0 ? firm : Int32(instance.firms.count + column)
      })
    var sides: [SideConstraint] = []
    for tie in ties where tie.members.allSatisfy({ pinnedAttorney[$0] < 0 }) {
      let members = tie.members.compactMap { rowOf[$0] }.sorted()
      let cells = tie.strength == .sameAttorney ? byAttorney : byFirm
      sides.append(.together(rows: members, cells: cells, allOrNone: tie.allOrNone))
    }
    return sides.sorted { $0.firstRow < $1.firstRow }
  }
}

extension SideConstraint {
  fileprivate var firstRow: Int32 {
    if case .together(let rows, _, _) = self { rows.first ?? 0 } else { 0 }
  }
}
