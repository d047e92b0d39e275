internal import CounselMatch

// Problem: given a plan as flows in the network of people and one vector of potentials for each node, decide whether
// the plan is lexicographically optimal on the levels of the potentials.
// Condition: for each arc tail → head with marginal score w, the reduced score w + π(head) − π(tail) is, compared
// lexicographically, ≤ 0 where a unit more would fit and ≥ 0 where a unit is used. Z^L in this order is an ordered
// group, so weak duality holds as in one dimension.
// Groups: members of a row group see the same scores, so the least π of a row group and the greatest π of a column
// group cover all pairs of members; used pairs are checked one by one.
// Complexity: O((pairs of groups + people + attorneys) × levels). It cannot prove anything about hours and households
// but what holds without them, which is enough where the plan keeps them. Shares no code with AssignmentCore.

/// Checks the prices of a certificate against the network of people.
struct PriceCheck {
  enum Level {
    case served
    case quality
    case minimums

    init?(name: String) {
      switch name {
      case "served": self = .served
      case "quality": self = .quality
      case "minimums": self = .minimums
      default: return nil
      }
    }
  }

  let levels: [Level]
  let network: PersonNetwork
  let survivors: [[Int64]]
  /// By outlet; nil: an outlet that nothing can enter, without a price.
  let outlets: [[Int64]?]
  private let root: [Int64]

  /// The prices in the shape of the network, or nil where their shape is wrong.
  ///
  /// A missing vector counts as the price of the parent, for a person as zero; the checks then accept or refuse it
  /// like any other.
  init?(_ prices: PlanPrices, network: PersonNetwork) {
    let levels = prices.levels.compactMap { Level(name: $0) }
    let lists = [prices.survivors, prices.attorneys, prices.firms, [prices.network]]
    let counts = [network.takesPart.count, network.attorneyCount, network.firmCount, 1]
    let limit = UInt64(1) << 60
    guard !levels.isEmpty, levels.count == prices.levels.count, lists.map(\.count) == counts,
      lists.joined().allSatisfy({ $0.isEmpty || $0.count == levels.count }),
      lists.joined().joined().allSatisfy({ $0.magnitude <= limit })
    else { return nil }
    self.levels = levels
    self.network = network
    let zero = levels.map { _ in Int64(0) }
    root = zero
    survivors = prices.survivors.map { $0.isEmpty ? zero : $0 }
    let given = prices.attorneys + prices.firms + [prices.network]
    var reach = network.outlets.map { $0.capacity ?? .max }
    for firm in network.attorneyCount..<network.outlets.count { reach[firm] = 0 }
    for attorney in 0..<network.attorneyCount where reach[attorney] > 0 {
      for outlet in network.path(from: attorney).dropFirst() { reach[outlet] = 1 }
    }
    var outlets = given.map { Optional($0) }
    // From the network down: every outlet after its parent.
    for outlet in given.indices.reversed() where given[outlet].isEmpty {
      let parent = network.outlets[outlet].parent.flatMap { outlets[$0] } ?? zero
      outlets[outlet] = reach[outlet] > 0 ? parent : nil
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

  /// The sign for a pair of a survivor's price and an attorney's price.
  func pairSign(survivor: Int, price: [Int64], attorney: [Int64], score: Int) -> Int {
    sign(price, attorney) { level in
      switch level {
      case .served: network.weights[survivor]
      case .quality: Int64(score)
      case .minimums: 0
      }
    }
  }

  /// What is wrong with the price of a survivor who is served or not; nil: nothing.
  func faultOfPerson(_ survivor: Int, served: Bool) -> String? {
    let sign = sign(survivors[survivor], nil) { _ in 0 }
    if served { return sign > 0 ? "certificate.room" : nil }
    return sign < 0 ? "certificate.used" : nil
  }

  /// What is wrong with the price of an attorney, a firm or the network; nil: nothing.
  func faultOfOutlet(_ index: Int) -> String? {
    let outlet = network.outlets[index]
    guard outlet.exists, let price = outlets[index] else { return nil }
    let head = outlet.parent.flatMap { outlets[$0] }
    func sign(ofUnit unit: Int64) -> Int {
      self.sign(price, head) { $0 == .minimums && unit <= outlet.wanted ? 1 : 0 }
    }
    if outlet.flow < outlet.capacity ?? .max, sign(ofUnit: outlet.flow + 1) > 0 { return "certificate.room" }
    if outlet.flow > outlet.floor, sign(ofUnit: outlet.flow) < 0 { return "certificate.used" }
    return nil
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
