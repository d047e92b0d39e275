public import AssignmentCore
public import CounselMatch
public import MatchDatasets

/// What a result folder claims, in the words of the library.
///
/// Made by reading ``ResultFiles`` strictly; whether the claims hold is for ``ResultVerifier`` to say.
public struct StoredResult: Sendable, Hashable {
  /// The value of `schema`.
  public static let schema = "counselmatch.result/1"

  /// A row of matches.csv.
  public struct Match: Sendable, Hashable {
    /// The survivor's id.
    public var survivor: String
    /// The attorney's id.
    public var attorney: String
    /// The firm's id; nil: on her own.
    public var firm: String?
    /// The id of the second attorney; nil: there is none.
    public var coCounsel: String?
    /// The claimed score.
    public var score: Int
    /// Row in matches.csv, the header being 1.
    public var row: Int
  }

  /// A row of unmatched.csv.
  public struct Unmatched: Sendable, Hashable {
    /// The survivor's id.
    public var survivor: String
    /// The claimed class.
    public var reason: UnmatchedSurvivor.Reason
    /// Names of columns.
    public var missingFacts: [String]
    /// Key of ``StoredResult/bottlenecks``.
    public var bottleneck: String?
    /// Row in unmatched.csv, the header being 1.
    public var row: Int
  }

  /// How many attorneys each rule excludes, for somebody for whom nobody is eligible.
  public struct Evidence: Sendable, Hashable {
    /// The survivor's id.
    public var survivor: String
    /// By rule.
    public var blockedBy: [UnmatchedSurvivor.RuleCount]
  }

  /// A pair of the previous plan, a row of previous.csv.
  public struct Previous: Sendable, Hashable {
    /// What the row says.
    public var pair: PreviousPair
    /// Row in previous.csv, the header being 1.
    public var row: Int
  }

  /// The digest of one table of the dataset.
  public struct TableDigest: Sendable, Hashable {
    /// The table's file name.
    public var table: String
    /// 64 hexadecimal digits over the rows in canonical order.
    public var sha256: String

    public init(table: String, sha256: String) {
      self.table = table
      self.sha256 = sha256
    }
  }

  /// What the files said, for the digest.
  public var files: ResultFiles
  /// In the order of the file.
  public var matches: [Match] = []
  /// In the order of the file.
  public var unmatched: [Unmatched] = []
  /// The sentence that every plan must carry.
  public var notice = ""
  /// What is claimed to be proved.
  public var status = MatchPlan.PlanStatus.feasible
  /// Raw value of `Termination`.
  public var termination = ""
  /// Who is said to have answered.
  public var solver = ""
  /// Why another solver than the one asked for answered.
  public var fallback: String?
  /// Seed of the tie order.
  public var seed: UInt64 = 0
  /// The claimed number of pairs.
  public var matchedCount = 0
  /// The claimed number of people without a place.
  public var unmatchedCount = 0
  /// The claimed number of people on hold.
  public var onHoldCount = 0
  /// The claimed value of each level.
  ///
  /// Values of `group-rates` stand in ``rates``.
  public var levels: [LevelResult] = []
  /// For each level the claimed value of `group-rates`, as text: `7/9`; nil for the other levels and for null.
  public var rates: [String?] = []
  /// The claimed bound of the first level that is not proven.
  public var bound: Int64?
  /// A reduced fraction, `3/161035`; nil where there is no bound.
  public var gap: String?
  /// What proves the levels; nil: nothing does.
  public var prices: PlanPrices?
  /// With hours or households: the search trees that bound the levels; nil: there are none.
  public var tree: SearchTreeProof?
  /// Claimed groups of people with too few places.
  public var bottlenecks: [Bottleneck] = []
  /// Ids of people who are not in the plan.
  public var onHold: [String] = []
  /// For people for whom nobody is eligible.
  public var evidence: [Evidence] = []
  /// The policy as used, every key present.
  public var policy = JSONValue.null
  /// The tables from which the result was made.
  public var inputs: [TableDigest] = []
  /// The pairs of the previous plan against which this one was made, in the order of the file; nil: there was none.
  public var previous: [Previous]?
  /// What result.json says is the hash of previous.csv.
  public var previousHash: String?
  /// SHA-256 over all that stands in the three files.
  public var digest = ""

  init(files: ResultFiles) {
    self.files = files
  }
}

extension StoredResult {
  /// The pairs of this result as the previous plan of another run, by survivor.
  public var pairsAsPrevious: [PreviousPair] {
    let pairs = matches.map { PreviousPair(survivor: $0.survivor, attorney: $0.attorney) }
    return pairs.sorted { $0.survivor.utf8.lexicographicallyPrecedes($1.survivor.utf8) }
  }

  /// The pairs against which this result was made; nil: there was no previous plan.
  public var previousPairs: [PreviousPair]? { previous?.map(\.pair) }
}

extension StoredResult: RedactedValue {
  public var description: String { "StoredResult(\(matches.count) matched, \(unmatched.count) unmatched)" }
}

extension StoredResult.Match: RedactedValue {}
extension StoredResult.Unmatched: RedactedValue {}
extension StoredResult.Evidence: RedactedValue {}
extension StoredResult.Previous: RedactedValue {}
