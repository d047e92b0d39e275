import ArgumentParser
import AssignmentCore
import CounselMatch
import DocketStore
import MatchDatasets
import MatchReports

/// Which pairs a plan may change.
struct KeepingOptions: ParsableArguments {
  @Flag(help: "Pairs that were accepted may change too.")
  var freeAccepted = false

  @Flag(help: "Offers that nobody has answered may change too.")
  var freeOffered = false

  var rules: DocketRules {
    DocketRules(accepted: freeAccepted ? .free : .kept, offered: freeOffered ? .free : .kept)
  }
}

/// A new plan with as few changes as can be.
struct DocketReplanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replan",
    abstract: "Make the best plan of the present with the fewest changes, and say why each change is made.",
    discussion: """
      Introduced pairs never change. Without --adopt nothing is recorded. The price of stability is what a plan that keeps \
      nothing but introduced and pinned pairs would have more.
      """)

  @OptionGroup var docket: DocketArguments
  @OptionGroup var keeping: KeepingOptions

  @Option(
    help: ArgumentHelp(
      "Most pairs that may change besides those that no plan can keep: exact for served, with a gap for quality.",
      valueName: "k"))
  var maxChanges: Int?

  @Flag(help: "Record the plan: its pairs are the proposals then.")
  var adopt = false

  @Option(help: "Seed of the order among people alike in all that matters.")
  var seed: UInt64?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let maxChanges, maxChanges < 0 { throw ValidationError("--max-changes takes a whole number from 0.") }
  }

  func run() throws {
    try common.reporting {
      let store = try docket.open()
      let present = store.docket
      if present.policy.tieBreak == .lottery, seed == nil {
        throw CommandFailure.usage("seed.missing", "tieBreak lottery needs --seed N")
      }
      let replan = try common.solving { limits in
        do throws(DocketEngineFailure) {
          return try Replanner(
            matcher: Matcher(solvers: CompiledSolvers.all), rules: keeping.rules, maxChanges: maxChanges
          ).replan(
            present, seed: seed ?? 0, limits: limits)
        } catch {
          throw CommandFailure.engine(error)
        }
      }
      if adopt, !replan.forbiddenPins.isEmpty { throw Self.forbidden(replan.forbiddenPins) }
      // A plan that was cut short by hand is shown, not recorded.
      let isAdopted = adopt && replan.plan.status != .infeasible && replan.plan.termination != .cancelled
      if isAdopted {
        let (id, day) = (docket.event ?? "e\(present.events.count + 1)", try docket.day(present))
        try Checked.docket { () throws(DocketStoreFailure) in
          _ = try store.record(.adopted(pairs: replan.pairs), id: id, day: day)
        }
      }
      if common.json {
        Output.json(
          DocketReport.json(replan).with("adopted", .bool(isAdopted)).with(schema: "counselmatch.replan/1"))
      } else {
        Output.text(DocketReport.text(replan))
      }
      if replan.plan.status == .infeasible { throw CommandFailure(code: .failed) }
    }
  }

  /// A plan that moves somebody whom a coordinator pinned is not adopted before the pin is undone.
  private static func forbidden(_ pins: [Replan.ForbiddenPin]) -> CommandFailure {
    let named = pins.prefix(5).map { pin in
      "\(pin.survivor) to \(pin.attorney) (\(pin.against.map(\.rawValue).joined(separator: ", ")))"
    }
    let rest = pins.count > named.count ? " and \(pins.count - named.count) more" : ""
    return CommandFailure(
      code: .badInput,
      message: "nothing was recorded: rules forbid what is pinned, \(named.joined(separator: "; "))\(rest); "
        + "undo the pins or correct the facts, then plan again",
      reason: "pin.forbidden")
  }
}

/// Who would be asked next.
struct DocketBackupsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backups",
    abstract: "Name the attorneys to whom the plan turns, one after the other, if everybody before declines.")

  @OptionGroup var docket: DocketArguments
  @OptionGroup var keeping: KeepingOptions
  @OptionGroup var person: SurvivorArguments

  @Option(help: ArgumentHelp("Most attorneys.", valueName: "n"))
  var limit = 3

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let present = try docket.open().docket
      guard present.status(of: person.survivor) != nil else {
        throw CommandFailure.usage("survivor.unknown", "no survivor of the docket has the id that is named")
      }
      let (own, backups) = try find(present)
      if common.json {
        Output.json([
          "schema": "counselmatch.docket-backups/1", "survivor": .string(person.survivor), "attorney": .optional(own),
          "backups": .strings(backups),
        ])
      } else {
        Output.line("Now: \(own ?? "nobody"). Then: \(backups.isEmpty ? "nobody" : backups.joined(separator: ", ")).")
      }
    }
  }

  private func find(_ docket: Docket) throws -> (String?, [String]) {
    do throws(DocketEngineFailure) {
      let engine = try DocketEngine(docket, rules: keeping.rules, matcher: Matcher(solvers: CompiledSolvers.all))
      return (engine.attorney(of: person.survivor), try engine.backups(for: person.survivor, limit: limit))
    } catch {
      throw CommandFailure.engine(error)
    }
  }
}

/// Everything that was recorded.
struct DocketHistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List every event, and how many cases stand at each step.")

  @OptionGroup var docket: DocketArguments
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let present = try docket.open().docket
      if common.json {
        Output.json(DocketReport.json(history: present).with(schema: "counselmatch.docket-history/1"))
      } else {
        Output.text(DocketReport.text(history: present))
      }
    }
  }
}
