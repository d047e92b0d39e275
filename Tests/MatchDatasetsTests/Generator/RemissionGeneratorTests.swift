import CounselMatch
import MatchDatasets
import Testing

@Suite struct RemissionGeneratorTests {
  private func generate(
    _ survivors: Int, _ attorneys: Int, _ firms: Int, seed: UInt64 = 1,
    _ change: (inout GeneratorOptions) -> Void = { _ in }
  ) throws -> CaseInstance {
    var options = GeneratorOptions(survivors: survivors, attorneys: attorneys, firms: firms, seed: seed)
    change(&options)
    return try RemissionGenerator.generate(options).instance
  }

  @Test func theSameOptionsGiveTheSameValues() throws {
    #expect(try generate(200, 40, 6) == generate(200, 40, 6))
    #expect(try generate(200, 40, 6) != generate(200, 40, 6, seed: 2))
  }

  @Test(arguments: [300, 850, 1_000, 1_250, 2_000]) func placesAreExact(scarcity: Int) throws {
    for survivors in [1, 7, 300] {
      let instance = try generate(survivors, 37, 5) { $0.scarcity = scarcity }
      #expect(instance.attorneys.reduce(0) { $0 + $1.freePlaces } == survivors * scarcity / 1_000)
    }
  }

  @Test func nothingIsSwitchedOnUnasked() throws {
    let instance = try generate(400, 80, 8)
    #expect(instance.survivors.allSatisfy { $0.hours == nil && $0.household == nil && $0.mayMatch })
    #expect(instance.survivors.allSatisfy { $0.jurisdiction != nil && !$0.languages.isEmpty && $0.matter != nil })
    #expect(instance.attorneys.allSatisfy { $0.hours == nil && $0.minimum == 0 && !$0.admissions.isEmpty })
    #expect(instance.firms.allSatisfy { $0.capacity == nil && $0.minimum == 0 })
    #expect(instance.scores.isEmpty && instance.exclusions.isEmpty && instance.pins.isEmpty)
    #expect(instance.policy.levels == Policy().levels && instance.policy.households == .off)
  }

  @Test func whatIsAlwaysWritten() throws {
    let instance = try generate(400, 80, 8)
    #expect(instance.policy.asOf?.description == "2026-01-15")
    #expect(instance.policy.deadline?.description == "2026-03-31")
    #expect(instance.survivors.allSatisfy { $0.audit.count == 2 && $0.registered != nil })
    #expect(instance.firms.count == 8)
    #expect(Set(instance.attorneys.compactMap(\.firm)).count == 8)
    #expect(instance.survivors.first?.id == "S0001" && instance.attorneys.last?.id == "A0080")
  }

