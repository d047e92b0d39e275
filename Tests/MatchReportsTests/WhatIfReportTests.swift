import AssignmentCore
import CounselMatch
import FairnessMetrics
import MatchDatasets
import MatchReports
import Testing

/// What may be said to everybody, and what coordinators read.
@Suite("What-if reports")
struct WhatIfReportTests {
  /// A generated dataset, before and after some changes drawn from the seed.
  private func outcome(_ seed: UInt64) throws -> WhatIfOutcome {
    let options = GeneratorOptions(survivors: 220, attorneys: 40, firms: 6, seed: seed)
    let before = try RemissionGenerator.generate(options).instance
    var random = SplitMix64(seed: seed)
    var changes: [DatasetChange] = []
    for attorney in before.attorneys where Int.random(in: 0..<4, using: &random) == 0 {
      changes.append(
        DatasetChange(
          .set, .attorneys, id: attorney.id, values: ["capacity": .int(Int.random(in: 0..<9, using: &random))]))
    }
    for survivor in before.survivors where Int.random(in: 0..<40, using: &random) == 0 {
      changes.append(
        Int.random(in: 0..<2, using: &random) == 0
          ? DatasetChange(.drop, .survivors, id: survivor.id)
          : DatasetChange(
            .set, .survivors, id: survivor.id, values: ["priority": "0", "trauma_training": "not-needed"]))
    }
    if seed.isMultiple(of: 2) {
      changes.append(DatasetChange(.set, .policy, values: ["rules.traumaTraining.required": "off"]))
    }
    let after = try DatasetFolder.changed(before, by: DatasetChanges(changes))
    return try WhatIf().outcome(before: before, after: after)
  }

  private func count(_ group: JSONValue, _ word: String) -> Int? { group[word]?.intValue }

  @Test("The shareable view shows no id and lets no number from 1 to 10 follow, sums and levels included")
  func shareable() throws {
    var (withheld, shown) = (0, 0)
    for seed in UInt64(1)...8 {
      let outcome = try outcome(seed)
      for names in [["priority"], ["audit_region"], ["language"], ["priority", "audit_region"], []] {
        let report = WhatIfReport(outcome, by: names, view: .shareable)
        let (json, all) = (report.json, report.text + report.markdown + report.json.prettyText)
        for person in outcome.beforeInstance.survivors { #expect(!all.contains(person.id)) }
        for person in outcome.beforeInstance.attorneys { #expect(!all.contains(person.id)) }
        let groups = (json["groups"]?.arrayValue ?? []) + [json["total"] ?? .null]
        for group in groups {
          for member in group.objectValue?.members ?? [] where member.key != "group" {
            if let number = member.value.intValue { #expect(number == 0 || number >= 11, "seed \(seed) \(names)") }
            if member.value.isNull { withheld += 1 } else { shown += 1 }
          }
        }
        let table = WhatIfTable(outcome, by: names)
        let attack = try #require(IntervalAttack(table.published(below: 11).table))
        #expect(attack.exposed(below: 11).isEmpty, "seed \(seed) \(names)")
        try levelsFollow(json, seed)
      }
    }
    #expect(withheld > 100 && shown > 100)
  }

  /// What is said of levels is no more than the totals say.
  private func levelsFollow(_ json: JSONValue, _ seed: UInt64) throws {
    let total = try #require(json["total"])
    func served(_ side: String) -> Int? {
      json[side]?["levels"]?.arrayValue?.first { $0["name"]?.stringValue == "served" }?["value"]?.intValue
    }
    let (kept, gained, lost) = (count(total, "kept"), count(total, "gained"), count(total, "lost"))
    if let after = served("after") { #expect(after == kept.flatMap { one in gained.map { one + $0 } }, "seed \(seed)") }
    if let before = served("before") {
      #expect(before == kept.flatMap { one in lost.map { one + $0 } }, "seed \(seed)")
      #expect(count(total, "left") == 0)
    }
    #expect(json["gained"]?.arrayValue?.isEmpty == true && json["before"]?["matched"] == nil)
    for side in ["before", "after"] {
      for level in json[side]?["levels"]?.arrayValue ?? [] { #expect(level["classes"] == nil) }
    }
  }

  @Test("Coordinators read who gains and loses, and tables that add up")
  func coordinator() throws {
    let outcome = try outcome(4)
    try #require(!outcome.gained.isEmpty)
    let report = WhatIfReport(outcome)
    let json = report.json
    #expect(json["gained"]?.arrayValue?.count == outcome.gained.count)
    #expect(json["lost"] == .strings(outcome.lost) && json["moved"]?.intValue == outcome.moved.count)
    let groups = json["groups"]?.arrayValue ?? []
    for (word, ids) in [("gained", outcome.gained.count), ("lost", outcome.lost.count), ("moved", outcome.moved.count)]
    {
      #expect(groups.reduce(0) { $0 + (count($1, word) ?? 0) } == ids)
      #expect(count(json["total"] ?? .null, word) == ids)
    }
    #expect(json["after"]?["levels"]?.arrayValue?.last?["name"] == "changes")
    #expect(json["after"]?["certificate"] == "verified" && json["fewestChanges"] == true)
    #expect(report.text.contains(outcome.gained[0]) && report.text.hasPrefix(MatchPlan.notice))
    #expect(report.markdown.contains("| level | before | after | change |"))
  }

  @Test("A lower threshold after the change withholds no less")
  func threshold() throws {
    let before = try outcome(5).beforeInstance
    let after = try DatasetFolder.changed(
      before,
      by: DatasetChanges([
        DatasetChange(.set, .policy, values: ["suppressBelow": 1, "rules.traumaTraining.required": "off"])
      ]))
    let report = WhatIfReport(try WhatIf().outcome(before: before, after: after), view: .shareable)
    #expect(report.json["suppressBelow"]?.intValue == 11)
  }
}
