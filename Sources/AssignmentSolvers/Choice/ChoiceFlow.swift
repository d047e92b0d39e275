/// A flow in a ``ChoiceNetwork`` under some choice of options; a value, so that choices can be tried and dropped.
///
/// Prices: a unit through a gate that is not taken costs the share of a taking that it uses up, scaled by
/// ``priceScale``. The cheapest flow is then the linear relaxation of the choice, in whole numbers: units that bring
/// nothing more to their gate are left out of its price, which makes the relaxation sharper.
package struct ChoiceFlow: Sendable {
  package let network: ChoiceNetwork
  private var residual: [Int32]
  private var prices: [Int64] = []
  private var potentials: [Int64] = []
  private var levels: [Int32]
  private var cursors: [Int32]
  private var queue: [Int32] = []
  private var origin = ChoiceNetwork.source
  private var goal = ChoiceNetwork.sink
  /// Units gained so far.
  package private(set) var gain = 0
  /// What the priced units cost so far.
  package private(set) var price: Int64 = 0

  /// One taking costs this: divisible by 1 … 14 and 16.
  package static let priceScale: Int64 = 720_720

  package init(_ network: ChoiceNetwork) {
    self.network = network
    residual = network.residual
    levels = [Int32](repeating: -1, count: network.nodeCount)
    cursors = levels
  }

  // MARK: Gates

  /// Opens a gate for more units.
  package mutating func open(_ gate: Int, units: Int) {
    guard network.takenArc[gate] >= 0 else { return }
    residual[Int(network.takenArc[gate])] += Int32(clamping: units)
  }

  /// Lets further takings be used in part, at their price: `taken` are open already, `most` in all.
  ///
  /// Whole takings cost their scale a unit of the gate; the last one, of which fewer units can be useful, costs it for
  /// those.
  package mutating func offer(_ gate: Int, taken: Int, most: Int) {
    let (arc, unit) = (Int(network.takenArc[gate]), network.gates[gate].unit)
    guard arc >= 0, most > taken else { return }
    if prices.isEmpty { prices = [Int64](repeating: 0, count: residual.count) }
    let useful = min(network.useful[gate], unit * most)
    let (whole, rest) = useful.quotientAndRemainder(dividingBy: unit)
    func offer(_ place: Int, _ units: Int, _ width: Int) {
      guard units > 0 else { return }
      residual[arc + place] = Int32(clamping: units)
      prices[arc + place] = Self.priceScale / Int64(width)
      prices[arc + place + 1] = -prices[arc + place]
    }
    offer(2, max(0, whole - taken) * unit, unit)
    if whole >= taken { offer(4, rest, rest) }
  }

  /// Priced units through a gate.
  package func pricedUnits(_ gate: Int) -> Int {
    let arc = Int(network.takenArc[gate])
    return arc < 0 ? 0 : Int(residual[arc + 3] + residual[arc + 5])
  }

  /// Hubs that use a gate.
  package func hubs(usingGate gate: Int) -> [Int] {
    let arc = Int(network.takenArc[gate])
    guard arc >= 0 else { return [] }
    let node = Int(network.heads[arc ^ 1])
    return (network.starts[node]..<network.starts[node + 1]).compactMap { place in
      let back = Int(network.arcs[Int(place)])
      let hub = network.hubOfNode[Int(network.heads[back])]
      return hub >= 0 && residual[back] > 0 ? Int(hub) : nil
    }.sorted()
  }

  // MARK: Flow

  /// Gains as many units as open gates allow, at most `limit`; answers how many.
  @discardableResult
  package mutating func gainMost(limit: Int = .max) -> Int {
    var gained = 0
    while gained < limit, layer() {
      for node in cursors.indices { cursors[node] = network.starts[node] }
      while gained < limit {
        let pushed = push(limit - gained)
        if pushed == 0 { break }
        gained += pushed
      }
    }
    gain += gained
    return gained
  }

  /// Gains units at the least price, until the price or the gain is reached or nothing is left.
  ///
  /// What is open without price is used first.
  package mutating func gainCheapest(withinPrice budget: Int64, upTo target: Int) {
    _ = gainMost(limit: max(0, target - gain))
    potentials = [Int64](repeating: 0, count: network.nodeCount)
    while gain < target, reprice() {
      let distance = potentials[ChoiceNetwork.sink]
      let affordable = distance > 0 ? Int((budget - price) / distance) : .max
      guard affordable > 0 else { return }
      let gained = gainMost(limit: min(affordable, target - gain))
      price += Int64(gained) * distance
      guard gained < affordable else { return }
    }
  }

  @inline(__always)
  private func isOpen(_ arc: Int, _ tail: Int) -> Bool {
    guard residual[arc] > 0 else { return false }
    if prices.isEmpty || potentials.isEmpty { return prices.isEmpty || prices[arc] == 0 }
    return prices[arc] + potentials[tail] == potentials[Int(network.heads[arc])]
  }

  /// Levels by breadth from the source; false where the sink is not reached.
  private mutating func layer() -> Bool {
    for node in levels.indices { levels[node] = -1 }
    queue.removeAll(keepingCapacity: true)
    queue.append(Int32(origin))
    levels[origin] = 0
    var next = 0
    while next < queue.count {
      let node = Int(queue[next])
      next += 1
      for place in network.starts[node]..<network.starts[node + 1] {
        let arc = Int(network.arcs[Int(place)])
        let head = Int(network.heads[arc])
        guard levels[head] < 0, isOpen(arc, node) else { continue }
        levels[head] = levels[node] + 1
        if head == goal { return true }
        queue.append(Int32(head))
      }
    }
    return false
  }

  /// One path along the levels, with as many units as it takes.
  private mutating func push(_ limit: Int) -> Int {
    var path: [Int32] = []
    var node = origin
    while node != goal {
      if let arc = advance(node) {
        path.append(Int32(arc))
        node = Int(network.heads[arc])
      } else {
        guard let last = path.popLast() else { return 0 }
        node = Int(network.heads[Int(last) ^ 1])
        cursors[node] += 1
      }
    }
    let units = path.reduce(Int32(clamping: limit)) { min($0, residual[Int($1)]) }
    for arc in path {
      residual[Int(arc)] -= units
      residual[Int(arc) ^ 1] += units
    }
    return Int(units)
  }

  private mutating func advance(_ node: Int) -> Int? {
    while cursors[node] < network.starts[node + 1] {
      let arc = Int(network.arcs[Int(cursors[node])])
      if levels[Int(network.heads[arc])] == levels[node] + 1, isOpen(arc, node) { return arc }
      cursors[node] += 1
    }
    return nil
  }

  /// Most units that can get from unserved rows to a gate, or from it to the root, as things are; nothing is moved.
  package func most(throughGate gate: Int, limit: Int) -> Int {
    let arc = Int(network.takenArc[gate])
    guard arc >= 0 else { return 0 }
    let node = Int(network.heads[arc ^ 1])
    var (coming, leaving) = (self, self)
    coming.goal = node
    let units = coming.gainMost(limit: limit)
    leaving.origin = node
    return units == 0 ? 0 : leaving.gainMost(limit: units)
  }

  /// New potentials by Dijkstra; false where the sink cannot be reached at any price.
  private mutating func reprice() -> Bool {
    var distances = [Int64](repeating: .max, count: network.nodeCount)
    var heap = PriceHeap()
    distances[ChoiceNetwork.source] = 0
    heap.push(0, ChoiceNetwork.source)
    while let (distance, node) = heap.pop() {
      guard distance == distances[node] else { continue }
      if node == ChoiceNetwork.sink { break }
      for place in network.starts[node]..<network.starts[node + 1] {
        let arc = Int(network.arcs[Int(place)])
        guard residual[arc] > 0 else { continue }
        let head = Int(network.heads[arc])
        let longer = distance + (prices.isEmpty ? 0 : prices[arc]) + potentials[node] - potentials[head]
        guard longer < distances[head] else { continue }
        distances[head] = longer
        heap.push(longer, head)
      }
    }
    let reached = distances[ChoiceNetwork.sink]
    guard reached < .max else { return false }
    for node in distances.indices { potentials[node] += min(distances[node], reached) }
    return true
  }
}

/// A binary heap of nodes by distance; stale entries stay until they are popped.
struct PriceHeap {
  private var entries: [(distance: Int64, node: Int)] = []

  mutating func push(_ distance: Int64, _ node: Int) {
    entries.append((distance, node))
    var at = entries.count - 1
    while at > 0, entries[(at - 1) / 2].distance > entries[at].distance {
      entries.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  mutating func pop() -> (distance: Int64, node: Int)? {
    guard let first = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return first }
    entries[0] = last
    var at = 0
    while 2 * at + 1 < entries.count {
      var child = 2 * at + 1
      if child + 1 < entries.count, entries[child + 1].distance < entries[child].distance { child += 1 }
      guard entries[child].distance < entries[at].distance else { break }
      entries.swapAt(at, child)
      at = child
    }
    return first
  }
}