  @Test func optionsDoWhatTheySay() throws {
    let instance = try generate(2_000, 200, 10) {
      $0.firmCaps = 500
      $0.minimums = true
      $0.hours = true
      $0.familyShare = 300
      $0.pairNoise = 100
      $0.factsMissing = true
    }
    for firm in instance.firms {
      let members = instance.attorneys.filter { $0.firm == firm.id }
      let active = members.reduce(0) { $0 + $1.activeLoad }
      let free = members.reduce(0) { $0 + $1.freePlaces }
      #expect(firm.capacity == active + free / 2)
    }
    #expect(instance.attorneys.contains { $0.minimum > 0 } && instance.firms.contains { $0.minimum > 0 })
    #expect(instance.survivors.allSatisfy { $0.hours != nil } && instance.attorneys.allSatisfy { $0.hours != nil })
    let family = instance.survivors.filter { $0.household != nil }
    #expect((450...750).contains(family.count), "\(family.count) of 2,000 for a share of 0.3, seed 1")
    #expect((130...270).contains(instance.scores.count), "\(instance.scores.count)")
    #expect((20...90).contains(instance.exclusions.count), "\(instance.exclusions.count)")
    let missing = instance.survivors.filter { $0.languages.isEmpty || $0.jurisdiction == nil || $0.matter == nil }
    #expect((150...350).contains(missing.count), "\(missing.count)")
    #expect(
      instance.attorneys.contains { $0.traumaTraining == nil } && instance.attorneys.contains { $0.languages.isEmpty })
    #expect(instance.survivors.contains { $0.audit["audit_region"] == "unknown" })
  }

  /// Options are drawn from streams of their own: switching them on changes nobody's other facts.
  @Test func optionsLeaveAllElseAlone() throws {
    let plain = try generate(300, 60, 6)
    let busy = try generate(300, 60, 6) {
      $0.minimums = true
      $0.hours = true
      $0.pairNoise = 300
      $0.firmCaps = 800
    }
    var survivors = busy.survivors
    for index in survivors.indices { survivors[index].hours = nil }
    var attorneys = busy.attorneys
    for index in attorneys.indices { (attorneys[index].hours, attorneys[index].minimum) = (nil, 0) }
    #expect(survivors == plain.survivors && attorneys == plain.attorneys)
  }

  @Test func householdsHaveTwoToFourAlikeMembers() throws {
    let instance = try generate(1_000, 50, 5, seed: 4) { $0.familyShare = 500 }
    var sizes: [String: [Survivor]] = [:]
    for survivor in instance.survivors {
      if let home = survivor.household { sizes[home, default: []].append(survivor) }
    }
    for (home, members) in sizes {
      #expect((2...4).contains(members.count), "\(home), seed 4")
      #expect(Set(members.map(\.languages)).count == 1 && Set(members.map(\.jurisdiction)).count == 1)
    }
  }

  /// Of 8,948 implied hotline cases 1,352 are California's and 1,014 Texas's; of 1,104,309 lawyers 115,778 New York's.
  ///
  /// About three standard deviations are allowed.
  @Test func sharesFollowTheFigures() throws {
    let instance = try generate(20_000, 5_000, 15, seed: 9)
    func survivors(_ state: String) -> Int { instance.survivors.count { $0.jurisdiction?.code == state } }
    let cases = 8_948.0  // Sum of the implied cases of all states.
    #expect(abs(Double(survivors("CA")) - 19_800 * 1_352 / cases) < 150, "seed 9: \(survivors("CA"))")
    #expect(abs(Double(survivors("TX")) - 19_800 * 1_014 / cases) < 130, "seed 9: \(survivors("TX"))")
    let newYork = instance.attorneys.count { $0.admissions.first?.jurisdiction.code == "NY" }
    #expect(abs(Double(newYork) - 5_000 * 115_778 / 1_104_309) < 66, "seed 9: \(newYork)")
    let sizes = Dictionary(grouping: instance.attorneys.compactMap(\.firm)) { $0 }.mapValues(\.count)
    #expect(sizes["F001", default: 0] > sizes["F015", default: 0])
    let spanish = instance.survivors.count { $0.languages.first == "es" }
    let limited = instance.survivors.count { $0.languages.first != "en" }
    #expect((55...75).contains(spanish * 100 / limited), "seed 9: \(spanish) of \(limited)")
  }

  @Test func impossibleSizesAreRefused() {
    #expect(firstFault { _ = try generate(-1, 5, 1) } == "generate.size")
    #expect(firstFault { _ = try generate(5, 2, 3) } == "generate.size")
    #expect(firstFault { _ = try generate(5, 5, 1) { $0.familyShare = 1_001 } } == "generate.size")
    #expect(firstFault { _ = try generate(0, 0, 0) } == nil)
    #expect(firstFault { _ = try generate(3, 0, 0) } == nil)
  }

  @Test func ratiosAreReadExactly() {
    #expect(GeneratorOptions.thousandths("0.85") == 850)
    #expect(GeneratorOptions.thousandths("2") == 2_000)
    #expect(GeneratorOptions.thousandths("1.125") == 1_125)
    for text in ["", ".", "1.", ".5", "-1", "1.2345", "1e3", "1.2.3", "99999999", "abc", "1,5"] {
      #expect(GeneratorOptions.thousandths(text) == nil, "\(text)")
    }
  }

  @Test func theManifestNamesSeedSourcesAndAssumptions() throws {
    let options = GeneratorOptions(survivors: 3, attorneys: 2, firms: 1, seed: .max)
    let manifest = try RemissionGenerator.generate(options).manifest(name: "tiny") { "\($0.count)" }
    #expect(manifest.seed == .max && manifest.generatorVersion == "1")
    #expect(manifest.assumptions.count == GeneratorAssumption.all(of: .remission).count)
    #expect(manifest.assumptions.contains { $0.hasPrefix("scarcity = 1250: ") })
    #expect(manifest.sources.count >= 5)
    #expect(manifest.parameters["scarcityThousandths"]?.intValue == 1_250)
    #expect(manifest.expectedHashes.keys.sorted() == ["attorneys.csv", "firms.csv", "policy.json", "survivors.csv"])
    #expect(manifest.expectedHashes.values.allSatisfy { (Int($0) ?? 0) > 10 })
  }
}
