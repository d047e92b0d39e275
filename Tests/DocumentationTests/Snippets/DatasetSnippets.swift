import CounselMatch
import DocketStore
import Foundation
import MatchAudit
import MatchDatasets
import MatchPages
import MatchReports
import Testing

/// Landing pages about files, results and reports.
struct DatasetSnippets {
  private func show(_ values: Any?...) {}

  private static let root = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }

  private func instance() throws -> CaseInstance {
    try RemissionGenerator.generate(GeneratorOptions(survivors: 30, attorneys: 6, firms: 2, seed: 1)).instance
  }

  /// Runs with a folder that is gone afterwards.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "snippets-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test func readingADataset() throws {
    let folder = Self.root.appending(path: "Datasets/remission-100").path
    do {
      let dataset = try DatasetFolder.read(path: folder)
      let plan = try Matcher().plan(for: dataset.instance)
      show(plan.pairs.count, dataset.remarks.count)
    } catch let invalid as InvalidInput {
      for fault in invalid.faults { show(fault.code, fault.row ?? 0, fault.remedy) }
    }
    #expect(try DatasetFolder.read(path: folder).instance.survivors.count == 100)
  }

  @Test func readingFromMemory() throws {
    let survivors = "id,jurisdiction,languages,matter,trauma_training\nS1,TX,es,federal,required\n"
    let attorneys = "id,admissions,languages,capacity,trauma_training\nA1,TX,es,1,certified\n"
    let received = try DatasetFolder.read(files: [
      OutputFile(name: "survivors.csv", text: survivors), OutputFile(name: "attorneys.csv", text: attorneys),
    ])
    #expect(received.instance.survivors.map(\.id) == ["S1"])
  }

  @Test func generating() throws {
    let generated = try RemissionGenerator.generate(
      GeneratorOptions(survivors: 200, attorneys: 40, firms: 5, seed: 1))
    let files = try DatasetFolder.files(generated.instance)
    #expect(files.contains { $0.name == "survivors.csv" } && generated.instance.survivors.count == 200)
  }

  @Test func auditing() throws {
    let instance = try instance()
    try withFolder { folder in
      let plan = try Matcher().plan(for: instance)
      try ResultFolder.write(plan, instance: instance, to: folder)
      let stored = try ResultFolder.read(folder)
      let report = ResultVerifier.verify(stored, instance: instance)
      for failure in report.failures { show(failure.check, failure.place) }
      #expect(report.accepted)
    }
  }

  @Test func keepingADocket() throws {
    let instance = try instance()
    let today = try #require(Day("2026-01-15"))
    try withFolder { folder in
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let path = folder + "/network.docket"
      let store = try SQLiteDocket.create(path)
      try store.record(.opened(DocketTables(instance)), id: "open", day: today)
      let replan = try Replanner().replan(store.docket)
      try store.record(.adopted(pairs: replan.pairs), id: "plan-1", day: today)
      #expect(try SQLiteDocket.open(path).docket.events.count == 2)
    }
  }

  /// As in the article "Living with a docket".
  @Test func livingWithADocket() async throws {
    let attorneys = (1...3).map { number in
      Attorney(
        id: "A\(number)", admissions: [Admission("TX")], languages: [SpokenLanguage("es")], capacity: 3,
        traumaTraining: .certified)
    }
    let survivors = (1...8).map { number in
      Survivor(id: "S\(number)", jurisdiction: "TX", languages: ["es"], matter: .federal)
    }
    let pin = Pin(survivor: "S7", attorney: "A3")
    let instance = try CaseInstance(survivors: survivors, attorneys: attorneys, pins: [pin])
    let today = try #require(Day("2026-01-15"))
    var docket = Docket()
    try docket.record(.opened(DocketTables(instance)), id: "open", day: today)
    let replan = try Replanner().replan(docket)
    try docket.record(.adopted(pairs: replan.pairs), id: "plan-1", day: today)
    try docket.record(.offered(survivor: "S7", attorney: "A3"), id: "offer-1", day: today)
    try docket.record(.declined(survivor: "S7", attorney: "A3", reason: .conflict), id: "decline-1", day: today)
    #expect(docket.events.count == 4)
    try await serving(docket, today)
  }

  private func serving(_ docket: Docket, _ today: Day) async throws {
    let service = try await DocketService.start(docket)
    let updates = service.updates()
    try await service.record(.withdrew(survivor: "S2"), id: "withdrawal-1", day: today)
    for await update in updates.prefix(1) {
      print("Event \(update.event.sequence): \(update.moves.count) people have another attorney in the best plan.")
    }
    #expect(await service.docket.events.count == 5)
  }

  @Test func reporting() throws {
    let instance = try instance()
    let plan = try Matcher().plan(for: instance)
    print(PlanSummary(plan, instance: instance).text)
    var explainer = try Explainer(instance, plan: plan)
    let everybody = explainer.explanation()
    let forTheDesk = ExplanationReport(everybody, plan: plan).json
    let forTheBoard = ShareableExplanation(everybody, plan: plan, instance: instance, language: .spanish).markdown
    #expect(forTheDesk["view"]?.stringValue == "coordinator" && !forTheBoard.isEmpty)
  }

  @Test func makingAPage() throws {
    let results = Comparison(version: "0.0.0").json
    let page = try ReportPage(ReportDocument(results: results)).html
    #expect(page.contains("<html") && !page.contains("<script"))
  }
}
