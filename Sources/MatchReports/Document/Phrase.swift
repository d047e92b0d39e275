/// A piece of text of a report: fixed words, a name from the data, or a figure with its place in results.json.
package struct Phrase: Sendable, Hashable {
  package enum Run: Sendable, Hashable {
    /// Words of this program.
    case words(String)
    /// Text from a dataset, a policy or a file's name; never to be trusted.
    case name(String)
    /// A number as it is shown, and the JSON pointer of what it shows.
    case figure(String, at: String)
  }

  package var runs: [Run]

  package init(_ runs: [Run] = []) { self.runs = runs }

  package init(words: String) { runs = [.words(words)] }

  package init(name: String) { runs = [.name(name)] }

  /// The text alone.
  package var text: String {
    runs.map { run in
      switch run {
      case .words(let text), .name(let text), .figure(let text, _): text
      }
    }.joined()
  }

  /// Where the first figure is from.
  package var source: String? {
    for run in runs {
      if case .figure(_, let at) = run { return at }
    }
    return nil
  }

  package static let none = Phrase(words: "–")
  package static let withheld = Phrase(words: "withheld")

  package static func + (left: Phrase, right: Phrase) -> Phrase { Phrase(left.runs + right.runs) }
}

extension Phrase: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self.init(words: value) }

  package init(stringInterpolation: Interpolation) { runs = stringInterpolation.runs }

  /// Literal parts are words; whole phrases are put in as they are.
  package struct Interpolation: StringInterpolationProtocol {
    var runs: [Run] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { runs.append(.words(literal)) }
    }

    package mutating func appendInterpolation(_ phrase: Phrase) { runs += phrase.runs }
  }
}
