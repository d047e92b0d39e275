/// Horizontal bars with their counts.
struct BarChart {
  struct Bar {
    var label: String
    var count: Double
    var text: Phrase
  }

  var title: Phrase
  var description: Phrase
  /// What the labels are.
  var heading: String
  var bars: [Bar]
  /// The longest bar of all pictures that are compared.
  var most: Double

  private static let (barLeft, barRight, lineHeight, top) = (92.0, 312.0, 19.0, 20.0)

  var chart: ReportDocument.Chart {
    var svg = SVG(width: 360, height: Self.top + Double(bars.count) * Self.lineHeight + 4)
    svg.text(Phrase(words: heading), x: 4, y: 12, style: "axis")
    let scale = (Self.barRight - Self.barLeft) / max(1, most)
    svg.line(Self.barLeft, Self.top - 2, Self.barLeft, svg.height - 2, "grid")
    for (index, bar) in bars.enumerated() {
      let y = Self.top + Double(index) * Self.lineHeight
      svg.text(Phrase(words: bar.label), x: Self.barLeft - 6, y: y + 12, anchor: .end)
      svg.rectangle(x: Self.barLeft, y: y + 2, width: bar.count * scale, height: Self.lineHeight - 5, "fill")
      svg.text(bar.text, x: Self.barLeft + bar.count * scale + 5, y: y + 12)
    }
    return ReportDocument.Chart(
      title: title, description: description, svg: svg.element(title: title, description: description))
  }
}
