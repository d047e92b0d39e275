/// One line a row: a label and a value above, marks on a common scale below; it fits a telephone.
struct RowChart {
  struct Line {
    var label: Phrase
    var value: Phrase
    /// Rings.
    var marks: [Double]
    /// The filled mark.
    var highlight: Double?
    var interval: ClosedRange<Double>?
    /// The hollow diamond.
    var second: Double?
  }

  enum Scale {
    case percent, logarithmic
  }

  var title: Phrase
  var description: Phrase
  var lines: [Line]
  var scale: Scale
  var unit: String

  private static let (left, right, lineHeight) = (10.0, 350.0, 38.0)

  var chart: ReportDocument.Chart {
    let numbers = lines.flatMap { $0.marks + [$0.highlight, $0.second, $0.interval?.lowerBound].compactMap(\.self) }
    let ticks = scale == .percent ? Ticks.percent(numbers) : Ticks.logarithmic(numbers)
    let bottom = Double(lines.count) * Self.lineHeight + 4
    var svg = SVG(width: 360, height: bottom + 20)
    func x(_ value: Double) -> Double { Self.left + ticks.share(value) * (Self.right - Self.left) }
    for tick in ticks.values {
      svg.line(x(tick), 0, x(tick), bottom, "grid")
      let text = Ticks.text(tick) + " " + unit
      let half = SVG.width(of: text) / 2
      let place = min(max(x(tick), half), 360 - half)
      svg.text(Phrase(words: text), x: place, y: bottom + 14, anchor: .middle, style: "axis")
    }
    for (index, line) in lines.enumerated() {
      draw(line, y: Double(index) * Self.lineHeight, &svg, x)
    }
    return ReportDocument.Chart(
      title: title, description: description, svg: svg.element(title: title, description: description))
  }

  private func draw(_ line: Line, y: Double, _ svg: inout SVG, _ x: (Double) -> Double) {
    let track = y + 27
    let room = Self.right - Self.left - SVG.width(of: line.value.text) - 12
    svg.rectangle(
      x: Self.left - 4, y: y + 3, width: SVG.width(of: line.label.text).clamped(to: room) + 8, height: 15, "halo")
    svg.label(line.label, x: Self.left, y: y + 14, room: room)
    svg.rectangle(
      x: Self.right - SVG.width(of: line.value.text) - 4, y: y + 3, width: SVG.width(of: line.value.text) + 8,
      height: 15, "halo")
    svg.text(line.value, x: Self.right, y: y + 14, anchor: .end, style: "ink strong")
    svg.line(Self.left, track, Self.right, track, "track")
    if let interval = line.interval {
      let (low, high) = (x(interval.lowerBound), x(interval.upperBound))
      svg.line(low, track, high, track, "whisker")
      svg.line(low, track - 4, low, track + 4, "whisker")
      svg.line(high, track - 4, high, track + 4, "whisker")
    }
    for value in line.marks { svg.mark(0, x: x(value), y: track, size: 4, "ring") }
    if let second = line.second { svg.mark(3, x: x(second), y: track, size: 4.5, "ring second") }
    if let highlight = line.highlight { svg.mark(0, x: x(highlight), y: track, size: 4.5, "fill") }
  }
}

extension Double {
  func clamped(to most: Double) -> Double { Swift.min(self, most) }
}
