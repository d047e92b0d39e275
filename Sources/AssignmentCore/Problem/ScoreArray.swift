/// Integer scores of arcs, stored as narrowly as the caller had them.
///
/// Kernels unwrap the case once, outside their loops; `subscript` is for code that is not hot.
public enum ScoreArray: Sendable, Hashable {
  case int32([Int32])
  case int64([Int64])

  /// The number of scores.
  public var count: Int {
    switch self {
    case .int32(let values): values.count
    case .int64(let values): values.count
    }
  }

  /// The score of one arc, widened.
  public subscript(index: Int) -> Int64 {
    switch self {
    case .int32(let values): Int64(values[index])
    case .int64(let values): values[index]
    }
  }
}
