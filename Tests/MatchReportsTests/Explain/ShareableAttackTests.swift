import AssignmentCore
import CounselMatch
import FairnessMetrics
import Foundation
import MatchDatasets
import MatchReports
import Testing

/// The shareable view against somebody who reads all of it: JSON, text and Markdown, in both languages, with the facts
/// worth a phone call and without.
struct ShareableAttackTests {
  @Test(arguments: datasets)
  func committedDatasetsGiveNothingSmallAway(path: String) throws {
    try attack(DatasetFolder.read(path: path).instance, path)
  }

  @Test func generatedDatasetsGiveNothingSmallAway() throws {
    #expect(try attackGenerated(1..<25) > 0, "columns of attorneys are told somewhere")
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
  func twoHundredGeneratedDatasetsGiveNothingSmallAway() throws {
    #expect(try attackGenerated(100..<300) > 0, "columns of attorneys are told somewhere")
  }

  /// Answers how many columns worth asking attorneys for were told in all.
  private func attackGenerated(_ seeds: Range<UInt64>) throws -> Int {
    var columns = 0
    for seed in seeds {
      var random = SplitMix64(seed: seed)
      var options = GeneratorOptions(
        survivors: 5 + Int(random.next(below: 150)), attorneys: 6 + Int(random.next(below: 30)),
        firms: 1 + Int(random.next(below: 5)), seed: seed)
      options.scarcity = 200 + Int(random.next(below: 1_000))
      options.firmCaps = random.next(below: 2) == 0 ? 600 : nil
      options.factsMissing = random.next(below: 2) == 0
      let base = try RemissionGenerator.generate(options).instance
      var survivors = base.survivors
      for index in survivors.indices {
        survivors[index].household = "CANARY-H\(index)"
        survivors[index].audit["audit_canary"] = "CANARY-A\(index)"
        if random.next(below: 12) == 0 { survivors[index].needs = ["canaryneed"] }
        if random.next(below: 20) == 0 { survivors[index].languages = [] }
        if random.next(below: 3) == 0 { survivors[index].priority = Int(random.next(below: 3)) }
      }
      var attorneys = base.attorneys
      if seed % 2 == 0 {
        for index in attorneys.indices where random.next(below: 2) == 0 { attorneys[index].languages = [] }
      }
      let instance = try CaseInstance(
        survivors: survivors, attorneys: attorneys, firms: base.firms, exclusions: base.exclusions,
        policy: base.policy)
      columns += try attack(instance, "seed \(seed)")
    }
    return columns
  }

  /// Answers how many columns worth asking attorneys for were told.
  @discardableResult
  private func attack(_ instance: CaseInstance, _ what: String) throws -> Int {
    let plan = try Matcher().plan(for: instance)
    var explainer = try Explainer(instance, plan: plan)
    let explanation = explainer.explanation()
    let calls = explainer.phoneCalls()
    var published: [String] = []
    var json = JSONValue.null
    for language in ExplanationLanguage.allCases {
      let shared = ShareableExplanation(explanation, plan: plan, instance: instance, language: language)
      let asked = PhoneCallReport(calls, beside: shared)
      json = asked.added(to: shared.json)
      published += [shared.text, shared.markdown, shared.json.prettyText]
      published += [shared.text(with: asked), shared.markdown(with: asked), json.prettyText]
    }
    for text in published {
      checkNoPerson(text, instance, what)
      checkNumbers(text, json, what)
    }
    checkTables(json, what)
    return checkCalls(json, what)
  }

  /// No call of anybody; of each column that is worth asking for a number of attorneys that is not small, or nothing, and
  /// nothing at all where it is withheld what would help.
  ///
  /// Numbers of attorneys are parts of no whole.
  private func checkCalls(_ json: JSONValue, _ what: String) -> Int {
    let columns = json["phoneCallColumns"]?.arrayValue ?? []
    #expect(json["phoneCalls"] == [] && json["phoneCallsFound"] == nil, "\(what)")
    for column in columns {
      #expect((column["attorneys"]?.intValue ?? 0) >= json["suppressBelow"]?.intValue ?? 11, "\(what)")
      #expect(column["table"] == "attorneys", "\(what)")
    }
    if json["remedies"] == [], json["reasons"] == [] { #expect(columns.isEmpty, "\(what)") }
    return columns.count
  }

  // MARK: Canaries

  /// No id, no firm, no cell of anybody.
  private func checkNoPerson(_ text: String, _ instance: CaseInstance, _ what: String) {
    let tokens = Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init))
    #expect(!text.uppercased().contains("CANARY"), "\(what)")
    var cells = instance.survivors.map(\.id) + instance.attorneys.map(\.id) + instance.firms.map(\.id)
    cells += instance.survivors.compactMap { $0.jurisdiction?.code }
    cells += instance.attorneys.flatMap { $0.admissions.map(\.jurisdiction.code) }
    cells += instance.survivors.flatMap { $0.languages.map(\.code) }.filter { !Self.words.contains($0) }
    cells += instance.survivors.flatMap { $0.audit.values }.filter { $0.count > 3 }
    let found = Set(cells).filter { tokens.contains($0) }
    #expect(found.isEmpty, "\(what): \(found)")
  }

