import ArgumentParser
import CounselMatch

/// A survivor and an attorney.
struct PairArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The survivor's id.", valueName: "id"))
  var survivor: String

  @Option(help: ArgumentHelp("The attorney's id.", valueName: "id"))
  var attorney: String
}

struct DocketOfferCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "offer", abstract: "Record that an attorney was asked to take a case.")

  @OptionGroup var docket: DocketArguments
  @OptionGroup var pair: PairArguments
  @OptionGroup var common: CommonOptions

  func run() throws { try docket.record(.offered(survivor: pair.survivor, attorney: pair.attorney), common) }
}

struct DocketAcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "accept", abstract: "Record that the attorney said yes.")

  @OptionGroup var docket: DocketArguments
  @OptionGroup var pair: PairArguments
  @OptionGroup var common: CommonOptions

  func run() throws { try docket.record(.accepted(survivor: pair.survivor, attorney: pair.attorney), common) }
}

struct DocketIntroduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "introduce", abstract: "Record that both have met: no plan changes the pair from now on.")

  @OptionGroup var docket: DocketArguments
  @OptionGroup var pair: PairArguments
  @OptionGroup var common: CommonOptions

  func run() throws { try docket.record(.introduced(survivor: pair.survivor, attorney: pair.attorney), common) }
}

struct DocketDeclineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decline",
    abstract: "Record that one of the two said no: the pair is never proposed again, for a conflict nobody of the firm."
  )

  @OptionGroup var docket: DocketArguments
  @OptionGroup var pair: PairArguments

  @Option(help: "conflict, workload, matter, survivor-wish, no-answer or unstated.")
  var reason: String = DeclineReason.unstated.rawValue

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if DeclineReason(rawValue: reason) == nil {
      let known = DeclineReason.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--reason takes one of: \(known).")
    }
  }

  func run() throws {
    try docket.record(
      .declined(
        survivor: pair.survivor, attorney: pair.attorney, reason: DeclineReason(rawValue: reason) ?? .unstated), common)
  }
}

/// A survivor alone.
struct SurvivorArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The survivor's id.", valueName: "id"))
  var survivor: String
}

struct DocketHoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Record that a survivor is not to be matched for now.")

  @OptionGroup var docket: DocketArguments
  @OptionGroup var person: SurvivorArguments
  @OptionGroup var common: CommonOptions

  func run() throws { try docket.record(.held(survivor: person.survivor), common) }
}

struct DocketReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Record that a survivor may be matched again.")

  @OptionGroup var docket: DocketArguments
  @OptionGroup var person: SurvivorArguments
  @OptionGroup var common: CommonOptions

  func run() throws { try docket.record(.released(survivor: person.survivor), common) }
}

struct DocketWithdrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Record that a survivor wants no lawyer any more, or that an attorney takes no new cases.")

  @OptionGroup var docket: DocketArguments

  @Option(help: ArgumentHelp("The survivor's id.", valueName: "id"))
  var survivor: String?

  @Option(help: ArgumentHelp("The attorney's id.", valueName: "id"))
  var attorney: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if (survivor == nil) == (attorney == nil) { throw ValidationError("Name --survivor or --attorney, one of them.") }
  }

  func run() throws {
    let change = survivor.map { DocketEvent.Change.withdrew(survivor: $0) }
    try docket.record(change ?? .attorneyWithdrew(attorney: attorney ?? ""), common)
  }
}

struct DocketPurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Remove a withdrawn survivor's id and facts from every event, the file and its snapshot.",
    discussion: "What happened to others stays as it was. Copies made elsewhere are not reached: purge there too.")

  @OptionGroup var docket: DocketArguments
  @OptionGroup var person: SurvivorArguments
  @OptionGroup var common: CommonOptions

  func run() throws { try docket.record(.purged(survivor: person.survivor), common) }
}

struct DocketUndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Undo an earlier event by an event that says so.")

  @OptionGroup var docket: DocketArguments

  @Option(name: .customLong("of"), help: ArgumentHelp("The id of the event that is undone.", valueName: "id"))
  var target: String

  @OptionGroup var common: CommonOptions

  func run() throws { try docket.record(.undone(event: target), common) }
}
