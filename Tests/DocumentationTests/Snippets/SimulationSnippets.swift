import MatchDatasets
import MatchSimulation
import Testing

/// The landing page of back-tests.
struct SimulationSnippets {
  @Test func matchSimulation() throws {
    let options = GeneratorOptions(survivors: 120, attorneys: 12, firms: 3, seed: 0)
    let test = BackTest(options: options, policies: [.init(.greedy), .init(.priced)], seed: 1, worlds: 3)
    let results = try test.run(threads: 4)
    print(results.gapClosed("priced")?.mean ?? 0)
    #expect(results.worlds.count == 3)
    #expect(results.shareOfHindsight("priced") != nil)
  }
}
