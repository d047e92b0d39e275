internal import CounselMatch

// Problem: given a plan as flows in the network of people and one vector of potentials for each node, decide whether
// the plan is lexicographically optimal on the levels of the potentials.
// Condition: for each arc tail → head with marginal score w, the reduced score w + π(head) − π(tail) is, compared
// lexicographically, ≤ 0 where a unit more would fit and ≥ 0 where a unit is used. Z^L in this order is an ordered
// group, so weak duality holds as in one dimension.
// Scores: pairs score in `served`, `quality`, the bands of `worst-quality` (−1 in the pair's band) and `changes` (1 for
// the attorney of the previous plan); units that leave an attorney or a firm in `minimums` and `load`; people left out,
// counted by group, in `group-rates`.
// Groups: members of a row group see the same scores but for `changes`, so the least π of a row group and the greatest π
// of a column group cover all pairs of members; used and previous pairs are checked one by one.
// Complexity: O((pairs of groups + people + attorneys) × levels). It cannot prove anything about hours and households
// but what holds without them, which is enough where the plan keeps them. Shares no code with AssignmentCore.

/// Checks the prices of a certificate against the network of people.
struct PriceCheck {
  enum Level: Equatable {
    case served
    case quality
    case minimums
    /// The band of `worst-quality` that begins at this score.
    case band(from: Int64)
    case groupRates
    case load
    case changes

    init?(name: String) {
      switch name {
      case "served": self = .served
      case "quality": self = .quality
      case "minimums": self = .minimums
      case "group-rates": self = .groupRates
      case "load": self = .load
      case "changes": self = .changes
      default:
        guard let from = CertifiedLevels.band(of: name) else { return nil }
        self = .band(from: from)
      }
    }
  }

  let levels: [Level]
  let network: PersonNetwork
  /// Points in a band.
  let bandWidth: Int64
  let survivors: [[Int64]]
  /// By outlet; nil: an outlet that nothing can enter, without a price.
  let outlets: [[Int64]?]
  /// By group of `group-rates`.
  let groups: [[Int64]]
  /// What people left out of each group score.
  let shares: GroupShares
  let root: [Int64]

  /// The prices in the shape of the network, or nil where their shape is wrong.
  ///
  /// A missing vector counts as the price of the parent, for a person and a group as zero; the checks then accept or
  /// refuse it like any other.
  init?(_ prices: PlanPrices, network: PersonNetwork, shares: GroupShares, bandWidth: Int64) {
    let levels = prices.levels.compactMap { Level(name: $0) }
    let groupCount = shares.unserved.count
    let lists = [prices.survivors, prices.attorneys, prices.firms, [prices.network], prices.groups]
    let counts = [network.takesPart.count, network.attorneyCount, network.firmCount, 1, groupCount]
    let limit = UInt64(1) << 60
    let mayLackGroups = prices.groups.isEmpty && !levels.contains(.groupRates)
    guard !levels.isEmpty, levels.count == prices.levels.count,
      lists.map(\.count) == counts || (mayLackGroups && lists.dropLast().map(\.count) == counts.dropLast()),
      lists.joined().allSatisfy({ $0.isEmpty || $0.count == levels.count }),
      lists.joined().joined().allSatisfy({ $0.magnitude <= limit })
    else { return nil }
    self.levels = levels
    self.network = network
    self.shares = shares
    self.bandWidth = bandWidth
    let zero = levels.map { _ in Int64(0) }
    root = zero
    survivors = prices.survivors.map { $0.isEmpty ? zero : $0 }
    groups = (0..<groupCount).map { prices.groups.isEmpty || prices.groups[$0].isEmpty ? zero : prices.groups[$0] }
    let given = prices.attorneys + prices.firms + [prices.network]
    var reach = network.outlets.map { $0.capacity ?? .max }
    for firm in network.attorneyCount..<network.outlets.count { reach[firm] = 0 }
    for attorney in 0..<network.attorneyCount where reach[attorney] > 0 {
      for outlet in network.path(from: attorney).dropFirst() { reach[outlet] = 1 }
    }
    var outlets = given.map { Optional($0) }
    // From the network down: every outlet after its parent. No cycle passes a firm that nothing can enter.
    for outlet in given.indices.reversed() where given[outlet].isEmpty || outlet >= network.attorneyCount {
      let parent = network.outlets[outlet].parent.flatMap { outlets[$0] } ?? zero
      outlets[outlet] = reach[outlet] > 0 ? (given[outlet].isEmpty ? parent : given[outlet]) : nil
    }
    self.outlets = outlets
  }

  /// −1, 0 or 1: the sign of score + π(head) − π(tail).
  func sign(_ tail: [Int64], _ head: [Int64]?, score: (Level) -> Int64) -> Int {
    let head = head ?? root
    for level in levels.indices {
      let reduced = score(levels[level]) + head[level] - tail[level]
      if reduced != 0 { return reduced < 0 ? -1 : 1 }
    }
    return 0
  }

  /// The sign for a pair of a survivor's price and an attorney's price; `isKept`: she had this attorney before.
  func pairSign(survivor: Int, price: [Int64], attorney: [Int64], score: Int, isKept: Bool) -> Int {
    let band = band(of: score)
    return sign(price, attorney) { level in
      switch level {
      case .served: network.weights[survivor]
      case .quality: Int64(score)
      case .band(let from): from == band ? -1 : 0
      case .changes: isKept ? 1 : 0
      case .minimums, .load, .groupRates: 0
      }
    }
  }

  /// The least score of the band of a score.
  func band(of score: Int) -> Int64 { Self.band(of: Int64(score), width: bandWidth) }

  static func band(of score: Int64, width: Int64) -> Int64 {
    let rest = score % width
    return score - (rest < 0 ? rest + width : rest)
  }

  /// The greatest price among attorneys that can take somebody; nil: none can.
  func greatest(ofAttorneys members: [Int]) -> [Int64]? {
    members.compactMap { outlets[$0] }.max { $0.lexicographicallyPrecedes($1) }
  }

  /// The least price among survivors.
  func least(ofSurvivors members: [Int]) -> [Int64] {
    members.map { survivors[$0] }.min { $0.lexicographicallyPrecedes($1) } ?? root
  }
}
