import AssignmentCore

extension AssignmentNetwork {
  /// Artificial arcs cost 1 and all others nothing: what minimises the units that break a floor.
  func setArtificialCosts(_ engine: borrowing SimplexEngine) {
    for place in 0..<engine.arcCount { engine.cost[place] = artificial.contains(place) ? 1 : 0 }
  }

  /// Costs of the active arcs for one level: scores with the sign changed.
  ///
  /// Artificial arcs cost nothing; by the face rule of the level before the first they stay empty.
  func setCosts(of level: Int, _ engine: borrowing SimplexEngine) {
    for place in artificial { engine.cost[place] = 0 }
    let pairs = firstUnserved
    switch problem.levels[level].scores {
    case .perRow(let values):
      for place in 0..<engine.active where engine.label[place] < pairs {
        engine.cost[place] = -values[Int(engine.tail[place])]
      }
    case .perArc(.int32(let values)):
      for place in 0..<engine.active where engine.label[place] < pairs {
        engine.cost[place] = -Int64(values[Int(engine.label[place])])
      }
    case .perArc(.int64(let values)):
      for place in 0..<engine.active where engine.label[place] < pairs {
        engine.cost[place] = -values[Int(engine.label[place])]
      }
    case .perArc(let scores):
      for place in 0..<engine.active where engine.label[place] < pairs {
        engine.cost[place] = -scores[Int(engine.label[place])]
      }
    case .perGrade(let grades, let values):
      for place in 0..<engine.active where engine.label[place] < pairs {
        engine.cost[place] = -values[Int(grades[Int(engine.label[place])])]
      }
    case .marginalsOnly:
      for place in 0..<engine.active where engine.label[place] < pairs { engine.cost[place] = 0 }
    }
    for place in 0..<engine.active where engine.label[place] >= pairs {
      engine.cost[place] = cost(ofOther: Int(engine.label[place]), level: level)
    }
  }

  /// Cost in `level` of any arc that is not artificial.
  func cost(ofLabel label: Int, row: Int, level: Int) -> Int64 {
    label < firstUnserved
      ? -problem.levels[level].score(row: row, arc: label) : cost(ofOther: label, level: level)
  }

  private func cost(ofOther label: Int, level: Int) -> Int64 {
    guard label >= firstPiece, label < firstArtificial else { return 0 }
    return -score(ofPiece: label - firstPiece, level: level)
  }

  /// Whether units that break floors are left.
  func isFeasible(_ engine: borrowing SimplexEngine) -> Bool {
    for place in artificial where engine.flow[place] > 0 { return false }
    return true
  }

  /// The flow on pairs.
  func assignment(_ engine: borrowing SimplexEngine) -> Assignment {
    var flows: [Assignment.Flow] = []
    for place in 0..<engine.arcCount where engine.flow[place] > 0 && engine.label[place] < firstUnserved {
      let column = Int(engine.head[place]) - problem.rowCount
      flows.append(
        .init(row: engine.tail[place], column: Int32(column), units: Int32(truncatingIfNeeded: engine.flow[place])))
    }
    return Assignment(flows: flows)
  }
}
