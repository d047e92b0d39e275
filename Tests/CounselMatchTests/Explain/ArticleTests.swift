import CounselMatch
import Foundation
import Testing

/// The snippets of the article "Explaining a plan" compile, run, and stand in the article as they stand here.
struct ArticleTests {
  private func report(_ values: Any...) {}

  @Test func snippetsRun() throws {
    let survivors = (1...3).map { Fixtures.survivor("S\($0)") } + [Fixtures.survivor("S4") { $0.languages = ["vi"] }]
    let instance = try CaseInstance(
      survivors: survivors, attorneys: [Fixtures.attorney("A1"), Fixtures.attorney("A2")], policy: Fixtures.policy())
    // Snippet 1.
    let plan = try Matcher().plan(for: instance)
    var explainer = try Explainer(instance, plan: plan)
    let everybody = explainer.explanation()
    for person in everybody.unmatched {
      report(person.survivor, person.reason, person.missingFacts)
    }
    // Snippet 2.
    if let waiting = everybody.unmatched.first(where: { $0.reason == .bottleneck }) {
      if let shared = waiting.bottleneck { report(shared.people, shared.places, shared.attorneys) }
      if let own = waiting.deficientSet { report(own.people, own.places, own.survivors) }
    }
    // Snippet 3.
    if let pair = everybody.matched.first {
      let cost = try explainer.cost(ofSurvivor: pair.survivor, withAttorney: pair.attorney)
      report(pair.survivor, pair.attorney, cost?.isFree ?? false)
    }
    // Snippet 4.
    for remedy in everybody.remedies.prefix(3) {
      report(remedy.kind.rawValue, remedy.attorney ?? "", remedy.gain)
    }
    // What the article says of them.
    let waiting = try #require(everybody.unmatched.first { $0.reason == .bottleneck })
    #expect(waiting.bottleneck?.people == 3 && waiting.bottleneck?.places == 2 && waiting.chance?.text == "2/3")
    #expect(waiting.deficientSet?.people == 3 && waiting.servedAnyway?.isFree == true)
    #expect(everybody.remedies.first?.gain == 1 && everybody.unmatched.map(\.reason).contains(.nobodyEligible))
  }

  @Test func theArticleHasTheSameLines() throws {
    let own = try String(contentsOfFile: #filePath, encoding: .utf8)
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let path = root.appending(path: "Sources/CounselMatch/CounselMatch.docc/ExplainingAPlan.md")
    let blocks = try String(contentsOf: path, encoding: .utf8).components(separatedBy: "```swift\n").dropFirst()
    #expect(blocks.count == 4)
    for (number, block) in blocks.enumerated() {
      let lines = block.components(separatedBy: "```")[0].split(separator: "\n").map { "    " + $0 }
      #expect(own.contains("// Snippet \(number + 1).\n" + lines.joined(separator: "\n") + "\n"), "\(number + 1)")
    }
  }
}
