/// A knapsack over units and hours by the few items that two prices leave open.
///
/// Problem: maximise profit with at most `room` units and `grains` of hours. Method (core by reduced profits, as in
/// Balas, Zemel 1980): with a price per grain and one per unit, every choice is worth a bound less its losses: what is
/// taken at a reduced loss, what is left at a reduced gain, and the price of what stays free. A greedy choice is known;
/// an item whose reduced profit exceeds its distance from the bound is settled; the rest is searched in order of size,
/// cut by the losses so far. Prices are kept from one call to the next: they change little.
/// Invariant: the result is exact, or none where the search grows too long.
/// Complexity: O(items × log items) where few stay open.
struct CoreKnapsack {
  /// Prices of a grain and of a unit, ≥ 0.
  struct Prices {
    var grain: Int64 = 0
    var unit: Int64 = 0
  }

  private var keys: [Double] = []
  private var order: [Int] = []
  private var reduced: [Int64] = []
  private var isTaken: [Bool] = []
  private var core: [Int] = []
  private var choice: [Bool] = []
  private var bestChoice: [Bool] = []
  private static let nodeLimit = 3_000

  /// Positions of the items taken by the last call that succeeded.
  private(set) var taken: [Int] = []

  /// The best profit, or nil where the search would take too long.
  mutating func solve(
    units: [Int], hours: [Int], profits: [Int64], room: Int, grains: Int, prices: inout Prices
  ) -> Int64? {
    let count = profits.count
    order.removeAll(keepingCapacity: true)
    for index in 0..<count { order.append(index) }
    // Price of a grain where the hours run out, then that of a unit where the room does.
    sort(count) { hours[$0] == 0 ? 1e300 : Double(profits[$0] - prices.unit * Int64(units[$0])) / Double(hours[$0]) }
    var left = grains
    prices.grain = 0
    for index in order {
      left -= hours[index]
      if left >= 0 { continue }
      prices.grain = max(0, Int64(keys[index]))
      break
    }
    sort(count) { Double(profits[$0] - prices.grain * Int64(hours[$0])) / Double(units[$0]) }
    left = room
    prices.unit = 0
    for index in order {
      left -= units[index]
      if left >= 0 { continue }
      prices.unit = max(0, Int64(keys[index]))
      break
    }
    let bound = reduce(units, hours, profits, room, grains, prices)
    return settle(units, hours, profits, room, grains, prices, bound)
  }

  private mutating func sort(_ count: Int, _ key: (Int) -> Double) {
    keys.removeAll(keepingCapacity: true)
    for index in 0..<count { keys.append(key(index)) }
    // Insertion: there are few items, and they are nearly in order the second time.
    for place in 1..<max(1, count) {
      let item = order[place]
      var at = place
      while at > 0, keys[order[at - 1]] < keys[item] {
        order[at] = order[at - 1]
        at -= 1
      }
      order[at] = item
    }
  }

  private mutating func reduce(
    _ units: [Int], _ hours: [Int], _ profits: [Int64], _ room: Int, _ grains: Int, _ prices: Prices
  ) -> Int64 {
    reduced.removeAll(keepingCapacity: true)
    var bound = prices.grain * Int64(grains) + prices.unit * Int64(room)
    for index in profits.indices {
      let own = profits[index] - prices.grain * Int64(hours[index]) - prices.unit * Int64(units[index])
      reduced.append(own)
      bound += max(0, own)
    }
    return bound
  }

  private mutating func settle(
    _ units: [Int], _ hours: [Int], _ profits: [Int64], _ room: Int, _ grains: Int, _ prices: Prices, _ bound: Int64
  ) -> Int64? {
    var (roomLeft, grainsLeft, value) = (room, grains, Int64(0))
    isTaken.removeAll(keepingCapacity: true)
    for _ in profits { isTaken.append(false) }
    for index in order where units[index] <= roomLeft && hours[index] <= grainsLeft {
      isTaken[index] = true
      roomLeft -= units[index]
      grainsLeft -= hours[index]
      value += profits[index]
    }
    let gap = bound - value
    core.removeAll(keepingCapacity: true)
    (roomLeft, grainsLeft) = (room, grains)
    for index in order where reduced[index].magnitude <= gap.magnitude { core.append(index) }
    for index in order where reduced[index] > gap {
      roomLeft -= units[index]
      grainsLeft -= hours[index]
    }
    guard gap > 0, !core.isEmpty else { return finish(value) }
    for place in 1..<core.count {
      let item = core[place]
      var at = place
      while at > 0, reduced[core[at - 1]].magnitude < reduced[item].magnitude {
        core[at] = core[at - 1]
        at -= 1
      }
      core[at] = item
    }
    guard let loss = search(units, hours, roomLeft, grainsLeft, prices, gap) else { return nil }
    guard loss < gap else { return finish(value) }
    for index in profits.indices { isTaken[index] = reduced[index] > gap }
    for (place, index) in core.enumerated() { isTaken[index] = bestChoice[place] }
    return finish(bound - loss)
  }

  private mutating func finish(_ value: Int64) -> Int64 {
    taken.removeAll(keepingCapacity: true)
    for index in isTaken.indices where isTaken[index] { taken.append(index) }
    return value
  }

  /// The least loss over the open items, at most `limit`; nil where it takes too long.
  private mutating func search(
    _ units: [Int], _ hours: [Int], _ room: Int, _ grains: Int, _ prices: Prices, _ limit: Int64
  ) -> Int64? {
    let count = core.count
    choice.removeAll(keepingCapacity: true)
    for _ in core { choice.append(false) }
    var (best, loss, roomLeft, grainsLeft, depth, visited) = (limit, Int64(0), room, grains, 0, 0)
    var isBack = false
    while true {
      visited += 1
      if visited > Self.nodeLimit { return nil }
      if !isBack {
        if depth == count {
          let total = loss + prices.grain * Int64(grainsLeft) + prices.unit * Int64(roomLeft)
          if total < best {
            best = total
            bestChoice.removeAll(keepingCapacity: true)
            bestChoice += choice
          }
          isBack = true
          continue
        }
        let item = core[depth]
        let wants = reduced[item] > 0
        if wants, units[item] <= roomLeft, hours[item] <= grainsLeft {
          choice[depth] = true
          roomLeft -= units[item]
          grainsLeft -= hours[item]
          depth += 1
        } else if !wants || loss + reduced[item] < best {
          choice[depth] = false
          if wants { loss += reduced[item] }
          depth += 1
        } else {
          isBack = true
        }
        continue
      }
      // Back to the last item whose other choice is still to be tried.
      guard depth > 0 else { return best }
      depth -= 1
      let item = core[depth]
      let wants = reduced[item] > 0
      if choice[depth] {
        roomLeft += units[item]
        grainsLeft += hours[item]
        if wants, loss + reduced[item] < best {
          choice[depth] = false
          loss += reduced[item]
          depth += 1
          isBack = false
        } else if !wants {
          loss += reduced[item]
        }
      } else if wants {
        loss -= reduced[item]
      } else if loss - reduced[item] < best, units[item] <= roomLeft, hours[item] <= grainsLeft {
        choice[depth] = true
        loss -= reduced[item]
        roomLeft -= units[item]
        grainsLeft -= hours[item]
        depth += 1
        isBack = false
      }
    }
  }
}
