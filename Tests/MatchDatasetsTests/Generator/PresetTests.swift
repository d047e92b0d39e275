import AssignmentCore
import CounselMatch
import MatchDatasets
import Testing

/// Each preset does what it says, and leaves the network it starts from as it is.
@Suite struct PresetTests {
  private func generate(_ preset: GeneratorPreset, _ survivors: Int, _ attorneys: Int, seed: UInt64 = 1) throws
    -> CaseInstance
  {
    try DatasetGenerator.generate(
      GeneratorOptions(preset: preset, survivors: survivors, attorneys: attorneys, firms: 8, seed: seed)
    ).instance
  }

  @Test func presetsThatAreOptionsGiveWhatTheOptionsGive() throws {
    var scarce = GeneratorOptions(survivors: 120, attorneys: 30, firms: 8, seed: 1)
    scarce.scarcity = 600
    #expect(try generate(.scarce, 120, 30) == DatasetGenerator.generate(scarce).instance)
    var missing = GeneratorOptions(survivors: 120, attorneys: 30, firms: 8, seed: 1)
    missing.factsMissing = true
    #expect(try generate(.missingFacts, 120, 30) == DatasetGenerator.generate(missing).instance)
  }

  @Test func oneLanguageIsSpokenByManyAndKnownByFew() throws {
    let instance = try generate(.oneLanguage, 2_000, 400)
    let speakers = instance.survivors.filter { $0.languages == ["vi"] && $0.interpreter == .notAcceptable }
    #expect((400...600).contains(speakers.count), "seed 1: \(speakers.count) of 2,000")
    let knowing = instance.attorneys.count { $0.languages.contains { $0.language == "vi" } }
    #expect((12...50).contains(knowing), "seed 1: \(knowing) of 400")
    #expect(speakers.allSatisfy { $0.jurisdiction != nil && $0.jurisdiction?.code != "INTL" })
  }

  /// Nobody lives in a state with more lawyers for its people than the assumption says.
  @Test func ruralPeopleLiveWhereLawyersAreFewest() throws {
    let instance = try generate(.rural, 1_000, 200)
    let states = Set(instance.survivors.compactMap { $0.jurisdiction?.code })
    #expect(states.count >= 10 && states.isDisjoint(with: ["CA", "NY", "TX", "FL", "DC", "INTL"]))
    for code in states {
      let row = CalibrationTables.states.split(separator: "\n").first { $0.hasPrefix("\(code),") }
      let cells = row?.split(separator: ",").map { Int($0) ?? 0 } ?? []
      try #require(cells.count == 5)
      #expect(cells[1] * 10_000 <= cells[2] * 25 && cells[2] <= 3_300_000, "\(code)")
    }
    let local = instance.attorneys.count { $0.admissions.contains { states.contains($0.jurisdiction.code) } }
    #expect((30...110).contains(local), "seed 1: \(local) of 200")
    #expect((150...300).contains(instance.survivors.count { $0.meeting == .inPerson }))
  }

  @Test func aSurgeComesBeforeTheDeadline() throws {
    let instance = try generate(.surge, 1_000, 200)
    let day = try #require(instance.policy.asOf)
    #expect(day.description == "2026-03-10")
    let late = instance.survivors.count { $0.registered.map { day.number - $0.number <= 20 } ?? false }
    #expect((600...850).contains(late), "seed 1: \(late)")
    #expect(instance.survivors.allSatisfy { ($0.registered?.number ?? .max) <= day.number })
    let own = instance.survivors.compactMap(\.deadline)
    #expect((100...200).contains(own.count) && own.allSatisfy { $0.number >= day.number + 14 })
    #expect(instance.attorneys.contains { ($0.availableFrom?.number ?? 0) > day.number + 7 })
    #expect(instance.attorneys.reduce(0) { $0 + $1.freePlaces } == 900)
  }

  @Test func familiesAreKeptAtOneFirm() throws {
    let instance = try generate(.households, 1_000, 200)
    #expect(instance.policy.households == .sameFirm)
    #expect((300...500).contains(instance.survivors.count { $0.household != nil }))
  }

  /// What a preset draws, it draws from a stream of its own.
  @Test func presetsChangeNothingElse() throws {
    let plain = try generate(.remission, 300, 60)
    for preset in [GeneratorPreset.oneLanguage, .rural, .surge] {
      let shaped = try generate(preset, 300, 60)
      #expect(shaped.survivors.map(\.traumaTraining) == plain.survivors.map(\.traumaTraining), "\(preset)")
      #expect(shaped.survivors.map(\.priority) == plain.survivors.map(\.priority), "\(preset)")
      #expect(shaped.attorneys.map(\.firm) == plain.attorneys.map(\.firm), "\(preset)")
    }
  }

  @Test(arguments: GeneratorPreset.allCases.filter { !$0.isNetwork })
  func adversarialSizesFollowFromTheSurvivors(preset: GeneratorPreset) throws {
    let survivors = 30
    let attorneys = try #require(preset.attorneys(for: survivors))
    let instance = try generate(preset, survivors, attorneys)
    #expect(instance.survivors.count == survivors && instance.attorneys.count == attorneys)
    #expect(instance.policy.weights.personal == 1 && instance.policy.weights.language == 0)
    #expect(firstFault { _ = try generate(preset, survivors, attorneys + 1) } == "generate.size")
    #expect(firstFault { _ = try generate(preset, 0, 0) } == "generate.size")
  }

  @Test func manifestsSayWhatTheirPresetAssumes() throws {
    func manifest(_ preset: GeneratorPreset, _ survivors: Int, _ attorneys: Int) throws -> DatasetManifest {
      let options = GeneratorOptions(preset: preset, survivors: survivors, attorneys: attorneys, firms: 2, seed: 7)
      return try DatasetGenerator.generate(options).manifest(name: "x", optimum: .object([("served", 1)])) { _ in "" }
    }
    let rural = try manifest(.rural, 10, 4)
    #expect(rural.assumptions.contains { $0.hasPrefix("ruralLawyersMost = 25: ") })
    #expect(!rural.assumptions.contains { $0.hasPrefix("surge") } && !rural.sources.isEmpty)
    #expect(
      rural.command
        == "counselmatch generate --preset rural --survivors 10 --attorneys 4 --firms 2 --seed 7 --optimum --output x")
    let greedy = try manifest(.adversarialGreedy, 9, 12)
    #expect(greedy.assumptions.isEmpty && greedy.sources.isEmpty)
    #expect(greedy.command?.contains("--firms") == false)
    #expect(try DatasetManifest.parse(Array(greedy.json.prettyText.utf8)) == greedy)
  }
}
