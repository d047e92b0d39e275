/// A language, by the canonical code of its primary subtag (`es`, `zh`, `yue`, `ase`).
///
/// Values made with ``init(code:)`` are taken as they are; ``Language/canonical(_:)`` reads what people write.
public struct Language: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The canonical code.
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
  /// The USPS code of two letters, or `INTL`.
  public let code: String

  public init(code: String) {
    self.code = code
  }

  public init(stringLiteral code: String) {
    self.code = code
  }

  public var description: String { code }
}

/// How well a language is spoken, ascending.
public enum LanguageLevel: String, Sendable, Hashable, Codable, Comparable, CaseIterable {
  case basic
  case working
  case fluent
  case native

  public static func < (left: Self, right: Self) -> Bool {
    Self.allCases.firstIndex(of: left) ?? 0 < Self.allCases.firstIndex(of: right) ?? 0
  }
}

/// What kind of legal matter a survivor brings.
public enum Matter: String, Sendable, Hashable, Codable, CaseIterable {
  case federal
  case state
  case federalAndState = "federal+state"
}

/// Whether a survivor's case needs a lawyer trained in trauma-informed work.
public enum TrainingNeed: String, Sendable, Hashable, Codable, CaseIterable {
  case required
  case preferred
  case notNeeded = "not-needed"
}

/// How far an attorney's trauma training has come.
///
/// Scheduled never counts as certified.
public enum TrainingStatus: String, Sendable, Hashable, Codable, CaseIterable {
  case none
  case scheduled
  case certified
}

/// Whether a survivor accepts an interpreter.
public enum InterpreterWish: String, Sendable, Hashable, Codable, CaseIterable {
  case acceptable
  case notAcceptable = "not-acceptable"
}

/// How people meet: a survivor's wish, or what an attorney offers.
public enum Meeting: String, Sendable, Hashable, Codable, CaseIterable {
  case remote
  case inPerson = "in-person"
  case either
}

/// The gender of an attorney, or the one that a survivor asks for.
public enum Gender: String, Sendable, Hashable, Codable, CaseIterable {
  case woman
  case man
  case nonBinary = "non-binary"
}

/// What a member of a household wishes; it goes before the policy's rule.
public enum HouseholdWish: String, Sendable, Hashable, Codable, CaseIterable {
  case together
  case apart
  case noWish = "no-wish"
}
