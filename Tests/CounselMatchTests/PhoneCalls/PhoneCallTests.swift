import AssignmentConformance
import AssignmentCore
import CounselMatch
import Foundation
import Testing

/// Every empty cell of a small instance filled with every value, each solved again: what calls must say.
struct PhoneCallCheck {
  let instance: CaseInstance
  let plan: MatchPlan
  let calls: [PhoneCall]
  private let matcher: Matcher

  /// What trying says of one call.
  struct Tried {
    var classes: [Int] = []
    var values: [String] = []
    var helpful = 0
    var possible = 0
  }

  init(seed: UInt64) throws {
    var random = RandomInstance(seed: seed, people: 3...9, lawyers: 2...5)
    if random.policy.levels.first != .served { random.policy.levels = [.served, .quality] }
    Self.blank(&random)
    if seed % 5 == 0 { random.addMinimums(seed % 2 == 0 ? .soft : .hard) }
    if seed % 7 == 0 { try random.addPins() }
    instance = try random.instance()
    var matcher = Matcher()
    matcher.levelPrices = false
    self.matcher = matcher
    plan = try matcher.plan(for: instance)
    calls = plan.status == .optimal ? try Explainer(instance, plan: plan).phoneCalls() : []
  }

  /// Blanks many facts.
  private static func blank(_ random: inout RandomInstance) {
    for index in random.survivors.indices {
      if random.generator.chance(15) { random.survivors[index].languages = [] }
      if random.generator.chance(10) { random.survivors[index].jurisdiction = nil }
      if random.generator.chance(10) { random.survivors[index].matter = nil }
    }
    for index in random.attorneys.indices {
      if random.generator.chance(25) { random.attorneys[index].languages = [] }
      if random.generator.chance(20) { random.attorneys[index].admissions = [] }
      if random.generator.chance(20) { random.attorneys[index].traumaTraining = nil }
      if random.generator.chance(20) { random.attorneys[index].meeting = nil }
      if random.generator.chance(20) { random.attorneys[index].offers = [] }
    }
  }

  private func served(_ plan: MatchPlan) -> [Int] { plan.levels.first { $0.name == "served" }?.classes ?? [] }

  // MARK: Trying

  private var languages: [String] {
    Set(instance.survivors.flatMap(\.languages).map(\.code))
      .union(instance.attorneys.flatMap(\.languages).map(\.language.code)).sorted { $0.precedes($1) }
  }

  private var places: [String] {
    Set(instance.survivors.compactMap(\.jurisdiction).map(\.code))
      .union(instance.attorneys.flatMap(\.admissions).map(\.jurisdiction.code)).sorted { $0.precedes($1) }
  }

  private var codes: [String] {
    Set(instance.survivors.flatMap(\.needs)).union(instance.attorneys.flatMap(\.offers)).sorted { $0.precedes($1) }
  }

  /// Every call, by person and columns, with what solving again says.
  func tried() throws -> [String: Tried] {
    var all: [String: Tried] = [:]
    for index in instance.survivors.indices {
      let survivor = instance.survivors[index]
      guard survivor.mayMatch, !instance.pins.contains(where: { $0.survivor == survivor.id }) else { continue }
      var (columns, edits): ([String], [([String], Survivor)]) = ([], [([], survivor)])
      if survivor.jurisdiction == nil {
        columns.append("jurisdiction")
        edits = edits.flatMap { edit in
          places.map { value in with(edit, value) { $0.jurisdiction = Jurisdiction(code: value) } }
        }
      }
      if survivor.languages.isEmpty {
        columns.append("languages")
        edits = edits.flatMap { edit in
          languages.map { value in with(edit, value) { $0.languages = [Language(code: value)] } }
        }
      }
      if survivor.matter == nil {
        columns.append("matter")
        edits = edits.flatMap { edit in
          Matter.allCases.map { value in with(edit, value.rawValue) { $0.matter = value } }
        }
      }
      guard !columns.isEmpty else { continue }
      all[key(survivor.id, columns)] = try tried(edits.map(\.0)) { answer in
        var survivors = instance.survivors
        survivors[index] = edits[answer].1
        return try instance.edited(survivors: survivors)
      }
    }
    for index in instance.attorneys.indices { try tryAttorney(index, &all) }
    return all
  }

  private func with<Person>(
    _ edit: ([String], Person), _ value: String, _ change: (inout Person) -> Void
  ) -> ([String], Person) {
    var person = edit.1
    change(&person)
    return (edit.0 + [value], person)
  }

