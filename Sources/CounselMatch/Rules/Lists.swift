/// Many short lists in two arrays: list i is `values[starts[i] ..< starts[i + 1]]`.
package struct Lists<Element: Sendable>: Sendable {
  package private(set) var starts: [Int] = [0]
  package private(set) var values: [Element] = []

  package init() {}

  /// So many empty lists.
  package init(emptyCount: Int) { starts = [Int](repeating: 0, count: emptyCount + 1) }

  /// Lists of these lengths, one after the other in `values`.
  package init(lengths: [Int], values: [Element]) {
    starts.reserveCapacity(lengths.count + 1)
    for length in lengths { starts.append(starts[starts.count - 1] + length) }
    self.values = values
  }

  package mutating func append(_ list: some Sequence<Element>) {
    values.append(contentsOf: list)
    starts.append(values.count)
  }

  package var count: Int { starts.count - 1 }

  package subscript(index: Int) -> ArraySlice<Element> { values[starts[index]..<starts[index + 1]] }

  package func isEmpty(_ index: Int) -> Bool { starts[index] == starts[index + 1] }
}

extension Lists where Element: Equatable {
  /// Whether list `index` holds `value`; the lists are short, so it looks at each.
  package func contains(_ value: Element, in index: Int) -> Bool {
    var at = starts[index]
    let end = starts[index + 1]
    while at < end {
      if values[at] == value { return true }
      at += 1
    }
    return false
  }
}
