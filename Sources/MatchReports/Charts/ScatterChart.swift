/// Points in two measures, more is better in both, with the front of the best.
struct ScatterChart {
  struct Point {
    var label: Phrase
    var x: Double
    var y: Double
    var xText: Phrase
    var yText: Phrase
  }

  var title: Phrase
  var description: Phrase
  var points: [Point]
  var xTitle: String
  var yTitle: String

  private static let (left, right, top, bottom) = (44.0, 348.0, 22.0, 250.0)

  /// Points at the same place share a mark and a label.
  private struct Mark {
    var x: Double
    var y: Double
    var labels: [Phrase]
    var isOnFront = false
    var shape = 0

    var label: Phrase {
      let more: Phrase = labels.count > 1 ? " +\(Phrase(words: String(labels.count - 1)))" : ""
      return (labels.first ?? "") + more
    }
  }

  private var marks: [Mark] {
    var marks: [Mark] = []
    for point in points {
      if let place = marks.firstIndex(where: { $0.x == point.x && $0.y == point.y }) {
        marks[place].labels.append(point.label)
      } else {
        marks.append(Mark(x: point.x, y: point.y, labels: [point.label], shape: marks.count))
      }
    }
    for index in marks.indices {
      let mark = marks[index]
      marks[index].isOnFront = !marks.contains {
        ($0.x >= mark.x && $0.y >= mark.y) && ($0.x > mark.x || $0.y > mark.y)
      }
    }
    return marks
  }

  var chart: ReportDocument.Chart {
    let marks = marks
    let (across, up) = (
      Ticks.linear(marks.map(\.x), count: 3), Self.rates(Ticks.linear(marks.map(\.y), count: 4))
    )
    func x(_ value: Double) -> Double { Self.left + across.share(value) * (Self.right - Self.left) }
    func y(_ value: Double) -> Double { Self.bottom - up.share(value) * (Self.bottom - Self.top) }
    var svg = SVG(width: 360, height: 290)
    axes(across, up, &svg, x, y)
    let front = marks.filter(\.isOnFront).sorted { $0.x < $1.x }
    let steps = front.indices.flatMap { index -> [(x: Double, y: Double)] in
      let here = (x: x(front[index].x), y: y(front[index].y))
      guard index + 1 < front.count else { return [here] }
      return [here, (x: here.x, y: y(front[index + 1].y))]
    }
    if steps.count > 1 { svg.path(steps, "front") }
    for mark in marks {
      svg.mark(mark.shape, x: x(mark.x), y: y(mark.y), mark.isOnFront ? "fill" : "ring")
    }
    label(marks.map { ($0, x($0.x), y($0.y)) }, &svg)
    return ReportDocument.Chart(
      title: title, description: description, svg: svg.element(title: title, description: description))
  }

  private func axes(
    _ across: Ticks, _ up: Ticks, _ svg: inout SVG, _ x: (Double) -> Double, _ y: (Double) -> Double
  ) {
    for tick in across.values {
      svg.line(x(tick), Self.top, x(tick), Self.bottom, "grid")
      let half = SVG.width(of: Ticks.text(tick)) / 2
      svg.text(
        Phrase(words: Ticks.text(tick)), x: min(x(tick), 358 - half), y: Self.bottom + 15, anchor: .middle,
        style: "axis")
    }
    for tick in up.values {
      svg.line(Self.left, y(tick), Self.right, y(tick), "grid")
      svg.text(Phrase(words: Ticks.text(tick)), x: Self.left - 6, y: y(tick) + 4, anchor: .end, style: "axis")
    }
    svg.text(Phrase(words: xTitle), x: Self.right, y: Self.bottom + 33, anchor: .end, style: "axis")
    svg.text(Phrase(words: yTitle), x: 4, y: 11, style: "axis")
  }

  /// Rates end at 100 %.
  private static func rates(_ ticks: Ticks) -> Ticks {
    guard ticks.high > 100, ticks.values.contains(100) else { return ticks }
    return Ticks.bounded(ticks, by: 100)
  }

  /// Labels beside their marks, at the first of several places where they cover neither a mark nor another label, with a
  /// thin line where they had to move.
  private func label(_ marks: [(mark: Mark, x: Double, y: Double)], _ svg: inout SVG) {
    var taken = marks.map { Box(x: ($0.x - 7)...($0.x + 7), y: ($0.y - 7)...($0.y + 7)) }
    for (mark, x, y) in marks.sorted(by: { ($0.y, $0.x) < ($1.y, $1.x) }) {
      let width = SVG.width(of: mark.label.text).clamped(to: 190)
      let candidates = Self.places(x: x, y: y, width: width)
      func box(_ place: Place) -> Box {
        Box(x: place.from...(place.from + width), y: (place.y - 10)...(place.y + 3))
      }
      let free = candidates.first { place in !taken.contains { $0.overlaps(box(place)) } }
      guard let place = free ?? candidates.first else { continue }
      taken.append(box(place))
      if place.y != y + 4 {
        svg.line(x, y, place.isRight ? place.from - 2 : place.from + width + 2, place.y - 4, "leader")
      }
      svg.label(
        mark.label, x: place.isRight ? place.from : place.from + width, y: place.y, room: 192,
        anchor: place.isRight ? .start : .end, style: "ink over")
    }
  }

  /// How far a label is moved up or down, nearest first.
  private static let moves: [Double] = [0, 13, -13, 26, -26, 39, -39, 52, -52, 65, -65]

  private struct Place {
    var from: Double
    var y: Double
    var isRight: Bool
  }

  /// Right and left of a mark, on its height and above and below, as far as the picture goes.
  private static func places(x: Double, y: Double, width: Double) -> [Place] {
    var places: [Place] = []
    for move in moves {
      let height = y + 4 + move
      guard height > top + 8, height < bottom - 2 else { continue }
      if x + 10 + width <= 359 { places.append(Place(from: x + 10, y: height, isRight: true)) }
      if x - 10 - width >= 1 { places.append(Place(from: x - 10 - width, y: height, isRight: false)) }
    }
    return places
  }

  private struct Box {
    var x: ClosedRange<Double>
    var y: ClosedRange<Double>

    func overlaps(_ other: Box) -> Bool { x.overlaps(other.x) && y.overlaps(other.y) }
  }
}

extension Ticks {
  /// The same without what lies above `most`.
  static func bounded(_ ticks: Ticks, by most: Double) -> Ticks {
    Ticks(low: ticks.low, high: most, values: ticks.values.filter { $0 <= most })
  }

  private init(low: Double, high: Double, values: [Double]) {
    self.init(low: low, high: high, values: values, isLogarithmic: false)
  }
}
