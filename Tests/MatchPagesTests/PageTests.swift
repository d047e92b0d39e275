import CounselMatch
import Foundation
import MatchDatasets
import MatchPages
import MatchReports
import Testing

/// The page of a comparison: every figure is that of results.json, nothing is loaded, nothing of the data is markup.
struct PageTests {
  static let ordinary = ReportExample(name: "remission", group: "south")
  static let hostile = ReportExample(
    name: "<script src=\"http://x.example/a.js\">x</script>", group: "\"\u{301} onload='x' <img src=//x.example/y>")

  static let examples = [ordinary, hostile]

  @Test(arguments: examples)
  func everyFigureIsThatOfTheResults(_ example: ReportExample) throws {
    let page = try example.page()
    let results = try JSONValue.parse(example.results.prettyText)
    let figures = PageScan.figures(in: page)
    #expect(figures.count > 80, "\(figures.count) figures")
    for figure in figures {
      let source = try #require(PageScan.value(at: figure.at, in: results), "nothing stands at \(figure.at)")
      #expect(PageScan.shows(figure.text, source), "\(figure.at) is \(source), the page says \(figure.text)")
    }
  }

  /// Digits outside figures, names and axes are the layout's own.
  @Test func noOtherNumberStandsInThePage() throws {
    let page = try Self.ordinary.page()
    let rest = PageScan.textOutsideFigures(page)
    let numbers = rest.matches(of: /\d[\d.,]*/).map { String($0.output) }
    let known: Set<String> = ["95", "256", "²,"]
    #expect(Set(numbers).subtracting(known).isEmpty, "\(Set(numbers).subtracting(known).sorted())")
  }

  @Test(arguments: examples)
  func aWrongFigureIsFound(_ example: ReportExample) throws {
    let page = try example.page()
    let results = try JSONValue.parse(example.results.prettyText)
    let figure = try #require(PageScan.figures(in: page).first { $0.at.hasSuffix("/survivors") })
    let wrong = PageScan.Figure(text: figure.text + "1", at: figure.at)
    #expect(!PageScan.shows(wrong.text, try #require(PageScan.value(at: wrong.at, in: results))))
  }

  @Test(arguments: examples)
  func nothingIsLoaded(_ example: ReportExample) throws {
    let page = try example.page()
    for element in try PageScan.elements(page) {
      #expect(!["script", "link", "iframe", "object", "embed", "img", "base", "use", "image"].contains(element.name))
      for (name, value) in element.attributes {
        #expect(!name.hasPrefix("on"), "\(element.name) has \(name)")
        #expect(!["src", "srcset", "action", "poster", "xlink:href", "style"].contains(name))
        if name == "href" { #expect(value.hasPrefix("#")) }
      }
    }
    let style =
      try #require(page.firstRange(of: "<style>")).upperBound..<#require(page.firstRange(of: "</style>")).lowerBound
    #expect(!page[style].contains("url(") && !page[style].contains("@import"))
    #expect(page.contains("default-src 'none'"))
  }

  @Test(arguments: examples)
  func thePageIsWellFormed(_ example: ReportExample) throws {
    let faults = PageScan.faults(try example.page())
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test func faultsOfMarkupAreFound() throws {
    let page = try Self.ordinary.page()
    #expect(!PageScan.faults(page.replacingOccurrences(of: "</table>", with: "")).isEmpty)
    #expect(!PageScan.faults(page.replacingOccurrences(of: "<main id=\"main\"", with: "<main id=\"reading\"")).isEmpty)
    #expect(!PageScan.faults(page.replacingOccurrences(of: "<caption>", with: "<caption x=\"<\">")).isEmpty)
  }

  /// What a screen reader and a keyboard need.
  @Test(arguments: examples)
  func theStructureIsAccessible(_ example: ReportExample) throws {
    let elements = try PageScan.elements(try example.page())
    func all(_ name: String) -> [PageScan.Element] { elements.filter { $0.name == name } }
    #expect(all("html").first?.attributes["lang"] == "en")
    #expect(all("h1").count == 1 && all("main").count == 1 && all("nav").count == 1)
    #expect(all("a").first?.attributes["href"] == "#main")
    let document = ReportDocument(results: example.results)
    let tables = document.sections.flatMap(\.blocks).count { if case .table = $0 { true } else { false } }
    #expect(all("table").count == tables && all("caption").count == tables && tables > 5)
    #expect(all("th").allSatisfy { ["col", "row"].contains($0.attributes["scope"]) })
    #expect(all("svg").count == all("figure").count && all("figure").count == all("figcaption").count)
    #expect(all("svg").allSatisfy { $0.attributes["role"] == "img" && $0.attributes["aria-label"]?.isEmpty == false })
    #expect(all("desc").count == all("svg").count)
    let regions = elements.filter { $0.attributes["class"] == "scroll" }
    #expect(regions.count == all("table").count)
    #expect(regions.allSatisfy { $0.attributes["tabindex"] == "0" && $0.attributes["aria-label"] != nil })
  }

  /// Texts of pictures end within them: no label is cut or runs into the next column.
  @Test(arguments: examples)
  func noTextLeavesItsPicture(_ example: ReportExample) throws {
    var width = 0.0
    let elements = try PageScan.elements(try example.page())
    for (index, element) in elements.enumerated() {
      if element.name == "svg" {
        let box = element.attributes["viewBox"]?.split(separator: " ").compactMap { Double($0) } ?? []
        width = box.count == 4 ? box[2] : 0
        #expect(width == 360)
      }
      guard element.name == "text", let x = element.attributes["x"].flatMap(Double.init) else { continue }
      let tip = elements[index + 1].name == "title" ? elements[index + 1].text.count : 0
      let length = 5.5 * Double(element.text.count - tip)
      let start =
        switch element.attributes["text-anchor"] {
        case "end": x - length
        case "middle": x - length / 2
        default: x
        }
      #expect(start >= -1 && start + length <= width + 1, "\(element.text) from \(start)")
    }
  }

  @Test func markdownAndRecordsSayTheSame() throws {
    let document = ReportDocument(results: Self.ordinary.results)
    let markdown = document.markdown
    let records = document.records
    #expect(Set(records.map(\.count)) == [6])
    let results = try JSONValue.parse(Self.ordinary.results.prettyText)
    for record in records.dropFirst() {
      #expect(markdown.contains(record[4].replacingOccurrences(of: "_", with: "&#95;")) || record[4].isEmpty)
      guard !record[5].isEmpty else { continue }
      #expect(PageScan.shows(record[4].filter { $0 != "?" }, try #require(PageScan.value(at: record[5], in: results))))
    }
  }

  @Test func markdownHoldsNoMarkupOfTheData() {
    let markdown = ReportDocument(results: Self.hostile.results).markdown
    #expect(!markdown.contains("<script") || markdown.contains("\\<script"))
    #expect(!markdown.replacingOccurrences(of: "\\<", with: "").contains("<img"))
  }

  /// Documents of other programs: nothing is trusted, nothing crashes.
  @Test(arguments: [
    "{}", "[]", "null", #"{"rows":[{}]}"#, #"{"rows":[{"dataset":"x","levels":3,"seconds":{"runs":"y"}}]}"#,
    #"{"rows":[{"dataset":"x"}],"datasets":[{"name":"x","quality":[{"pairs":[1]}],"series":[{},{}],"policies":[{}]}]}"#,
  ])
  func anyDocumentMakesAPage(_ text: String) throws {
    let page = try ReportPage(ReportDocument(results: try JSONValue.parse(text))).html
    #expect(PageScan.faults(page).isEmpty)
  }
}
