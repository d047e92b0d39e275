/// Empty cells of one person that are worth asking for, and what the best answer would change.
public struct PhoneCall: Sendable, Hashable {
  /// Who is asked.
  public enum Person: Sendable, Hashable {
    case survivor(String)
    case attorney(String)

    /// The id.
    public var id: String {
      switch self {
      case .survivor(let id), .attorney(let id): id
      }
    }
  }

  /// Who is asked.
  public var person: Person
  /// Columns of the person's table that are empty and are asked for together: a survivor's missing facts, an attorney's
  /// admissions and languages where both are empty, else one.
  public var columns: [String]
  /// The best answer, one cell for each column, as it would stand in the file; of equally good ones the first by
  /// column, languages and jurisdictions by their codes, others in the order of docs/formats.md.
  public var values: [String]
  /// How many more people could be served after the best answer.
  public var gain: Int
  /// People of each priority class who are served besides, in the order of ``LevelResult/classes``; negative where a place
  /// goes to somebody of an earlier class.
  public var classes: [Int]
  /// How many answers change how many people of any class can be served.
  public var helpful: Int
  /// How many answers were tried.
  public var possible: Int
}

extension PhoneCall: RedactedValue {
  public var description: String { "PhoneCall(gain \(gain), \(helpful) of \(possible) answers)" }
}
