import CounselMatch
import MatchAudit
import MatchDatasets

/// Seeded corruptions of a stored result: pairs, duals, counts, levels, classes, evidence, policy, inputs.
struct Corruption {
  enum Kind: String, CaseIterable {
    /// Cells of matches.csv.
    case pair
    /// Another plan with all its claims recomputed, under the old prices.
    case plan
    case dual
    /// The optimum and the prices of a dataset that differs in one thing, its claims described truthfully.
    case neighbour
    case count
    case level
    /// Cells of unmatched.csv and the bottlenecks.
    case reason
    case evidence
    case policy
    case inputs
    /// Rows of previous.csv.
    case previous
  }

  var draw: Draw
  let planner: TestPlanner

  /// A result that differs from `files`, or nil where this kind finds nothing to change.
  mutating func apply(_ kind: Kind, to files: ResultFiles, of plan: MatchPlan) -> ResultFiles? {
    var changed = files
    switch kind {
    case .pair: corruptPair(&changed)
    case .plan: changed = corruptPlan(files, plan) ?? files
    case .neighbour: changed = neighbour(of: plan) ?? files
    case .dual: corruptLeaf(&changed, ["certificate"])
    case .count: corruptLeaf(&changed, ["matched", "unmatched", "onHold", "bottlenecks"])
    case .level: corruptLeaf(&changed, ["levels", "levels", "bound", "gap", "status"])
    case .reason: corruptUnmatched(&changed)
    case .evidence: corruptLeaf(&changed, ["evidence", "onHoldSurvivors", "notice"])
    case .policy: corruptLeaf(&changed, ["policy"])
    case .inputs: corruptLeaf(&changed, ["inputs"])
    case .previous: corruptPrevious(&changed)
    }
    return changed == files ? nil : changed
  }

  private mutating func corruptPair(_ files: inout ResultFiles) {
    guard !files.matches.isEmpty else { return }
    let row = draw.below(files.matches.count)
    switch draw.below(4) {
    case 0: files.matches[row].cells[1] = draw.pick(planner.instance.attorneys).id
    case 1: files.matches[row].cells[3] = String((Int(files.matches[row].cells[3]) ?? 0) + draw.below(5) - 2)
    case 2: files.matches[row].cells[2] = draw.pick(["", "F000", "F001"])
    default:
      let moved = files.matches.remove(at: row)
      let reason = draw.pick(UnmatchedSurvivor.Reason.allCases)
      files.unmatched.append(.init(cells: [moved.cells[0], reason.rawValue, "", ""], number: 2))
    }
  }

  /// Moves, drops or adds a pair and describes the new plan truthfully, but for what is proven.
  private mutating func corruptPlan(_ files: ResultFiles, _ plan: MatchPlan) -> ResultFiles? {
    var attorneyOf = planner.attorneys(of: plan)
    guard !attorneyOf.isEmpty, !planner.instance.attorneys.isEmpty else { return nil }
    for _ in 0...draw.below(2) {
      let person = draw.below(attorneyOf.count)
      switch draw.below(3) {
      case 0: attorneyOf[person] = nil
      case 1: attorneyOf[person] = draw.below(planner.instance.attorneys.count)
      default: attorneyOf.swapAt(person, draw.below(attorneyOf.count))
      }
    }
    let isPossible = attorneyOf.indices.allSatisfy { person in
      attorneyOf[person].map { planner.enumeration.eligible[person][$0] != nil } ?? true
    }
    guard isPossible, attorneyOf != planner.attorneys(of: plan) else { return nil }
    return try? ResultFiles(
      plan: planner.describe(attorneyOf, like: plan), inputs: planner.instance.tableDigests,
      previous: planner.instance.previous)
  }

  private mutating func corruptPrevious(_ files: inout ResultFiles) {
    guard var rows = files.previous, !planner.instance.survivors.isEmpty else { return }
    switch rows.isEmpty ? 1 : draw.below(3) {
    case 0: rows.remove(at: draw.below(rows.count))
    case 1: rows.append(.init(cells: [draw.pick(planner.instance.survivors).id, "A0"], number: rows.count + 2))
    default: rows[draw.below(rows.count)].cells[1] = draw.pick(["A0", "A1", "A2", "gone"])
    }
    files.previous = rows
  }

  private mutating func corruptUnmatched(_ files: inout ResultFiles) {
    guard !files.unmatched.isEmpty, draw.chance(2, 3) else { return corruptLeaf(&files, ["bottlenecks"]) }
    let row = draw.below(files.unmatched.count)
    switch draw.below(3) {
    case 0: files.unmatched[row].cells[1] = draw.pick(UnmatchedSurvivor.Reason.allCases).rawValue
    case 1: files.unmatched[row].cells[2] = draw.pick(["", "languages", "jurisdiction", "matter"])
    default: files.unmatched[row].cells[3] = draw.pick(["", "B1", "B2"])
    }
  }

  private mutating func corruptLeaf(_ files: inout ResultFiles, _ keys: [String]) {
    let key = draw.pick(keys)
    guard var value = files.document[key] else { return }
    var count = 0
    Self.change(&value, at: nil, &count, &draw)
    guard count > 0 else { return }
    let chosen = draw.below(count)
    count = 0
    Self.change(&value, at: chosen, &count, &draw)
    files.document[key] = value
  }

  /// Counts the leaves, and changes the one with the number `target`.
  private static func change(_ value: inout JSONValue, at target: Int?, _ count: inout Int, _ draw: inout Draw) {
    switch value {
    case .array(var values):
      for index in values.indices { change(&values[index], at: target, &count, &draw) }
      if !values.isEmpty {
        if count == target { values.remove(at: draw.below(values.count)) }
        count += 1
      }
      value = .array(values)
    case .object(var object):
      for key in object.keys {
        guard var member = object[key] else { continue }
        change(&member, at: target, &count, &draw)
        object[key] = member
      }
      value = .object(object)
    default:
      if count == target { value = changed(value, &draw) }
      count += 1
    }
  }

  private static func changed(_ value: JSONValue, _ draw: inout Draw) -> JSONValue {
    switch value {
    case .bool(let flag): .bool(!flag)
    case .integer(let number): .integer(number + Int64(draw.pick([-100, -2, -1, 1, 1, 2, 50])))
    case .string(let text):
      .string(draw.pick([text + "x", "S1", "A1", "B1", "language", "optimal", "feasible", "served", "quality", "0"]))
    default: draw.pick([1, "x", .integer(Int64(draw.below(2_000)))])
    }
  }
}

extension UnmatchedSurvivor.Reason {
  static var allCases: [Self] { [.nobodyEligible, .bottleneck, .tradeOff] }
}
