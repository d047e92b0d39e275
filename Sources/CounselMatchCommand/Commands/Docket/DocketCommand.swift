import ArgumentParser

/// A network over time.
struct DocketCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docket",
    abstract: "Keep a network over time: arrivals, offers, declines, withdrawals, and new plans that stay calm.",
    discussion: """
      A docket is a file. Every event has an opaque id (--event): recording it twice changes nothing. No clock is read: \
      --day says when it happened, by default the day of the event before. What is printed holds ids and is for the \
      coordinator.

      EXAMPLE: counselmatch docket open network.docket --dataset Datasets/remission-100
      """,
    subcommands: [
      DocketOpenCommand.self, DocketArriveCommand.self, DocketOfferCommand.self, DocketAcceptCommand.self,
      DocketIntroduceCommand.self, DocketDeclineCommand.self, DocketHoldCommand.self, DocketReleaseCommand.self,
      DocketWithdrawCommand.self, DocketPurgeCommand.self, DocketUndoCommand.self, DocketReplanCommand.self,
      DocketBackupsCommand.self, DocketHistoryCommand.self, DocketRecordCommand.self, DocketRestoreCommand.self,
    ])
}
