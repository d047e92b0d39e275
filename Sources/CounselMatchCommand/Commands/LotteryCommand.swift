import ArgumentParser

/// The fair draw, with commitment, reveal and audit.
struct LotteryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lottery",
    abstract: "Draw fairly who is served: exact chances, every draw serving the most people.",
    discussion: """
      Among all lotteries that serve the most people, class by class, nobody's chance can be raised without lowering \
      that of somebody whose chance is no larger. Hard minimums, hours and households are refused.

      A seed is repeatable, and open to being chosen again until the draw pleases. For a draw in public, commit to \
      pool, policy and a source of randomness that does not exist yet; reveal the draw with what the source gives \
      out; have it verified.

      EXAMPLE: counselmatch lottery Datasets/remission-1k --seed 7 --output out/draw
      EXAMPLE: counselmatch lottery commit Datasets/remission-1k --source "drand, round 4711" --output out/lottery
      EXAMPLE: counselmatch lottery reveal Datasets/remission-1k --commitment out/lottery --randomness 9f…04 \
      --output out/draw
      EXAMPLE: counselmatch lottery verify Datasets/remission-1k out/draw --commitment out/lottery
      """,
    subcommands: [
      LotteryDrawCommand.self, LotteryCommitCommand.self, LotteryRevealCommand.self, LotteryVerifyCommand.self,
    ],
    defaultSubcommand: LotteryDrawCommand.self)
}
