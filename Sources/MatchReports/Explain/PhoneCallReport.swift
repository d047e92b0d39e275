public import CounselMatch
public import MatchDatasets

// Rule of the shareable view: no id, no answer, and no count of survivors, because how many lack a fact would tell a third
// number beside the counts of reasons. Of attorneys, who stand in no other published table, the count of each column is
// shown where it is not small; columns of few and columns of nobody look alike, and there is no total to subtract from.

/// Facts worth a phone call, for coordinators or for everybody: as JSON, text and Markdown.
public struct PhoneCallReport: Sendable {
  private let calls: [PhoneCall]
  private let found: Int
  private let columns: [(name: String, attorneys: Int)]
  private let isShareable: Bool
  private let words: ExplanationWords

  /// The report for coordinators, with ids.
  ///
  /// - Parameters:
  ///   - calls: all of them, from `Explainer.phoneCalls(limit:)`.
  ///   - limit: most that are listed.
  ///   - language: of the words; keys of JSON are the same in all.
  public init(_ calls: [PhoneCall], limit: Int = 20, language: ExplanationLanguage = .english) {
    isShareable = false
    self.calls = Array(calls.prefix(limit))
    found = calls.count
    words = ExplanationWords(language)
    columns = []
  }

  /// The report for everybody, to stand beside an explanation for everybody.
  ///
  /// - Parameters:
  ///   - calls: all of them.
  ///   - explanation: where it withholds which changes help, columns are withheld too.
  public init(_ calls: [PhoneCall], beside explanation: ShareableExplanation) {
    isShareable = true
    (self.calls, found) = ([], 0)
    words = explanation.words
    var counts: [String: Int] = [:]
    for call in calls where explanation.counts.showsKinds {
      if case .attorney = call.person { for column in call.columns { counts[column, default: 0] += 1 } }
    }
    let shown = counts.filter { $0.value >= explanation.counts.threshold }
    columns = shown.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { ($0, shown[$0] ?? 0) }
  }

  // MARK: JSON

  /// Members for the answer of `explain`: `phoneCalls`, and how many there are, or for everybody the columns alone.
  private var members: [(key: String, value: JSONValue)] {
    guard isShareable else {
      return [("phoneCalls", .array(calls.map(Self.json))), ("phoneCallsFound", .int(found))]
    }
    let shown = columns.map { column in
      JSONValue.object([
        ("table", "attorneys"), ("column", .string(column.name)), ("attorneys", .int(column.attorneys)),
      ])
    }
    return [("phoneCalls", []), ("phoneCallColumns", .array(shown))]
  }

  /// An answer of `explain` with these members.
  public func added(to json: JSONValue) -> JSONValue {
    guard case .object(var object) = json else { return json }
    for member in members { object[member.key] = member.value }
    return .object(object)
  }

  private static func json(_ call: PhoneCall) -> JSONValue {
    let person: (String, JSONValue) =
      switch call.person {
      case .survivor(let id): ("survivor", .string(id))
      case .attorney(let id): ("attorney", .string(id))
      }
    return .object(
      JSONObject([
        person, ("columns", .strings(call.columns)), ("values", .strings(call.values)), ("gain", .int(call.gain)),
        ("classes", .array(call.classes.map { .int($0) })), ("helpful", .int(call.helpful)),
        ("possible", .int(call.possible)),
      ]))
  }

  // MARK: Words

  /// Plain sentences after a blank line; empty where there is nothing to ask.
  public var text: String { outline.map { "\n" + $0.text } ?? "" }

  /// A section of Markdown after a blank line; empty where there is nothing to ask.
  public var markdown: String { outline.map { "\n" + $0.markdown } ?? "" }

  private var outline: WordOutline? {
    section.map { section in
      var outline = WordOutline()
      outline.list(section.title, section.items)
      return outline
    }
  }

  /// A title and a sentence for each call or column; nil where there is nothing to ask.
  var section: (title: String, items: [String])? {
    var items = isShareable ? columns.map(sentence) : calls.map(sentence)
    guard !items.isEmpty else { return nil }
    if !isShareable, found > calls.count { items.append(words.say(.callMore, ["count": "\(found - calls.count)"])) }
    return (words.say(.callsTitle), items)
  }

  private func sentence(_ column: (name: String, attorneys: Int)) -> String {
    words.say(.callShare, ["count": "\(column.attorneys)", "facts": words.fact(column.name)])
  }

  private func sentence(_ call: PhoneCall) -> String {
    let effect =
      call.gain == 0 ? words.say(.callClass) : words.say(.callGain, ["count": "\(call.gain)"], count: call.gain)
    return words.say(
      call.helpful == call.possible ? .callAny : .call,
      [
        "who": call.person.id, "facts": words.enumerated(call.columns.map { words.fact($0) }),
        "values": words.enumerated(call.values), "effect": effect, "helpful": "\(call.helpful)",
        "possible": "\(call.possible)",
      ])
  }
}
