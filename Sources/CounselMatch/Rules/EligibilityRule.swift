/// One hard rule about a pair: whether this attorney may take this survivor's case, as far as the rule goes.
///
/// Three-valued: a missing fact is neither yes nor no; it never makes eligible, and it is reported. Every rule is a
/// value made from the policy, reads only the two people, and never an audit column.
public protocol EligibilityRule: Sendable {
  /// The name in results and explanations.
  static var name: RuleName { get }

  func evaluate(_ survivor: Survivor, _ attorney: Attorney) -> RuleOutcome
}

/// The rules, in the fixed order of every output.
public enum RuleName: String, Sendable, Hashable, CaseIterable {
  case language
  case jurisdiction
  case traumaTraining = "trauma-training"
  case meeting
  case attorneyGender = "attorney-gender"
  case needs
  case availability
  case excluded
}

/// What one rule says of a pair.
public enum RuleOutcome: Sendable, Hashable {
  case eligible
  case ineligible(IneligibilityReason)
  /// The facts without which the rule cannot be decided.
  case unknown(MissingFacts)
}

/// Why a rule says no.
public enum IneligibilityReason: String, Sendable, Hashable, CaseIterable {
  case noSharedLanguage = "no-shared-language"
  case noLicence = "no-licence"
  case notAdmitted = "not-admitted"
  case notCertified = "not-certified"
  case meeting
  case gender
  case needNotOffered = "need-not-offered"
  /// Not free on any day that counts.
  case notAvailable = "not-available"
  /// Free only after the deadline less the lead days.
  case tooLate = "too-late"
  case excluded
}

/// Facts that are unknown, of either person.
public struct MissingFacts: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  public static let survivorJurisdiction = Self(rawValue: 1)
  public static let survivorLanguages = Self(rawValue: 2)
  public static let survivorMatter = Self(rawValue: 4)
  public static let attorneyAdmissions = Self(rawValue: 8)
  public static let attorneyLanguages = Self(rawValue: 16)
  public static let attorneyTraining = Self(rawValue: 32)
  public static let attorneyMeeting = Self(rawValue: 64)
  public static let attorneyGender = Self(rawValue: 128)
  public static let attorneyOffers = Self(rawValue: 256)

  private static let survivorColumns: [(Self, String)] = [
    (.survivorJurisdiction, "jurisdiction"), (.survivorLanguages, "languages"), (.survivorMatter, "matter"),
  ]
  private static let attorneyColumns: [(Self, String)] = [
    (.attorneyAdmissions, "admissions"), (.attorneyLanguages, "languages"), (.attorneyTraining, "trauma_training"),
    (.attorneyMeeting, "meeting"), (.attorneyGender, "gender"), (.attorneyOffers, "offers"),
  ]

  /// Columns of survivors.csv that are unknown, in the order of the file.
  public var ofSurvivor: [String] { Self.survivorColumns.filter { contains($0.0) }.map(\.1) }
  /// Columns of attorneys.csv that are unknown and would have been read.
  public var ofAttorney: [String] { Self.attorneyColumns.filter { contains($0.0) }.map(\.1) }

  /// What a survivor lacks, whatever the attorney: each of these makes everybody ineligible.
  public init(of survivor: Survivor) {
    self = []
    if survivor.jurisdiction == nil { insert(.survivorJurisdiction) }
    if survivor.languages.isEmpty { insert(.survivorLanguages) }
    if survivor.matter == nil { insert(.survivorMatter) }
  }
}

extension RuleOutcome {
  /// Both must hold: one no is no, whatever is unknown.
  func and(_ other: Self) -> Self {
    switch (self, other) {
    case (.ineligible, _): self
    case (_, .ineligible): other
    case (.unknown(let left), .unknown(let right)): .unknown(left.union(right))
    case (.unknown, _): self
    case (.eligible, _): other
    }
  }
}
