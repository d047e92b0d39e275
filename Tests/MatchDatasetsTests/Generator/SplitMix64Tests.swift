import AssignmentCore
import MatchDatasets
import Testing

@Suite struct SplitMix64Tests {
  /// The first outputs of splitmix64.c for seed 1234567.
  @Test func fixedVectors() {
    var random = SplitMix64(seed: 1_234_567)
    let first = (0..<5).map { _ in random.next() }
    #expect(
      first == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func boundedNumbersAreEven() {
    var random = SplitMix64(seed: 3)
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<60_000 { counts[Int(random.next(below: 6))] += 1 }
    for count in counts { #expect(abs(count - 10_000) < 500, "seed 3") }
    #expect(random.next(below: 0) == 0)
    #expect(random.next(below: 1) == 0)
  }

  @Test func streamsDiffer() {
    var first = SplitMix64.stream(seed: 1, stream: 0, index: 0)
    var second = SplitMix64.stream(seed: 1, stream: 0, index: 1)
    var third = SplitMix64.stream(seed: 1, stream: 1, index: 0)
    #expect(Set([first.next(), second.next(), third.next()]).count == 3)
  }
}
