extension AttainableFlow {
  enum Node {
    case row(Int)
    case outlet(Int)
  }

  /// Distances from the members without a place; false where no path leads to a place.
  mutating func layer() -> Bool {
    for row in rowLevel.indices { (rowLevel[row], rowWord[row]) = (-1, 0) }
    for outlet in outletLevel.indices { (outletLevel[outlet], isDead[outlet], next[outlet]) = (-1, false, 0) }
    for column in memberNext.indices { memberNext[column] = 0 }
    sinkLevel = .max
    alive = []
    var open = [UInt64](repeating: ~0, count: map.words)
    var queue: [Node] = []
    for row in left.indices where left[row] > 0 {
      rowLevel[row] = 0
      queue.append(.row(row))
    }
    var at = 0
    while at < queue.count {
      let node = queue[at]
      at += 1
      switch node {
      case .row(let row):
        guard rowLevel[row] < sinkLevel else { continue }
        expand(row: row, &open, &queue)
      case .outlet(let outlet):
        guard outletLevel[outlet] < sinkLevel else { continue }
        expand(outlet: outlet, &queue)
      }
    }
    return sinkLevel < .max
  }

  private mutating func expand(row: Int, _ open: inout [UInt64], _ queue: inout [Node]) {
    for word in 0..<map.words {
      var found = map.bits(row: row, word: word) & open[word]
      open[word] &= ~found
      while found != 0 {
        let column = word * 64 + found.trailingZeroBitCount
        found &= found - 1
        for attorney in map.columns[column] { reach(attorney, rowLevel[row] + 1, &queue) }
      }
    }
  }

  private mutating func reach(_ outlet: Int, _ level: Int32, _ queue: inout [Node]) {
    guard outletLevel[outlet] < 0 else { return }
    outletLevel[outlet] = level
    queue.append(.outlet(outlet))
    guard outlet < network.attorneyCount else { return }
    while alive.count <= Int(level) { alive.append([UInt64](repeating: 0, count: map.words)) }
    alive[Int(level)][columnOf[outlet] / 64] |= 1 << UInt64(columnOf[outlet] % 64)
  }

  private mutating func expand(outlet: Int, _ queue: inout [Node]) {
    let level = outletLevel[outlet] + 1
    if hasRoom(outlet) {
      if let parent = network.outlets[outlet].parent { reach(parent, level, &queue) } else { sinkLevel = level }
    }
    for child in children[outlet] where flow[child] > network.outlets[child].floor { reach(child, level, &queue) }
    guard outlet < network.attorneyCount else { return }
    if others[outlet] > 0 { sinkLevel = level }
    for user in users[outlet] where rowLevel[user.row] < 0 {
      rowLevel[user.row] = level
      queue.append(.row(user.row))
    }
  }

  /// A shortest path from a member of a row to a place; nil where none is left in this phase.
  mutating func path(from row: Int) -> [Node]? {
    var path = [Node.row(row)]
    while let last = path.last {
      switch last {
      case .row(let row):
        if let attorney = attorney(for: row) {
          path.append(.outlet(attorney))
        } else {
          path.removeLast()
          if case .outlet(let outlet)? = path.last { next[outlet] += 1 }
        }
      case .outlet(let outlet):
        switch step(from: outlet) {
        case .place: return path
        case .node(let node): path.append(node)
        case .none:
          die(outlet)
          path.removeLast()
          if case .outlet(let before)? = path.last { next[before] += 1 }
        }
      }
    }
    return nil
  }

  private mutating func die(_ outlet: Int) {
    isDead[outlet] = true
    guard outlet < network.attorneyCount else { return }
    let (column, level) = (columnOf[outlet], outletLevel[outlet])
    let goesOn = map.columns[column].contains { !isDead[$0] && outletLevel[$0] == level }
    if !goesOn { alive[Int(level)][column / 64] &= ~(1 << UInt64(column % 64)) }
  }

  /// An attorney one step on from a row that may still lead to a place.
  private mutating func attorney(for row: Int) -> Int? {
    let level = rowLevel[row] + 1
    guard Int(level) < alive.count else { return nil }
    while rowWord[row] < map.words {
      let word = rowWord[row]
      let found = map.bits(row: row, word: word) & alive[Int(level)][word]
      if found != 0 { return member(of: word * 64 + found.trailingZeroBitCount, at: level) }
      rowWord[row] += 1
    }
    return nil
  }

  private mutating func member(of column: Int, at level: Int32) -> Int? {
    let members = map.columns[column]
    while memberNext[column] < members.count, isDead[members[memberNext[column]]] { memberNext[column] += 1 }
    return members[memberNext[column]...].first { !isDead[$0] && outletLevel[$0] == level }
  }

  private enum Step {
    case place
    case node(Node)
    case none
  }

  /// The next step from an outlet: up, over somebody outside the group, then down or back, each tried once in a phase.
  private mutating func step(from outlet: Int) -> Step {
    let level = outletLevel[outlet] + 1
    if next[outlet] == 0 {
      if hasRoom(outlet) {
        if let parent = network.outlets[outlet].parent {
          if outletLevel[parent] == level, !isDead[parent] { return .node(.outlet(parent)) }
        } else if level == sinkLevel {
          return .place
        }
      }
      next[outlet] = 1
    }
    if next[outlet] == 1 {
      if outlet < network.attorneyCount, others[outlet] > 0, level == sinkLevel { return .place }
      next[outlet] = 2
    }
    if outlet < network.attorneyCount {
      while next[outlet] - 2 < users[outlet].count {
        let user = users[outlet][next[outlet] - 2]
        if user.count > 0, rowLevel[user.row] == level { return .node(.row(user.row)) }
        next[outlet] += 1
      }
      return .none
    }
    while next[outlet] - 2 < children[outlet].count {
      let child = children[outlet][next[outlet] - 2]
      if outletLevel[child] == level, !isDead[child], flow[child] > network.outlets[child].floor {
        return .node(.outlet(child))
      }
      next[outlet] += 1
    }
    return .none
  }

  /// Moves everybody on the path one step.
  mutating func apply(_ path: [Node]) {
    for (node, following) in zip(path, path.dropFirst().map { Optional($0) } + [nil]) {
      switch (node, following) {
      case (.row(let row), .outlet(let attorney)?): use(attorney, row)
      case (.outlet(let attorney), .row?): users[attorney][next[attorney] - 2].count -= 1
      case (.outlet(let outlet), .outlet(let other)?):
        if network.outlets[outlet].parent == other { flow[outlet] += 1 } else { flow[other] -= 1 }
      case (.outlet(let outlet), nil):
        if next[outlet] == 1 { others[outlet] -= 1 } else { flow[outlet] += 1 }
      case (.row, _): break
      }
    }
    if case .row(let row)? = path.first { left[row] -= 1 }
    served += 1
  }
}
