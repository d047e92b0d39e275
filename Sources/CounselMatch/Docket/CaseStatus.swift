/// How far a survivor's case has come.
public enum CaseStatus: Sendable, Hashable {
  /// Nobody is proposed.
  case waiting
  /// The plan, or a coordinator, proposes an attorney, who has not been asked.
  case proposed(attorney: String)
  /// The attorney has been asked.
  case offered(attorney: String)
  /// The attorney said yes.
  case accepted(attorney: String)
  /// They have met.
  case introduced(attorney: String)
  /// She wants no lawyer any more.
  case withdrawn

  /// The attorney of the pair; nil where there is none.
  public var attorney: String? {
    switch self {
    case .waiting, .withdrawn: nil
    case .proposed(let attorney), .offered(let attorney), .accepted(let attorney), .introduced(let attorney): attorney
    }
  }

  /// The attorney whose place the pair takes, from the offer on.
  var reserved: String? {
    if case .proposed = self { nil } else { attorney }
  }

  /// A stable word for lists and messages.
  public var name: String {
    switch self {
    case .waiting: "waiting"
    case .proposed: "proposed"
    case .offered: "offered"
    case .accepted: "accepted"
    case .introduced: "introduced"
    case .withdrawn: "withdrawn"
    }
  }
}

/// A pair that was declined, and whom that rules out.
public struct DocketDecline: Sendable, Hashable {
  /// The survivor's id.
  public let survivor: String
  /// The attorney's id.
  public let attorney: String
  /// The firm to which a conflict is imputed; nil for other reasons, and for attorneys on their own.
  public let firm: String?
  /// Why.
  public let reason: DeclineReason
  /// Number of the event.
  public let sequence: Int
}

extension CaseStatus: RedactedValue {
  public var description: String { name }
}

extension DocketDecline: RedactedValue {}
