/// A language, by the canonical code of its primary subtag (`es`, `zh`, `yue`, `ase`).
///
/// Values made with ``init(code:)`` are taken as they are; ``Language/canonical(_:)`` reads what people write.
public struct Language: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let code: String

  public init(code: String) {
    self.code = code
  }

  public init(stringLiteral code: String) {
    self.code = code
  }

  public var description: String { code }
}

/// Where a bar admission holds or a person lives: a USPS code, or `INTL`.
public struct Jurisdiction: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let code: String

  public init(code: String) {
    self.code = code
  }

  public init(stringLiteral code: String) {
    self.code = code
  }

  public var description: String { code }
}

public enum LanguageLevel: String, Sendable, Hashable, Comparable, CaseIterable {
  case basic
  case working
  case fluent
  case native

  public static func < (left: Self, right: Self) -> Bool {
    Self.allCases.firstIndex(of: left) ?? 0 < Self.allCases.firstIndex(of: right) ?? 0
  }
}

/// What kind of legal matter a survivor brings.
public enum Matter: String, Sendable, Hashable, CaseIterable {
  case federal
  case state
  case federalAndState = "federal+state"
}

/// Whether a survivor's case needs a lawyer trained in trauma-informed work.
public enum TrainingNeed: String, Sendable, Hashable, CaseIterable {
  case required
  case preferred
  case notNeeded = "not-needed"
}

/// How far an attorney's trauma training has come.
///
/// Scheduled never counts as certified.
public enum TrainingStatus: String, Sendable, Hashable, CaseIterable {
  case none
  case scheduled
  case certified
}

public enum InterpreterWish: String, Sendable, Hashable, CaseIterable {
  case acceptable
  case notAcceptable = "not-acceptable"
}

public enum Meeting: String, Sendable, Hashable, CaseIterable {
  case remote
  case inPerson = "in-person"
  case either
}

public enum Gender: String, Sendable, Hashable, CaseIterable {
  case woman
  case man
  case nonBinary = "non-binary"
}

public enum HouseholdWish: String, Sendable, Hashable, CaseIterable {
  case together
  case apart
  case noWish = "no-wish"
}
