import AssignmentCore
import FairnessMetrics
import Testing

/// Every table of counts that fits what is published, by trying all.
private struct Enumeration {
  let published: PublishedTable
  /// Numbers above this are not tried; bounds of withheld figures lie below it.
  let most: Int
  private let leaves: [Int]

  init(_ published: PublishedTable, most: Int) {
    self.published = published
    self.most = most
    leaves = published.parents.indices.filter { column in !published.parents.contains(column) }
  }

  /// Smallest and largest number of every place; nil where nothing fits.
  func intervals() -> [ClosedRange<Int>]? {
    let cells = published.rowCount * leaves.count
    var numbers = [Int](repeating: 0, count: cells)
    var found: [ClosedRange<Int>]?
    while true {
      if let places = places(numbers) {
        found =
          found.map { zip($0, places).map { min($0.lowerBound, $1)...max($0.upperBound, $1) } }
          ?? places.map { $0...$0 }
      }
      guard let next = numbers.lastIndex(where: { $0 < most }) else { return found }
      numbers[next] += 1
      for later in (next + 1)..<max(next + 1, cells) { numbers[later] = 0 }
    }
  }

  /// All sums of the table, where they fit.
  private func places(_ numbers: [Int]) -> [Int]? {
    let counts = (0..<published.rowCount).map { row in
      var cells = [Int](repeating: 0, count: published.columnCount)
      for (index, leaf) in leaves.enumerated() { cells[leaf] = numbers[row * leaves.count + index] }
      return cells
    }
    guard let table = CountTable(counts, parents: published.parents) else { return nil }
    var places: [Int] = []
    for row in 0...published.rowCount {
      for column in 0...published.columnCount {
        let number = table[row, column]
        switch published[row, column] {
        case .shown(let shown): guard shown == number else { return nil }
        case .hidden(let least, let bound): guard number >= least, number <= bound ?? .max else { return nil }
        }
        places.append(number)
      }
    }
    return places
  }
}

@Suite struct IntervalAttackTests {
  /// Tables of up to six numbers from 0 to 3 (4 where four), any figures withheld, bounds known: as by trying all tables.
  @Test func agreesWithEnumeration() throws {
    var (compared, impossible, bounded) = (0, 0, 0)
    for seed in 1...150 as ClosedRange<UInt64> {
      var source = SplitMix64(seed: seed)
      func draw(_ bound: Int) -> Int { Int(source.next() % UInt64(bound)) }
      let (rows, parents): (Int, [Int?]) = [
        (2, [nil, nil]), (3, [nil, nil]), (2, [nil, nil, nil]), (2, [nil, nil, 1, 1]), (1, [nil, 0, 0]),
        (2, [nil, 0, 0]),
      ][draw(6)]
      let most = rows * (parents.count { $0 == nil } + parents.count / 4) > 4 ? 3 : 4
      let counts = (0..<rows).map { _ in parents.map { _ in draw(most + 1) } }
      let table = try #require(CountTable(counts, parents: parents))
      let share = 1 + draw(4)
      var figures: [PublishedTable.Figure] = []
      for row in 0...rows {
        for column in 0...parents.count {
          let number = table[row, column]
          let isCell = row < rows && column < parents.count && !parents.contains(column)
          // Every cell has a bound, so that trying all ends; now and then what is known is wrong.
          let bound: Int? = isCell ? most : draw(3) == 0 ? number + draw(3) : nil
          let least = draw(20) == 0 ? min(number + 1, bound ?? .max) : draw(number + 1)
          figures.append(draw(4) < share ? .hidden(least: least, most: bound) : .shown(number))
        }
      }
      let published = try #require(PublishedTable(rowCount: rows, parents: parents, figures: figures))
      let truth = Enumeration(published, most: most).intervals()
      let attack = IntervalAttack(published)
      guard let truth, let attack else {
        impossible += 1
        #expect(truth == nil && attack == nil, "seed \(seed)")
        continue
      }
      for (place, range) in truth.enumerated() {
        guard let interval = attack.intervals[place] else { continue }
        bounded += range.count > 1 ? 1 : 0
        #expect(interval == CountInterval(least: range.lowerBound, most: range.upperBound), "seed \(seed), \(place)")
      }
      compared += 1
    }
    #expect(compared > 90 && impossible > 5 && bounded > 150, "\(compared), \(impossible), \(bounded)")
  }

  /// Without totals a number has no largest value; with one it has.
  @Test func unboundedNumbers() throws {
    let hidden = PublishedTable.Figure.hidden(least: 0)
    let open = try #require(
      PublishedTable(
        rowCount: 1, parents: [nil, nil], figures: [hidden, .shown(3), hidden, hidden, .shown(3), hidden]))
    #expect(IntervalAttack(open)?.intervals.first == CountInterval(least: 0, most: nil))
    var closed = open
    closed[1, 2] = .shown(9)
    #expect(IntervalAttack(closed)?.intervals.first == CountInterval(least: 6, most: 6))
    closed[1, 2] = .shown(2)
    #expect(IntervalAttack(closed) == nil)
  }

  /// Withholding only small numbers tells them: one alone in its row or column is what the total lacks.
  @Test func onlyPrimaryIsCaught() throws {
    let table = try #require(CountTable([[20, 30], [40, 5]]))
    let figures: [PublishedTable.Figure] = (0...2).flatMap { row in
      (0...2).map { row == 1 && $0 == 1 ? .hidden(least: 1) : .shown(table[row, $0]) }
    }
    let published = try #require(PublishedTable(rowCount: 2, parents: [nil, nil], figures: figures))
    let attack = try #require(IntervalAttack(published))
    #expect(attack.exposed(below: 11) == [4] && attack.intervals[4] == CountInterval(least: 5, most: 5))
    #expect(attack.intervals[4]?.tellsSmall(below: 11) == true && attack.exposed(below: 5).isEmpty)
  }
}
