/// How many people of a group a firm takes: at least, at most, or both.
///
/// Groups of several columns may cross. Pinned people count. The group is read from a fact or a wish of the survivor,
/// never from an audit column.
public struct Quota: Sendable, Hashable, Codable {
  /// What tells the group.
  public enum Column: String, Sendable, Hashable, Codable, CaseIterable {
    case jurisdiction
    /// She lists the language, as whichever choice.
    case languages
    case matter
    case traumaTraining = "trauma_training"
    /// She lists the need.
    case needs
    case priority
  }

  /// The firm's id; nil: the whole network.
  public var firm: String?
  /// The column of survivors.csv.
  public var column: Column
  /// What stands there, as the format writes it: `TX`, `es`, `required`, `0`.
  public var value: String
  /// Fewest of them with the firm; nil: none demanded.
  public var minimum: Int?
  /// Most of them with the firm; nil: no limit.
  public var maximum: Int?

  public init(firm: String?, column: Column, value: String, minimum: Int? = nil, maximum: Int? = nil) {
    self.firm = firm
    self.column = column
    self.value = value
    self.minimum = minimum
    self.maximum = maximum
  }

  /// Whether somebody belongs to the group.
  public func counts(_ survivor: Survivor) -> Bool {
    switch column {
    case .jurisdiction: survivor.jurisdiction?.code == value
    case .languages: survivor.languages.contains { $0.code == value }
    case .matter: survivor.matter?.rawValue == value
    case .traumaTraining: survivor.traumaTraining.rawValue == value
    case .needs: survivor.needs.contains(value)
    case .priority: String(survivor.priority) == value
    }
  }

  /// Whether the value is one that the column can hold, in the spelling in which it is compared.
  package var isValueKnown: Bool {
    switch column {
    case .jurisdiction: Jurisdiction.canonical(value).map { $0.0.code == value } ?? false
    case .languages: Language.canonical(value).map { $0.0.code == value } ?? false
    case .matter: Matter(rawValue: value) != nil
    case .traumaTraining: TrainingNeed(rawValue: value) != nil
    case .needs: !value.isEmpty && value == value.lowercased()
    case .priority: Int(value).map { $0 >= 0 && String($0) == value } ?? false
    }
  }

  /// Firm, column, value: what two quotas must not share.
  package var key: [String] { [firm ?? "", column.rawValue, value] }
}

extension Quota: RedactedValue {}
