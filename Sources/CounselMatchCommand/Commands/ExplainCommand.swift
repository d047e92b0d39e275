import ArgumentParser
import CounselMatch
import MatchAudit
import MatchDatasets
import MatchReports

/// Why, what instead, and what would help most.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why people are matched or not, what others would cost, and what would serve more.",
    discussion: """
      Without --result the dataset is solved first. The coordinator's view holds ids and chances and is not for passing \
      on; the shareable view holds only counts of at least suppressBelow people. Spanish is a draft, not reviewed by a \
      native-speaking advocate. `verify --explanation` checks what --json says of a result.

      EXAMPLE: counselmatch explain Datasets/remission-1k --survivor S00017
      """)

  enum View: String, ExpressibleByArgument, CaseIterable {
    case coordinator
    case shareable
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case markdown
  }

  enum Words: String, ExpressibleByArgument, CaseIterable {
    case english = "en"
    case spanish = "es"

    var language: ExplanationLanguage { self == .english ? .english : .spanish }
  }

  @OptionGroup var dataset: DatasetArguments

  @Option(help: ArgumentHelp("A result folder to explain; without it the dataset is solved.", valueName: "folder"))
  var result: String?

  @Option(help: ArgumentHelp("Explain one survivor.", valueName: "id"))
  var survivor: String?

  @Option(help: "coordinator (ids, chances) or shareable (counts, nothing small).")
  var view = View.coordinator

  @Option(help: "text, json or markdown; --json is short for --format json.")
  var format = Format.text

  @Option(help: ArgumentHelp("Write the answer to a file instead of standard output.", valueName: "file"))
  var output: String?

  @Flag(help: "Replace the file of --output.")
  var force = false

  @Option(help: "en, or es (draft, not reviewed by a native-speaking advocate).")
  var language = Words.english

  @Option(
    help: ArgumentHelp("What it would cost that this survivor has this attorney.", valueName: "survivor,attorney"))
  var override: String?

  @Option(help: ArgumentHelp("Most facts worth a phone call that are listed; 0: none are looked for.", valueName: "n"))
  var calls = 20

  @Option(help: "Seed of the order among people alike in all that matters, where the dataset is solved.")
  var seed: UInt64?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if calls < 0 { throw ValidationError("--calls takes a whole number from 0.") }
    if view == .shareable, survivor != nil || override != nil {
      throw ValidationError("--survivor and --override belong to the coordinator's view.")
    }
  }

  func run() throws {
    try common.reporting {
      let (instance, plan) = try planned()
      ProgressLine.stage("preparing reasons")
      var explainer = try Self.checked { () throws(ExplainFailure) in try Explainer(instance, plan: plan) }
      if let override { return try show(override, &explainer) }
      let explanation: Explanation
      if let survivor {
        explanation = try Self.checked { () throws(ExplainFailure) in try explainer.explanation(of: survivor) }
      } else {
        explanation = everybody(&explainer)
      }
      ProgressLine.stage("looking for facts worth a phone call")
      switch view {
      case .coordinator:
        let report = ExplanationReport(explanation, plan: plan, language: language.language)
        let found = (explanation.isPartial ? [] : foundCalls(explainer)).filter {
          survivor == nil || $0.person == survivor.map { .survivor($0) }
        }
        let calls = PhoneCallReport(found, limit: calls, language: language.language)
        try show(
          calls.added(to: report.json), text: report.text + calls.text, markdown: report.markdown + calls.markdown)
      case .shareable:
        guard !explanation.isPartial else {
          throw CommandFailure(
            code: .failed, message: "stopped: counts of a part of the people are not for passing on",
            reason: "explain.stopped")
        }
        let report = ShareableExplanation(explanation, plan: plan, instance: instance, language: language.language)
        let calls = PhoneCallReport(foundCalls(explainer), beside: report)
        try show(calls.added(to: report.json), text: report.text(with: calls), markdown: report.markdown(with: calls))
      }
    }
  }

  /// Everybody, or as many as there was time for.
  private func everybody(_ explainer: inout Explainer) -> Explanation {
    var copy = explainer
    defer { explainer = copy }
    return common.counting("people") { cancellation, progress in
      copy.explanation(cancellation: cancellation) { done, total in
        if done == total { ProgressLine.stage("looking for what would help") } else { progress(done, total) }
      }
    }
  }

  private func foundCalls(_ explainer: Explainer) -> [PhoneCall] { calls > 0 ? explainer.phoneCalls() : [] }

  private func show(_ json: JSONValue, text: @autoclosure () -> String, markdown: @autoclosure () -> String) throws {
    let chosen = common.json ? Format.json : format
    let answer =
      switch chosen {
      case .text: text()
      case .json: json.with(schema: "counselmatch.explain/1").prettyText
      case .markdown: markdown()
      }
    guard let output else { return Output.text(answer) }
    try Checked.output { () throws(WriteFailure) in
      try OutputFolder.write(
        [OutputFile(name: Checked.fileName(output), bytes: Array(answer.utf8))], to: Checked.folder(output),
        force: force)
    }
  }

  /// The plan of the result folder, or a new one.
  private func planned() throws -> (CaseInstance, MatchPlan) {
    guard let result else {
      let data = try dataset.read(threads: common.threadCount)
      let run = try common.solving { try MatchRun.solve(data, solver: "auto", seed: seed, limits: $0) }
      if run.plan.status == .infeasible { throw Self.infeasible(run) }
      return (data.instance, run.plan)
    }
    let stored = try Checked.input { () throws(InvalidInput) in try ResultFolder.read(result) }
    let data = try dataset.read(previous: stored.previousPairs, threads: common.threadCount)
    guard let plan = stored.plan(for: data.instance) else { throw CommandFailure.explain(.otherPlan) }
    return (data.instance, plan)
  }

  /// Which constraints contradict each other, and what would have to give.
  private static func infeasible(_ run: MatchReport) -> CommandFailure {
    let changes = run.loosenings.map(\.description).joined(separator: ", ")
    let words =
      ["the hard constraints contradict each other: there is no plan to explain"]
      + run.contradictions.map(\.description) + (changes.isEmpty ? [] : ["A least change: \(changes)."])
    return CommandFailure(
      code: .failed, message: words.joined(separator: "\n"), reason: ExplainFailure.noPlan.code)
  }

  private func show(_ override: String, _ explainer: inout Explainer) throws {
    let parts = override.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      throw CommandFailure.usage("override.form", "--override takes a survivor's id, a comma and an attorney's id")
    }
    let (survivor, attorney) = (parts[0], parts[1])
    let cost = try Self.checked { () throws(ExplainFailure) in
      try explainer.cost(ofSurvivor: survivor, withAttorney: attorney)
    }
    let value = ExplanationReport.override(survivor: survivor, attorney: attorney, cost: cost)
    func words(isMarkdown: Bool) -> String {
      ExplanationReport.overrideText(
        survivor, attorney, cost, language: language.language, isMarkdown: isMarkdown)
    }
    try show(.object([("override", value)]), text: words(isMarkdown: false), markdown: words(isMarkdown: true))
  }

  private static func checked<T>(_ body: () throws(ExplainFailure) -> T) throws -> T {
    do { return try body() } catch { throw CommandFailure.explain(error) }
  }
}

extension CommandFailure {
  static func explain(_ failure: ExplainFailure) -> CommandFailure {
    switch failure {
    case .compile(let failure): match(failure)
    case .noPlan:
      CommandFailure(
        code: .failed, message: "the hard constraints contradict each other: there is no plan to explain",
        reason: failure.code)
    case .otherPlan:
      CommandFailure(code: .failed, message: "the result is not one of this dataset", reason: failure.code)
    case .unknownPerson: .usage(failure.code, "nobody in the dataset has this id")
    }
  }
}
