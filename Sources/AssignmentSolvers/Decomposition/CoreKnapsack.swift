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
  private var restUnits: [Int] = []
  private var restHours: [Int] = []
  /// Most steps of a search.
  var nodeLimit = 3_000

  /// Positions of the items taken by the last call: the best, or the greedy choice where it gave up.
  private(set) var taken: [Int] = []
  /// No choice of the last call's items is worth more.
  private(set) var bound: Int64 = 0

  /// The best profit, or nil where the search would take too long.
  mutating func solve(
    units: [Int], hours: [Int], profits: [Int64], room: Int, grains: Int, prices: inout Prices
  ) -> Int64? {
    // Price of a grain where the hours run out, then that of a unit where the room does.
    keys.removeAll(keepingCapacity: true)
    for index in profits.indices {
      let worth = Double(profits[index] - prices.unit * Int64(units[index]))
      keys.append(hours[index] == 0 ? 1e300 : worth / Double(hours[index]))
    }
    prices.grain = BreakKey.find(&order, keys, hours, grains).map { max(0, Int64($0)) } ?? 0
    for index in profits.indices {
      let worth = Double(profits[index] - prices.grain * Int64(hours[index]))
      keys[index] = units[index] == 0 ? 1e300 : worth / Double(units[index])
    }
    prices.unit = BreakKey.find(&order, keys, units, room).map { max(0, Int64($0)) } ?? 0
    bound = reduce(units, hours, profits, room, grains, prices)
    return settle(units, hours, profits, room, grains, prices, bound)
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
    arrange()
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
    guard let loss = search(units, hours, roomLeft, grainsLeft, prices, gap) else {
      _ = finish(value)
      return nil
    }
    guard loss < gap else { return finish(value) }
    for index in profits.indices { isTaken[index] = reduced[index] > gap }
    for (place, index) in core.enumerated() { isTaken[index] = bestChoice[place] }
    return finish(bound - loss)
  }

  /// Brings items into the order in which they are tried: those that both prices settle, then the others by what they gain.
  private mutating func arrange() {
    order.removeAll(keepingCapacity: true)
    for index in reduced.indices { order.append(index) }
    var first = 0
    for place in order.indices where reduced[order[place]] > 0 {
      order.swapAt(place, first)
      first += 1
    }
    // The few nearest to zero on either side come last among the gains, and first among the losses.
    let open = max(0, first - Self.sorted)..<min(order.count, first + Self.sorted)
    settleNearest(0..<first, last: first - open.lowerBound)
    settleNearest(first..<order.count, first: open.upperBound - first)
    for place in open.dropFirst() {
      let item = order[place]
      var at = place
      while at > open.lowerBound, reduced[order[at - 1]] < reduced[item] {
        order[at] = order[at - 1]
        at -= 1
      }
      order[at] = item
    }
  }

  private static let sorted = 12

  /// Moves so many of the smallest gains to the end of a range.
  private mutating func settleNearest(_ range: Range<Int>, last count: Int) {
    for done in 0..<count {
      let end = range.upperBound - 1 - done
      var best = end
      for place in range.lowerBound..<end where reduced[order[place]] < reduced[order[best]] { best = place }
      order.swapAt(best, end)
    }
  }

  /// Moves so many of the smallest losses to the front of a range.
  private mutating func settleNearest(_ range: Range<Int>, first count: Int) {
    for done in 0..<count {
      let front = range.lowerBound + done
      var best = front
      for place in front..<range.upperBound where reduced[order[place]] > reduced[order[best]] { best = place }
      order.swapAt(best, front)
    }
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
    // What the items from each depth on can use at most: what stays free beyond that is lost.
    restUnits.removeAll(keepingCapacity: true)
    restHours.removeAll(keepingCapacity: true)
    for _ in 0...count {
      restUnits.append(0)
      restHours.append(0)
    }
    for place in core.indices.reversed() {
      restUnits[place] = restUnits[place + 1] + units[core[place]]
      restHours[place] = restHours[place + 1] + hours[core[place]]
    }
    while true {
      visited += 1
      if visited > nodeLimit { return nil }
      if !isBack {
        let unused =
          prices.grain * Int64(max(0, grainsLeft - restHours[depth]))
          + prices.unit * Int64(max(0, roomLeft - restUnits[depth]))
        if depth < count, loss + unused >= best {
          isBack = true
          continue
        }
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
