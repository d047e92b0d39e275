public import AssignmentCore
public import CounselMatch
public import MatchDatasets

/// A draw with all that belongs to it: chances, outcome, and the files of its record.
///
/// The files are byte-identical for equal input (in any row order), policy and origin, whatever the threads, process
/// and locale. They name people: the record is for coordinators and their auditor.
public struct LotteryRecord: Sendable {
  /// The value of `schema` in lottery.json.
  public static let schema = "counselmatch.lottery/1"
  /// Everybody's chance.
  public static let chancesName = "chances.csv"
  /// The levels with their reasons, and the digests of all.
  public static let documentName = "lottery.json"
  /// The header of chances.csv.
  public static let chanceColumns = [
    "survivor", "priority", "chance", "reason", "level", "people", "places", "served",
  ]

  /// From what it was drawn.
  public let origin: LotteryOrigin
  /// The chances.
  public let lottery: FairLottery
  /// What was drawn.
  public let draw: LotteryDraw
  /// matches.csv, unmatched.csv and result.json as for every plan, then chances.csv, lottery.json, opening.json and,
  /// where there was one, commitment.json.
  public let files: [OutputFile]

  /// Draws, and puts down what was drawn.
  ///
  /// Whether dataset and policy are those committed to is for ``LotteryVerifier`` and `reveal` to say.
  ///
  /// - Parameters:
  ///   - lottery: the chances of the dataset.
  ///   - origin: the randomness, and what opens the commitment.
  ///   - limits: of the solve for the pairs.
  /// - Throws: ``LotteryRecordFailure``.
  public init(
    _ lottery: FairLottery, origin: LotteryOrigin, limits: SolveLimits = .none
  ) throws(LotteryRecordFailure) {
    let randomness: HashedRandomness
    do {
      randomness = try HashedRandomness(origin.source, instance: lottery.instance)
    } catch {
      throw .content(error)
    }
    do {
      draw = try lottery.draw(randomness, limits: limits)
    } catch {
      throw .lottery(error)
    }
    do {
      files = try LotteryFiles(lottery: lottery, draw: draw, origin: origin, randomness: randomness).output()
    } catch {
      throw .content(error)
    }
    (self.origin, self.lottery) = (origin, lottery)
  }
}

extension LotteryRecord {
  /// Finds the chances, draws, and puts down what was drawn.
  ///
  /// - Throws: ``LotteryRecordFailure``.
  public init(
    _ instance: CaseInstance, origin: LotteryOrigin, limits: SolveLimits = .none
  ) throws(LotteryRecordFailure) {
    let lottery: FairLottery
    do {
      lottery = try FairLottery(instance, limits: limits)
    } catch {
      throw .lottery(error)
    }
    try self.init(lottery, origin: origin, limits: limits)
  }
}

/// Why there is no record of a draw.
public enum LotteryRecordFailure: Error, Sendable, Hashable {
  /// The draw is refused or was stopped.
  case lottery(LotteryFailure)
  /// Something that the files cannot hold: a number beyond ±(2⁵³ − 1), a NUL in an id.
  case content(InvalidInput)
}

extension LotteryRecord: RedactedValue {}
