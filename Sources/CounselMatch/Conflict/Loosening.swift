/// A change of one hard constraint: part of the least change with which all of them can hold.
public struct Loosening: Sendable, Hashable {
  /// What is loosened: a minimum is lowered, places, a quota's maximum and supervision are raised.
  public let kind: Contradiction.Kind
  /// Id of the attorney or firm, or the quota; nil for the network.
  public let id: String?
  /// By how many cases.
  public let units: Int64

  package init(kind: Contradiction.Kind, id: String?, units: Int64) {
    (self.kind, self.id, self.units) = (kind, id, units)
  }

  public var description: String {
    let owner = id.map { " \($0)" } ?? ""
    let cases = units == 1 ? "one" : "\(units)"
    return switch kind {
    case .attorneyPlaces: "attorney\(owner) lends \(cases == "one" ? "one place" : "\(cases) places")"
    case .firmPlaces: "firm\(owner) lends \(cases == "one" ? "one place" : "\(cases) places")"
    case .networkPlaces: "the network lends \(cases == "one" ? "one place" : "\(cases) places")"
    case .supervision: "firm\(owner) supervises \(cases == "one" ? "one case" : "\(cases) cases") more"
    case .quotaMaximum: "the largest number of the quota\(owner) rises by \(cases)"
    case .quotaMinimum: "the least number of the quota\(owner) falls by \(cases)"
    case .attorneyMinimum: "the minimum of attorney\(owner) falls by \(cases)"
    default: "the minimum of firm\(owner) falls by \(cases)"
    }
  }
}

extension Loosening: CustomStringConvertible {}
