/// Looks whether pairs have scores in bands that a certificate does not list.
struct BandSearch {
  private let listed: [Int64]
  private let width: Int64
  private var last: Int64?
  /// Whether a score lay in a band that is not listed.
  private(set) var isMissing = false

  /// `listed`: least scores of bands, ascending.
  init(listed: [Int64], width: Int64) {
    (self.listed, self.width) = (listed, width)
  }

  mutating func note(_ score: Int) {
    guard !isMissing else { return }
    let band = PriceCheck.band(of: Int64(score), width: width)
    guard band != last else { return }
    last = band
    var (low, high) = (0, listed.count)
    while low < high {
      let middle = (low + high) / 2
      if listed[middle] < band { low = middle + 1 } else { high = middle }
    }
    isMissing = low == listed.count || listed[low] != band
  }
}
