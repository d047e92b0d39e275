import ArgumentParser
import CounselMatch
import DocketStore
import MatchDatasets
import MatchReports

/// The docket's file, and what every event has.
struct DocketArguments: ParsableArguments {
  @Argument(help: "The docket's file.")
  var file: String

  @Option(help: ArgumentHelp("An opaque id for the event; by default its number.", valueName: "id"))
  var event: String?

  @Option(help: ArgumentHelp("The day of the event, YYYY-MM-DD.", valueName: "day"))
  var day: String?

  func validate() throws {
    if let day, Day(day) == nil { throw ValidationError("--day takes a day as YYYY-MM-DD.") }
  }

  func open() throws -> SQLiteDocket {
    try Checked.docket { () throws(DocketStoreFailure) in try SQLiteDocket.open(file) }
  }

  /// The day given, or that of the last event.
  func day(_ docket: Docket) throws -> Day {
    guard let known = day.flatMap({ Day($0) }) ?? docket.lastDay else {
      throw CommandFailure.usage("docket.dayMissing", "the first event needs --day YYYY-MM-DD")
    }
    return known
  }

  /// Records one event and says so.
  func record(_ change: DocketEvent.Change, _ common: CommonOptions) throws {
    try common.reporting {
      let store = try open()
      let (id, day) = (event ?? "e\(store.docket.events.count + 1)", try day(store.docket))
      let recording = try Checked.docket { () throws(DocketStoreFailure) in try store.record(change, id: id, day: day) }
      Self.report(store.docket, id, recording, common)
    }
  }

  static func report(_ docket: Docket, _ id: String, _ recording: Docket.Recording, _ common: CommonOptions) {
    // A purge may have replaced the id of an event that named the person.
    let event = docket.events.last { $0.id == id } ?? docket.events.last
    let isNew = recording == .recorded
    if common.json {
      let value: JSONValue = [
        "schema": "counselmatch.docket-event/1", "recording": .string(isNew ? "recorded" : "repeated"),
        "event": event.map { DocketReport.json($0, isUndone: docket.isUndone($0.id)) } ?? .null,
        "counts": DocketReport.counts(docket),
      ]
      Output.json(value)
    } else {
      let number = event.map { "Event \($0.sequence) (\($0.change.name))" } ?? "The event"
      Output.line("\(number) is recorded\(isNew ? "" : " already").")
    }
  }
}

extension Checked {
  /// What a store refuses: bad input 65, no file 66, not written 73.
  static func docket<T>(_ body: () throws(DocketStoreFailure) -> T) throws -> T {
    do { return try body() } catch { throw CommandFailure.docket(error) }
  }
}

extension CommandFailure {
  static func docket(_ failure: DocketStoreFailure) -> CommandFailure {
    switch failure {
    case .refused(let refusal):
      var invalid = CommandFailure.input(InvalidInput(faults: refusal.faults.map(\.inputFault)))
      invalid.code = .badInput
      invalid.reason = failure.code
      return invalid
    case .missing, .snapshotMissing:
      return CommandFailure(code: .noInput, message: failure.description, reason: failure.code)
    case .damaged, .newer:
      return CommandFailure(code: .badInput, message: failure.description, reason: failure.code)
    case .exists, .busy, .purgeUnfinished, .cannotWrite:
      return CommandFailure(code: .cannotWrite, message: failure.description, reason: failure.code)
    }
  }

  static func engine(_ failure: DocketEngineFailure) -> CommandFailure {
    switch failure {
    case .refused(let refusal): .docket(.refused(refusal))
    case .input(let invalid): .input(invalid)
    case .match(let failure): .match(failure)
    case .maxChanges(let rule): .usage("policy.maxChanges", rule)
    }
  }
}
