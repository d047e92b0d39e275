public import CounselMatch
public import MatchDatasets

/// What a result folder claims, in the words of the library.
///
/// Made by reading ``ResultFiles`` strictly; whether the claims hold is for ``ResultVerifier`` to say.
public struct StoredResult: Sendable, Hashable {
  public static let schema = "counselmatch.result/1"

  public struct Match: Sendable, Hashable {
    public var survivor: String
    public var attorney: String
    public var firm: String?
    public var score: Int
    /// Row in matches.csv, the header being 1.
    public var row: Int
  }

  public struct Unmatched: Sendable, Hashable {
    public var survivor: String
    public var reason: UnmatchedSurvivor.Reason
    public var missingFacts: [String]
    public var bottleneck: String?
    /// Row in unmatched.csv, the header being 1.
    public var row: Int
  }

  /// How many attorneys each rule excludes, for somebody for whom nobody is eligible.
  public struct Evidence: Sendable, Hashable {
    public var survivor: String
    public var blockedBy: [UnmatchedSurvivor.RuleCount]
  }

  public struct TableDigest: Sendable, Hashable {
    public var table: String
    public var sha256: String

    public init(table: String, sha256: String) {
      self.table = table
      self.sha256 = sha256
    }
  }

  /// What the files said, for the digest.
  public var files: ResultFiles
  public var matches: [Match] = []
  public var unmatched: [Unmatched] = []
  public var notice = ""
  public var status = MatchPlan.PlanStatus.feasible
  public var termination = ""
  public var solver = ""
  public var fallback: String?
  public var seed: UInt64 = 0
  public var matchedCount = 0
  public var unmatchedCount = 0
  public var onHoldCount = 0
  public var levels: [LevelResult] = []
  public var bound: Int64?
  /// A reduced fraction, `3/161035`; nil where there is no bound.
  public var gap: String?
  public var prices: PlanPrices?
  public var bottlenecks: [Bottleneck] = []
  public var onHold: [String] = []
  public var evidence: [Evidence] = []
  /// The policy as used, every key present.
  public var policy = JSONValue.null
  public var inputs: [TableDigest] = []
  public var digest = ""

  init(files: ResultFiles) {
    self.files = files
  }
}

extension StoredResult: RedactedValue {
  public var description: String { "StoredResult(\(matches.count) matched, \(unmatched.count) unmatched)" }
}

extension StoredResult.Match: RedactedValue {}
extension StoredResult.Unmatched: RedactedValue {}
extension StoredResult.Evidence: RedactedValue {}