  /// Codes of languages that are words of English or Spanish.
  private static let words: Set<String> = [
    "en", "es", "de", "no", "la", "is", "or", "so", "to", "he", "my", "se", "lo", "it", "an", "as", "am", "a", "y", "o",
  ]

  // MARK: Numbers

  /// Text and Markdown tell no number that JSON does not tell, or that is the difference of two of its parts.
  private func checkNumbers(_ text: String, _ json: JSONValue, _ what: String) {
    var known = Set(Self.integers(json) + [json["suppressBelow"]?.intValue ?? 0])
    if let people = json["people"]?.intValue, let served = json["served"]?.intValue { known.insert(people - served) }
    for group in json["shared"]?.arrayValue ?? [] {
      known.insert((group["people"]?.intValue ?? 0) - (group["places"]?.intValue ?? 0))
    }
    let said = Set(text.split { !$0.isNumber }.compactMap { Int($0) })
    #expect(said.isSubset(of: known), "\(what): \(said.subtracting(known))")
    #expect(said.allSatisfy { $0 == 0 || $0 >= 11 }, "\(what): \(said)")
  }

  private static func integers(_ json: JSONValue) -> [Int] {
    switch json {
    case .integer(let value): [Int(value)]
    case .array(let values): values.flatMap(integers)
    case .object(let object): object.members.flatMap { integers($0.value) }
    default: []
    }
  }

  // MARK: Tables

  /// Every partition that is told goes to the attacker of the fairness reports, who must confine no hidden count.
  private func checkTables(_ json: JSONValue, _ what: String) {
    let below = json["suppressBelow"]?.intValue ?? 11
    let (people, served) = (json["people"]?.intValue, json["served"]?.intValue)
    func figure(_ value: Int?) -> PublishedTable.Figure { value.map { .shown($0) } ?? .hidden(least: 0) }
    // Served and waiting of all.
    check([figure(served), figure(people.flatMap { all in served.map { all - $0 } }), figure(people)], below, what)
    let reasons = json["reasons"]?.arrayValue ?? []
    let rules = json["rules"]?.arrayValue ?? []
    for cell in reasons + rules {
      let names = cell["names"]?.arrayValue?.count ?? 0
      let total = cell["people"]?.intValue ?? 0
      let parts = names == 1 ? [PublishedTable.Figure.shown(total)] : (0..<names).map { _ in .hidden(least: 1) }
      check(parts + [.shown(total)], below, what)
    }
    // Parts add up to their whole, so that nothing is left to subtract.
    if let people, let served, !reasons.isEmpty { #expect(Self.sum(reasons) == people - served, "\(what)") }
    let nobody = reasons.first { $0["names"]?.arrayValue?.map(\.stringValue) == ["nobody-eligible"] }
    if !rules.isEmpty { #expect(Self.sum(rules) == nobody?["people"]?.intValue, "\(what)") }
    if let lacking = json["lackingFacts"]?.intValue {
      let cells = rules.filter { $0["names"]?.arrayValue?.map(\.stringValue) == ["missing-facts"] }
      #expect(cells.map { $0["people"]?.intValue } == [lacking], "\(what)")
    }
    // Groups with their people, places and those who wait; what is left of all served and of the bottleneck.
    let groups = json["shared"]?.arrayValue ?? []
    guard !groups.isEmpty else { return }
    let bottleneck = reasons.first { $0["names"]?.arrayValue?.map(\.stringValue) == ["bottleneck"] }
    let places = groups.map { $0["places"]?.intValue ?? 0 }
    let waiting = groups.map { ($0["people"]?.intValue ?? 0) - ($0["places"]?.intValue ?? 0) }
    let left = [
      (served ?? 0) - places.reduce(0, +), (bottleneck?["people"]?.intValue ?? 0) - waiting.reduce(0, +),
    ]
    #expect((places + waiting + left).allSatisfy { $0 == 0 || $0 >= below }, "\(what)")
  }

  /// One column, a row for each part, the whole last.
  private func check(_ figures: [PublishedTable.Figure], _ below: Int, _ what: String) {
    let rows = figures.flatMap { [$0, $0] }
    guard let table = PublishedTable(rowCount: figures.count - 1, parents: [nil], figures: rows),
      let attack = IntervalAttack(table)
    else {
      Issue.record("\(what): contradictory")
      return
    }
    #expect(attack.exposed(below: below) == [], "\(what)")
  }

  private static func sum(_ cells: [JSONValue]) -> Int { cells.reduce(0) { $0 + ($1["people"]?.intValue ?? 0) } }
}

/// The committed datasets, found from this file; Datasets/ is part of the repository.
private let datasets: [String] = {
  var root = URL(fileURLWithPath: #filePath)
  for _ in 0..<4 { root.deleteLastPathComponent() }
  root.append(path: "Datasets")
  let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
  return names.sorted().map { root.appending(path: $0).path }.filter {
    FileManager.default.fileExists(atPath: $0 + "/dataset.json")
  }
}()
