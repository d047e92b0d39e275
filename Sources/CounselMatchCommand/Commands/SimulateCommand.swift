import ArgumentParser
import AssignmentCore
import CounselMatch
import MatchDatasets
import MatchReports
import MatchSimulation

/// Arrival policies against hindsight.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Back-test policies for people who arrive one after the other, against hindsight.",
    discussion: """
      Draws worlds afresh with the generator's parameters of the dataset: people come over time, attorneys decline, join \
      and leave, answers take days. A policy sees what has happened, and a forecast of other worlds' people. Policies: \
      random, greedy (best score at once), fixed (score less a price made once), priced (prices made anew), batch (the \
      best plan of all who wait, every few days). The objective is served, then quality. With --output: report.html, \
      simulation.json, results.csv.

      EXAMPLE: counselmatch simulate Datasets/remission-1k --policy greedy,priced --seeds 10 --seed 1 --output out/sim
      """)

  @Argument(help: "A generated dataset's folder.")
  var folder: String

  @Option(help: ArgumentHelp("Policies, separated by commas; all by default.", valueName: "names"))
  var policy: String?

  @Option(help: ArgumentHelp("How many worlds.", valueName: "n"))
  var seeds = 10

  @Option(help: "Seed of the first world; the others follow.")
  var seed: UInt64?

  @Option(help: ArgumentHelp("Worlds from which the forecast is.", valueName: "n"))
  var trainingWorlds = 20

  @OptionGroup(title: "Policies") var rules: PolicyOptions
  @OptionGroup(title: "Worlds") var world: WorldOptions

  @Option(help: "The folder to write.")
  var output: String?

  @Flag(help: "Replace files that exist.")
  var force = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (1...100_000).contains(seeds) else { throw ValidationError("--seeds takes 1 to 100000.") }
    guard (1...100).contains(trainingWorlds) else { throw ValidationError("--training-worlds takes 1 to 100.") }
  }

  func run() throws {
    try common.reporting {
      var test = try test()
      test.rates = try world.rates()
      let results = try common.counting("worlds") { cancellation, progress in
        try Checked.input { () throws(InvalidInput) in
          try test.run(threads: common.threadCount, cancellation: cancellation, progress: progress)
        }
      }
      let summary = SimulationSummary(results: results, version: Version.current, suppressBelow: 11)
      let json = summary.json
      if let output {
        let files = [
          OutputFile(name: ComparisonFiles.page, text: try ComparisonFiles.html(ReportDocument(simulation: json))),
          OutputFile(name: "simulation.json", text: json.prettyText),
          OutputFile(name: "results.csv", bytes: try ComparisonFiles.table(summary.records, "results.csv")),
        ]
        try Checked.output { () throws(WriteFailure) in try OutputFolder.write(files, to: output, force: force) }
      }
      if common.json { return Output.json(json) }
      Output.text(ReportDocument(simulation: json).markdown)
    }
  }

  private func test() throws -> BackTest {
    guard let seed else { throw CommandFailure.usage("seed.missing", "simulate needs --seed N") }
    let names = policy?.split(separator: ",").map(String.init) ?? ArrivalPolicy.Rule.allCases.map(\.rawValue)
    guard Set(names).count == names.count, !names.isEmpty else {
      throw CommandFailure.usage("policy.repeated", "--policy names each policy once")
    }
    let policies = try names.map { name in
      guard let rule = ArrivalPolicy.Rule(rawValue: name) else {
        let known = ArrivalPolicy.Rule.allCases.map(\.rawValue).joined(separator: ", ")
        throw CommandFailure.usage("policy.unknown", "--policy takes: \(known)")
      }
      return rules.applied(to: ArrivalPolicy(rule))
    }
    let dataset = try DatasetArguments.read(folder)
    guard let manifest = dataset.manifest, let options = GeneratorOptions(manifest) else {
      throw CommandFailure.input(
        InvalidInput(faults: [
          InputFault(
            code: "simulate.parameters", file: InputTable.dataset.rawValue,
            rule: "Worlds are drawn with a generator's parameters.",
            remedy: "Name a dataset that `generate` has written.")
        ]))
    }
    var test = BackTest(options: options, policies: policies, seed: seed, worlds: seeds)
    test.trainingWorlds = trainingWorlds
    return test
  }
}

/// How policies go about it.
struct PolicyOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Arrivals after which `priced` makes prices anew.", valueName: "n"))
  var repriceEvery = 20

  @Option(help: ArgumentHelp("Days from batch to batch.", valueName: "days"))
  var batchDays = 7

  @Option(
    help: ArgumentHelp(
      "Share of the places of attorneys with rare languages that is kept for them.", valueName: "share"))
  var reserve = "0"

  @Option(help: ArgumentHelp("Days of waiting that count as one priority class earlier.", valueName: "days"))
  var ageing: Int?

  @Option(
    help: ArgumentHelp("Points an offer loses for a case of the firm, by place of the firm.", valueName: "points"))
  var rotation = 0

  func validate() throws {
    let isSmall = (1...1_000_000).contains(repriceEvery) && (1...3_650).contains(batchDays)
    guard isSmall, (0...1_000_000).contains(rotation), ageing.map({ (1...3_650).contains($0) }) ?? true else {
      throw ValidationError("--reprice-every, --batch-days and --ageing take whole numbers from 1, --rotation from 0.")
    }
    guard (GeneratorOptions.thousandths(reserve) ?? 1_001) <= 1_000 else {
      throw ValidationError("--reserve takes a share from 0 to 1.")
    }
  }

  func applied(to policy: ArrivalPolicy) -> ArrivalPolicy {
    var policy = policy
    (policy.repriceEvery, policy.batchDays) = (repriceEvery, batchDays)
    policy.reserve = GeneratorOptions.thousandths(reserve) ?? 0
    (policy.ageingDays, policy.rotation) = (ageing, rotation)
    return policy
  }
}

/// What the worlds assume.
struct WorldOptions: ParsableArguments {
  @Option(help: "Days from the opening to the deadline.")
  var days = 200

  @Option(help: ArgumentHelp("Share of pairs in which the attorney says no.", valueName: "share"))
  var declines = "0.1"

  @Option(help: ArgumentHelp("Longest time until an offer is answered.", valueName: "days"))
  var answerDays = 5

  @Option(help: ArgumentHelp("Share of attorneys who leave, and of those who join later.", valueName: "share"))
  var churn = "0.05"

  @Option(help: ArgumentHelp("Share of survivors who do not wait until the deadline.", valueName: "share"))
  var impatient = "0.2"

  @Flag(help: "As many people come on every day; else more at the beginning.")
  var evenArrivals = false

  func validate() throws {
    guard (30...3_650).contains(days) else { throw ValidationError("--days takes 30 to 3650.") }
    guard (1...60).contains(answerDays) else { throw ValidationError("--answer-days takes 1 to 60.") }
  }

  func rates() throws -> WorldRates {
    var rates = WorldRates()
    (rates.days, rates.answerDays, rates.comesEarly) = (days, 1...answerDays, !evenArrivals)
    rates.declines = try Self.share(declines, "declines")
    rates.attorneysLeaving = try Self.share(churn, "churn")
    rates.attorneysJoining = rates.attorneysLeaving
    rates.impatient = try Self.share(impatient, "impatient")
    return rates
  }

  private static func share(_ text: String, _ option: String) throws -> Int {
    guard let share = GeneratorOptions.thousandths(text), share <= 1_000 else {
      throw CommandFailure.usage("number.range", "--\(option) takes a share from 0 to 1")
    }
    return share
  }
}
