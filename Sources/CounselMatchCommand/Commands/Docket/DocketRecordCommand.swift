import ArgumentParser
import CounselMatch
import DocketStore
import Foundation
import MatchDatasets

/// Many events from standard input.
struct DocketRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record events from standard input, one JSON object a line, and acknowledge each when it is on the disk.",
    discussion: """
      A line is {"id":"x7","day":"2026-01-15","change":{"offered":{"survivor":"S1","attorney":"A3"}}}; the answer is a line \
      {"id":"x7","sequence":12,"recording":"recorded"}, or one with "faults", after which the next line is read. Exit code \
      65 where any line was refused.
      """)

  private struct Line: Decodable {
    var id: String
    var day: Day
    var change: DocketEvent.Change
  }

  @OptionGroup var docket: DocketArguments
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let store = try docket.open()
      var refused = 0
      while let text = readLine() {
        if text.allSatisfy(\.isWhitespace) { continue }
        let answer = answer(text, store)
        if answer["faults"] != nil { refused += 1 }
        Output.bytes(try Checked.input { () throws(InvalidInput) in try answer.canonicalBytes() } + [0x0A])
      }
      if refused > 0 { throw CommandFailure(code: .badInput) }
    }
  }

  private func answer(_ text: String, _ store: SQLiteDocket) -> JSONValue {
    guard let line = try? JSONDecoder().decode(Line.self, from: Data(text.utf8)) else {
      return ["id": nil, "faults": ["json.syntax"]]
    }
    do throws(DocketStoreFailure) {
      let recording = try store.record(line.change, id: line.id, day: line.day)
      let sequence = store.docket.events.count
      return [
        "id": .string(line.id), "sequence": .int(sequence),
        "recording": .string(recording == .recorded ? "recorded" : "repeated"),
      ]
    } catch {
      if case .refused(let refusal) = error {
        return ["id": .string(line.id), "faults": .strings(refusal.faults.map(\.code.rawValue))]
      }
      return ["id": .string(line.id), "faults": [.string(error.code)]]
    }
  }
}

/// The last good snapshot in the place of a damaged docket.
struct DocketRestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put the last good snapshot in the place of a damaged docket; events after it are lost.")

  @OptionGroup var docket: DocketArguments
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let store = try Checked.docket { () throws(DocketStoreFailure) in try SQLiteDocket.restoreSnapshot(docket.file) }
      let count = store.docket.events.count
      if common.json {
        Output.json(["schema": "counselmatch.docket-restored/1", "events": .int(count)])
      } else {
        Output.line("The snapshot with \(count) events is in place.")
      }
    }
  }
}
