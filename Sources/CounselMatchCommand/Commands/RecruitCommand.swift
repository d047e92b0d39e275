import ArgumentParser
import AssignmentCore
import CounselMatch
import MatchDatasets
import MatchReports

/// The cheapest additions that serve most.
struct RecruitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recruit",
    abstract: "Find the cheapest places, new attorneys and trainings that serve more people.",
    discussion: """
      Without a goal: the cheapest additions that serve everybody whom a place can serve. Every plan is solved again \
      with its additions, and verified only if that serves exactly as many more as was promised. The plan names \
      attorneys and profiles, never survivors.

      EXAMPLE: counselmatch recruit Datasets/remission-1k --people 10
      """)

  @OptionGroup var dataset: DatasetArguments

  @Option(help: ArgumentHelp("The cheapest additions that serve so many more people.", valueName: "k"))
  var people: Int?

  @Option(help: ArgumentHelp("The best use of so many new places.", valueName: "k"))
  var places: Int?

  @Option(help: ArgumentHelp("The best so many attorneys to train.", valueName: "k"))
  var train: Int?

  @Option(help: ArgumentHelp("Most people within a cost.", valueName: "cost"))
  var budget: Int?

  @Option(
    help: ArgumentHelp(
      "The fewest new attorneys with so many places each, for --people or everybody.", valueName: "places"))
  var capacity: Int?

  @Option(help: ArgumentHelp("A JSON file of costs instead of the defaults.", valueName: "file"))
  var costs: String?

  @Flag(help: "Show the plan as Markdown.")
  var markdown = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    let numbers = [people, places, train, budget].compactMap(\.self)
    if numbers.count > 1 { throw ValidationError("Give one of --people, --places, --train and --budget.") }
    if let number = numbers.first, !(0...Int(Int32.max)).contains(number) {
      throw ValidationError("A goal is a whole number from 0.")
    }
    if let capacity {
      guard (1...Int(Int32.max)).contains(capacity) else { throw ValidationError("--capacity is a number from 1.") }
      guard places == nil, train == nil, budget == nil else {
        throw ValidationError("--capacity goes with --people, or alone.")
      }
    }
    if markdown, common.json { throw ValidationError("Give --json or --markdown, not both.") }
  }

  private var goal: RecruitGoal {
    if let capacity { return .recruits(capacity: capacity, people: people) }
    if let places { return .places(places) }
    if let train { return .train(train) }
    if let budget { return .budget(budget) }
    return .people(people)
  }

  func run() throws {
    try common.reporting {
      let data = try dataset.read(threads: common.threadCount)
      let table = try readCosts()
      let plan = try common.solving { limits in
        do throws(RecruitFailure) {
          let recruiter = try Recruiter(data.instance, costs: table, solvers: CompiledSolvers.all, limits: limits)
          return try recruiter.plan(goal)
        } catch {
          if limits.cancellation?.isCancelled == true {
            throw CommandFailure(
              code: .failed, message: "stopped before there was a choice of additions", reason: "recruit.stopped")
          }
          throw CommandFailure.recruit(error)
        }
      }
      let report = RecruitmentReport(plan, goal: goal)
      if common.json { return Output.json(report.json.with(schema: "counselmatch.recruit/1")) }
      if !common.quiet { Output.remarks(data.remarks) }
      Output.text(markdown ? report.markdown : report.text)
    }
  }

  private func readCosts() throws -> RecruitCosts {
    guard let costs else { return RecruitCosts() }
    return try Checked.file(costs) { bytes, name throws(InvalidInput) in
      try RecruitCostsCoding.parse(bytes, file: name)
    }
  }
}

extension CommandFailure {
  static func recruit(_ failure: RecruitFailure) -> CommandFailure {
    switch failure {
    case .match(let failure): match(failure)
    case .noPlan:
      CommandFailure(
        code: .failed, message: "the hard constraints contradict each other: there is no plan to add to",
        reason: failure.code)
    case .cost(let name): .usage(failure.code, "the cost \(name) is out of range")
    }
  }
}
