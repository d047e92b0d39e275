import ArgumentParser
import CounselMatch
import DocketStore
import MatchDatasets

/// A new docket from a dataset.
struct DocketOpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Begin a docket with the people, links and policy of a dataset folder.")

  @OptionGroup var docket: DocketArguments

  @Option(help: ArgumentHelp("The dataset's folder.", valueName: "folder"))
  var dataset: String

  @Option(help: ArgumentHelp("A policy file instead of the folder's policy.json.", valueName: "file"))
  var policy: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let dataset = try DatasetArguments.read(dataset, policy: policy, previous: [])
      if !common.quiet { Output.remarks(dataset.remarks) }
      guard let day = docket.day.flatMap({ Day($0) }) ?? dataset.instance.policy.asOf else {
        throw CommandFailure.usage("docket.dayMissing", "without asOf in the policy the opening needs --day YYYY-MM-DD")
      }
      let opening = DocketEvent.Change.opened(DocketTables(dataset.instance))
      let id = docket.event ?? "e1"
      // Tried first, so that what does not fit leaves no file.
      var tried = Docket()
      do throws(DocketRefusal) { try tried.record(opening, id: id, day: day) } catch {
        throw CommandFailure.docket(.refused(error))
      }
      let store = try Checked.docket { () throws(DocketStoreFailure) in try SQLiteDocket.create(docket.file) }
      let recording = try Checked.docket { () throws(DocketStoreFailure) in
        try store.record(opening, id: id, day: day)
      }
      DocketArguments.report(store.docket, id, recording, common)
    }
  }
}

/// People of a folder arrive, or have other facts.
struct DocketArriveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "arrive",
    abstract: "Record the people of a dataset folder: new ones arrive, known ones have the facts of the folder now.",
    discussion: """
      Nobody withdraws for not being in the folder. With --event X the events are X-1, X-2, …; all of them are recorded, or \
      those before the first that is refused.
      """)

  @OptionGroup var docket: DocketArguments

  @Option(
    help: ArgumentHelp(
      "The folder: survivors.csv and attorneys.csv, either may be a header alone.", valueName: "folder"))
  var dataset: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let instance = try DatasetArguments.read(dataset, previous: []).instance
      let store = try docket.open()
      let day = try docket.day(store.docket)
      let changes = changes(instance, store.docket)
      let start = docket.event ?? "e\(store.docket.events.count + 1)"
      for (index, change) in changes.enumerated() {
        try Checked.docket { () throws(DocketStoreFailure) in
          _ = try store.record(change, id: "\(start)-\(index + 1)", day: day)
        }
      }
      if common.json {
        Output.json([
          "schema": "counselmatch.docket-arrivals/1", "events": .int(changes.count),
          "kinds": .strings(changes.map(\.name)),
        ])
      } else {
        Output.line("\(changes.count) events are recorded.")
      }
    }
  }

  private func changes(_ instance: CaseInstance, _ docket: Docket) -> [DocketEvent.Change] {
    let survivors = Dictionary(docket.survivors.map { ($0.id, $0) }) { first, _ in first }
    let attorneys = Dictionary(docket.attorneys.map { ($0.id, $0) }) { first, _ in first }
    let firms = Dictionary(docket.firms.map { ($0.id, $0) }) { first, _ in first }
    var changes = instance.firms.filter { firms[$0.id] != $0 }.map { DocketEvent.Change.firmChanged($0) }
    changes += instance.attorneys.filter { attorneys[$0.id] != $0 }.map {
      attorneys[$0.id] == nil ? .attorneyArrived($0) : .attorneyChanged($0)
    }
    return changes
      + instance.survivors.filter { survivors[$0.id] != $0 }.map {
        survivors[$0.id] == nil ? .survivorArrived($0) : .survivorChanged($0)
      }
  }
}