  private func tryAttorney(_ index: Int, _ all: inout [String: Tried]) throws {
    let attorney = instance.attorneys[index]
    func add(_ columns: [String], _ edits: [([String], Attorney)]) throws {
      all[key(attorney.id, columns)] = try tried(edits.map(\.0)) { answer in
        var attorneys = instance.attorneys
        attorneys[index] = edits[answer].1
        return try instance.edited(attorneys: attorneys)
      }
    }
    let plain: [([String], Attorney)] = [([], attorney)]
    var (columns, edits) = ([String](), plain)
    if attorney.admissions.isEmpty {
      columns.append("admissions")
      edits = edits.flatMap { edit in
        places.map { place in with(edit, place) { $0.admissions = [Admission(Jurisdiction(code: place))] } }
      }
    }
    if attorney.languages.isEmpty {
      columns.append("languages")
      edits = edits.flatMap { edit in
        languages.map { value in with(edit, value) { $0.languages = [SpokenLanguage(Language(code: value))] } }
      }
    }
    if !columns.isEmpty { try add(columns, edits) }
    if attorney.traumaTraining == nil {
      try add(
        ["trauma_training"],
        TrainingStatus.allCases.map { value in with(plain[0], value.rawValue) { $0.traumaTraining = value } })
    }
    if attorney.meeting == nil {
      try add(["meeting"], Meeting.allCases.map { value in with(plain[0], value.rawValue) { $0.meeting = value } })
    }
    if attorney.gender == nil {
      try add(["gender"], Gender.allCases.map { value in with(plain[0], value.rawValue) { $0.gender = value } })
    }
    if attorney.offers.isEmpty {
      try add(["offers"], codes.map { value in with(plain[0], value) { $0.offers = [value] } })
    }
  }

  private func key(_ id: String, _ columns: [String]) -> String { id + " " + columns.joined(separator: "+") }

  /// The best of all answers: more people first, then more of an earlier class, then the first.
  private func tried(_ answers: [[String]], _ edited: (Int) throws -> CaseInstance) throws -> Tried {
    var best = Tried(possible: answers.count)
    let before = served(plan)
    for answer in answers.indices {
      let after = try matcher.plan(for: try edited(answer))
      let change = zip(served(after), before).map { $0 - $1 }
      guard change.contains(where: { $0 != 0 }) else { continue }
      best.helpful += 1
      let (gain, most) = (change.reduce(0, +), best.classes.reduce(0, +))
      let isBetter =
        best.classes.isEmpty || gain > most || (gain == most && best.classes.lexicographicallyPrecedes(change))
      if isBetter { (best.classes, best.values) = (change, answers[answer]) }
    }
    return best
  }

  // MARK: Comparing

  /// The first thing that is wrong, or nil.
  func fault() throws -> String? {
    var open = try tried().filter { $0.value.helpful > 0 }
    for call in calls {
      let key = key(call.person.id, call.columns)
      guard let expected = open.removeValue(forKey: key) else { return "\(key) changes nothing" }
      if call.classes != expected.classes { return "\(key): \(call.classes), solved again \(expected.classes)" }
      if call.gain != expected.classes.reduce(0, +) { return "\(key): gain \(call.gain)" }
      if call.values != expected.values { return "\(key): best \(call.values), not \(expected.values)" }
      if call.helpful != expected.helpful || call.possible != expected.possible {
        return "\(key): \(call.helpful) of \(call.possible), not \(expected.helpful) of \(expected.possible)"
      }
    }
    if let missed = open.keys.sorted().first { return "\(missed) is missing" }
    for (one, next) in zip(calls, calls.dropFirst()) where one.classes == next.classes {
      if one.helpful * next.possible < next.helpful * one.possible { return "not by the share of answers that help" }
    }
    let gains = calls.map(\.gain)
    return gains == gains.sorted(by: >) ? nil : "not by gain: \(gains)"
  }
}

@Suite("Facts worth a phone call")
struct PhoneCallTests {
  @Test("Every call is what solving again with each value says, and none is missed")
  func tryingAll() throws {
    let isHeavy = ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"
    var (survivors, attorneys, several, swaps, joint) = (0, 0, 0, 0, 0)
    for seed in UInt64(90_000)..<90_000 + (isHeavy ? 6_000 : 250) {
      let check = try PhoneCallCheck(seed: seed)
      guard check.plan.status == .optimal else { continue }
      let fault = try check.fault()
      #expect(fault == nil, "seed \(seed)")
      for call in check.calls {
        if case .survivor = call.person { survivors += 1 } else { attorneys += 1 }
        several += call.gain > 1 ? 1 : 0
        swaps += call.classes.contains { $0 < 0 } ? 1 : 0
        joint += call.columns.count > 1 ? 1 : 0
      }
    }
    // Each kind must occur, or nothing is tested.
    #expect(survivors > 20 && attorneys > 40 && several > 5 && swaps > 5 && joint > 5)
  }

  @Test("The call that serves most comes first; answers that change nothing are counted")
  func order() throws {
    let people = (1...3).map { Fixtures.survivor("S\($0)") } + [Fixtures.survivor("S4") { $0.languages = [] }]
    let instance = try CaseInstance(
      survivors: people,
      attorneys: [
        Fixtures.attorney("A1") {
          $0.languages = []
          $0.capacity = 2
        }, Fixtures.attorney("A2"), Fixtures.attorney("A3") { $0.languages = [SpokenLanguage("vi")] },
      ], policy: Policy())
    let explainer = try Explainer(instance, plan: try Matcher().plan(for: instance))
    let calls = explainer.phoneCalls()
    #expect(calls.map(\.person) == [.attorney("A1"), .survivor("S4")])
    #expect(calls[0].gain == 2 && calls[0].values == ["es"] && calls[0].helpful == 1 && calls[0].possible == 2)
    #expect(calls[1].gain == 1 && calls[1].values == ["vi"] && calls[1].columns == ["languages"])
    #expect(explainer.phoneCalls(limit: 1) == [calls[0]])
    #expect("\(calls[0])" == "PhoneCall(gain 2, 1 of 2 answers)")
  }
}
