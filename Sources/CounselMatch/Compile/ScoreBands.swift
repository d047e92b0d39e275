/// The bands of scores that occur, and the band of each score: band = ⌊score / width⌋.
struct ScoreBands {
  /// Most bands that a problem may have: each is a level of its own.
  static let limit = 1_000

  let width: Int64
  /// Numbers of the bands that occur, ascending.
  let numbers: [Int64]
  private let first: Int64
  /// Place in `numbers` by number − `first`, where the numbers lie close together.
  private let places: [UInt16]

  /// - Returns: nil for more than ``limit`` bands.
  /// - Complexity: O(scores).
  init?(_ scores: ArcScores, width: Int) {
    let width = Int64(width)
    let (least, greatest) = (scores.least, scores.greatest)
    self.width = width
    guard scores.count > 0 else {
      (numbers, first, places) = ([], 0, [])
      return
    }
    first = Self.number(of: least, width)
    let span = Self.number(of: greatest, width) - first + 1
    guard span <= 1 << 16 else {
      var seen: Set<Int64> = []
      for index in 0..<scores.count {
        seen.insert(Self.number(of: scores[index], width))
        if seen.count > Self.limit { return nil }
      }
      (numbers, places) = (seen.sorted(), [])
      return
    }
    var occurs = [Bool](repeating: false, count: Int(span))
    for index in 0..<scores.count { occurs[Int(Self.number(of: scores[index], width) - first)] = true }
    var (numbers, places): ([Int64], [UInt16]) = ([], [UInt16](repeating: 0, count: occurs.count))
    for (offset, present) in occurs.enumerated() where present {
      places[offset] = UInt16(truncatingIfNeeded: numbers.count)
      numbers.append(first + Int64(offset))
    }
    guard numbers.count <= Self.limit else { return nil }
    (self.numbers, self.places) = (numbers, places)
  }

  /// ⌊score / width⌋, for negative scores too.
  static func number(of score: Int64, _ width: Int64) -> Int64 {
    let (quotient, remainder) = score.quotientAndRemainder(dividingBy: width)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// Least score of each band, ascending.
  var leastScores: [Int64] { numbers.map { $0 * width } }

  /// Place of a score's band among those that occur.
  func place(of score: Int64) -> Int {
    let number = Self.number(of: score, width)
    if !places.isEmpty { return Int(places[Int(number - first)]) }
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
