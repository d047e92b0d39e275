import CounselMatch
import Testing

/// One named test per code of instance-level validation.
struct ValidationTests {
  private struct Input {
    var survivors = [Fixtures.survivor("S1"), Fixtures.survivor("S2")]
    var attorneys = [Fixtures.attorney("A1"), Fixtures.attorney("A2")]
    var firms: [Firm] = []
    var exclusions: [Exclusion] = []
    var pins: [Pin] = []
    var scores: [PersonalScore] = []
    var quotas: [Quota] = []
    var previous: [PreviousPair]? = []
    var policy = Fixtures.policy()
    var rows: CaseInstance.SourceRows = [:]
  }

  /// Errors and remarks of an input, the standing warning about federal matters left out.
  private func faults(_ change: (inout Input) -> Void) -> [InputFault] {
    var input = Input()
    change(&input)
    do {
      let instance = try CaseInstance(
        survivors: input.survivors, attorneys: input.attorneys, firms: input.firms, exclusions: input.exclusions,
        pins: input.pins, scores: input.scores, quotas: input.quotas, previous: input.previous, policy: input.policy,
        rows: input.rows)
      return instance.remarks.filter { $0.code != FaultCode.policyJurisdictionAssumed.rawValue }
    } catch {
      return error.faults + error.remarks.filter { $0.code != FaultCode.policyJurisdictionAssumed.rawValue }
    }
  }

  /// Expects exactly one fault, with its place.
  private func expectOne(
    _ severity: InputFault.Severity, _ code: FaultCode, _ file: InputTable, row: Int?, column: String?,
    _ location: SourceLocation = #_sourceLocation, _ change: (inout Input) -> Void
  ) {
    let found = faults(change)
    #expect(found.count == 1, "\(found.map(\.code))", sourceLocation: location)
    guard let fault = found.first else { return }
    #expect(fault.code == code.rawValue, sourceLocation: location)
    #expect(fault.severity == severity, sourceLocation: location)
    #expect(fault.file == file.rawValue, sourceLocation: location)
    #expect(fault.row == row, sourceLocation: location)
    #expect(fault.column == column, sourceLocation: location)
    #expect(!fault.rule.isEmpty && !fault.remedy.isEmpty, sourceLocation: location)
  }

  @Test func plainInputHasNoFault() {
    #expect(faults { _ in }.isEmpty)
  }

  @Test func case18_case19_idDuplicate() {
    expectOne(.error, .idDuplicate, .survivors, row: 3, column: "id") { $0.survivors[1].id = "S1" }
    expectOne(.error, .idDuplicate, .attorneys, row: 3, column: "id") { $0.attorneys[1].id = "A1" }
    expectOne(.error, .idDuplicate, .firms, row: 3, column: "id") { $0.firms = [Firm(id: "F1"), Firm(id: "F1")] }
  }

  @Test func case18_idDuplicateNamesBothRows() {
    let found = faults {
      $0.survivors[1].id = "S1"
      $0.rows = [.survivors: [7, 12]]
    }
    #expect(found.first?.row == 12)
    #expect(found.first?.rule.contains("row 7") == true)
  }

  @Test func case20_sameIdOnBothSides() {
    #expect(faults { $0.attorneys[0].id = "S1" }.isEmpty)
  }

  @Test func case21_idEmpty() {
    expectOne(.error, .idEmpty, .survivors, row: 2, column: "id") { $0.survivors[0].id = "" }
  }

  @Test func case22_idAmbiguous() {
    expectOne(.error, .idAmbiguous, .survivors, row: 3, column: "id") {
      $0.survivors[0].id = "caf\u{E9}"
      $0.survivors[1].id = "cafe\u{301}"
    }
  }

  @Test func case23_idSimilar() {
    expectOne(.warning, .idSimilar, .survivors, row: 3, column: "id") { $0.survivors[1].id = "s 1" }
  }

  @Test func case24_idHomoglyph() {
    expectOne(.warning, .idHomoglyph, .attorneys, row: 2, column: "id") { $0.attorneys[0].id = "\u{410}1" }
    #expect(faults { $0.attorneys[0].id = "\u{434}\u{43E}\u{43C}" }.isEmpty)
  }

  @Test(arguments: ["a\u{0}b", "a\tb", "a\nb", "a\u{7F}", "a\u{200B}b", "a\u{202E}b", "a\u{2028}b", "\u{FEFF}a"])
  func idControlCharacter(_ id: String) {
    expectOne(.error, .idControlCharacter, .survivors, row: 2, column: "id") { $0.survivors[0].id = id }
  }

  @Test func case26_idTooLong() {
    expectOne(.error, .idTooLong, .survivors, row: 2, column: "id") {
      $0.survivors[0].id = String(repeating: "x", count: 129)
    }
    #expect(faults { $0.survivors[0].id = String(repeating: "x", count: 128) }.isEmpty)
  }

  @Test(arguments: [
    "jane@example.org", "123-45-6789", "123.45.6789", "512-555-0100", "(512) 555-0100", "+1 512 555 0100",
    "S-512/555/0100", "512 - 555 - 0100",
  ])
  func idLooksPersonal(_ id: String) {
    expectOne(.error, .idLooksPersonal, .survivors, row: 2, column: "id") { $0.survivors[0].id = id }
  }

  @Test(arguments: ["007", "123456789", "5125550100", "2026-01-15", "12-345-67", "S-1234-56-7890", "1234-45-6789"])
  func plainDigitsPass(_ id: String) {
    #expect(faults { $0.survivors[0].id = id }.isEmpty)
  }

  @Test(arguments: ["1-Mar", "Mar-26", "1.23E+05", "12-Dec-2026", "1E+10"])
  func idMangled(_ id: String) {
    expectOne(.warning, .idMangled, .survivors, row: 2, column: "id") { $0.survivors[0].id = id }
  }

  @Test func case44_referenceUnknown() {
    expectOne(.error, .referenceUnknown, .exclusions, row: 2, column: "survivor") {
      $0.exclusions = [Exclusion(survivor: "S9", attorney: "A1")]
    }
    expectOne(.error, .referenceUnknown, .exclusions, row: 2, column: "attorney") {
      $0.exclusions = [Exclusion(survivor: "S1", attorney: "A9")]
    }
    expectOne(.error, .referenceUnknown, .exclusions, row: 2, column: "firm") {
      $0.exclusions = [Exclusion(survivor: "S1", firm: "F9")]
    }
    expectOne(.error, .referenceUnknown, .pins, row: 2, column: "attorney") {
      $0.pins = [Pin(survivor: "S1", attorney: "A9")]
    }
    expectOne(.error, .referenceUnknown, .pins, row: 2, column: "survivor") {
      $0.pins = [Pin(survivor: "S9", attorney: "A1")]
    }
    expectOne(.error, .referenceUnknown, .scores, row: 2, column: "survivor") {
      $0.scores = [PersonalScore(survivor: "S9", attorney: "A1", points: 1)]
    }
  }

  @Test func exclusionTarget() {
    expectOne(.error, .exclusionTarget, .exclusions, row: 2, column: "attorney") {
      var both = Exclusion(survivor: "S1", attorney: "A1")
      both.firm = "F1"
      $0.firms = [Firm(id: "F1")]
      $0.exclusions = [both]
    }
  }

  @Test func exclusionDuplicate() {
    expectOne(.warning, .exclusionDuplicate, .exclusions, row: 3, column: "survivor") {
      $0.exclusions = [Exclusion(survivor: "S1", attorney: "A1"), Exclusion(survivor: "S1", attorney: "A1")]
    }
  }

  @Test func case42_pinDuplicate() {
    expectOne(.error, .pinDuplicate, .pins, row: 3, column: "survivor") {
      $0.pins = [Pin(survivor: "S1", attorney: "A1"), Pin(survivor: "S1", attorney: "A2")]
    }
    expectOne(.warning, .pinDuplicate, .pins, row: 3, column: "survivor") {
      $0.pins = [Pin(survivor: "S1", attorney: "A1"), Pin(survivor: "S1", attorney: "A1")]
    }
  }

  @Test func case41_case43_pinConflict() {
    expectOne(.error, .pinConflict, .pins, row: 2, column: "attorney") {
      $0.pins = [Pin(survivor: "S1", attorney: "A1")]
      $0.exclusions = [Exclusion(survivor: "S1", attorney: "A1")]
    }
    expectOne(.error, .pinConflict, .pins, row: 2, column: "attorney") {
      $0.pins = [Pin(survivor: "S1", attorney: "A1")]
      $0.attorneys[0].languages = [SpokenLanguage("vi")]
    }
    expectOne(.error, .pinConflict, .pins, row: 2, column: "attorney") {
      $0.pins = [Pin(survivor: "S1", attorney: "A1")]
      $0.survivors[0].mayMatch = false
    }
    expectOne(.error, .pinConflict, .pins, row: 2, column: "attorney") {
      $0.pins = [Pin(survivor: "S1", attorney: "A1")]
      $0.survivors[0].consentUntil = Fixtures.asOf.advanced(by: -1)
    }
  }

  @Test func pinConflictInHousehold() {
    func tied(_ input: inout Input) {
      for index in input.survivors.indices { input.survivors[index].household = "H1" }
      input.policy.households = .sameAttorney
    }
    expectOne(.error, .pinConflict, .pins, row: 3, column: "attorney") {
      tied(&$0)
      $0.pins = [Pin(survivor: "S1", attorney: "A1"), Pin(survivor: "S2", attorney: "A2")]
    }
    expectOne(.error, .pinConflict, .pins, row: 2, column: "attorney") {
      tied(&$0)
      $0.policy.householdPartial = false
      $0.pins = [Pin(survivor: "S1", attorney: "A1")]
    }
  }

  @Test func pinsOverACapacityAreNoFault() {
    #expect(faults { $0.pins = [Pin(survivor: "S1", attorney: "A1"), Pin(survivor: "S2", attorney: "A1")] }.isEmpty)
  }

  @Test func scoreDuplicate() {
    expectOne(.error, .scoreDuplicate, .scores, row: 3, column: "points") {
      $0.scores = [1, 2].map { PersonalScore(survivor: "S1", attorney: "A1", points: $0) }
    }
  }

  @Test func numberRange() {
    let big = Int(Int32.max) + 1
    expectOne(.error, .numberRange, .attorneys, row: 2, column: "capacity") { $0.attorneys[0].capacity = -1 }
    expectOne(.error, .numberRange, .attorneys, row: 2, column: "minimum") { $0.attorneys[0].minimum = -1 }
    expectOne(.error, .numberRange, .attorneys, row: 2, column: "hours") { $0.attorneys[0].hours = big }
    expectOne(.error, .numberRange, .attorneys, row: 2, column: "active_load") { $0.attorneys[0].activeLoad = -1 }
    expectOne(.error, .numberRange, .attorneys, row: 2, column: "experience") { $0.attorneys[0].experience = 5 }
    expectOne(.error, .numberRange, .survivors, row: 3, column: "priority") { $0.survivors[1].priority = -1 }
    expectOne(.error, .numberRange, .survivors, row: 3, column: "hours") { $0.survivors[1].hours = big }
    expectOne(.error, .numberRange, .firms, row: 2, column: "capacity") { $0.firms = [Firm(id: "F1", capacity: -1)] }
    expectOne(.error, .numberRange, .scores, row: 2, column: "points") {
      $0.scores = [PersonalScore(survivor: "S1", attorney: "A1", points: big)]
    }
  }

  @Test func case33_capacityZeroIsFine() {
    #expect(faults { $0.attorneys[0].capacity = 0 }.isEmpty)
  }

  @Test func case35_case37_capacityWarnings() {
    expectOne(.warning, .capacityAbsurd, .attorneys, row: 2, column: "capacity") { $0.attorneys[0].capacity = 1_000 }
    expectOne(.warning, .capacityBelowLoad, .attorneys, row: 2, column: "active_load") {
      $0.attorneys[0].activeLoad = 2
    }
    expectOne(.warning, .minimumAboveCapacity, .attorneys, row: 2, column: "minimum") { $0.attorneys[0].minimum = 2 }
    expectOne(.warning, .minimumAboveCapacity, .firms, row: 2, column: "minimum") {
      $0.firms = [Firm(id: "F1", capacity: 1, minimum: 2)]
    }
  }

  @Test func case36_capacitySumNeedNotFitTheSolver() {
    let found = faults { for index in 0..<2 { $0.attorneys[index].capacity = Int(Int32.max) } }
    #expect(found.map(\.code) == ["capacity.absurd", "capacity.absurd"])
  }

  @Test func case04_case06_case07_weights() {
    expectOne(.error, .weightNegative, .policy, row: nil, column: "$.weights.language") {
      $0.policy.weights.language = -1
    }
    expectOne(.error, .weightRange, .policy, row: nil, column: "$.weights.home-state") {
      $0.policy.weights.homeState = Int(Int32.max) + 1
    }
    expectOne(.error, .scoreOverflow, .policy, row: nil, column: "$.weights") {
      $0.policy.weights.personal = Int(Int32.max)
      $0.scores = [PersonalScore(survivor: "S1", attorney: "A1", points: -Int(Int32.max))]
    }
  }

  @Test func asOfMissing() {
    let dated: [(inout Input) -> Void] = [
      { $0.attorneys[0].availableFrom = Fixtures.asOf }, { $0.attorneys[0].availableUntil = Fixtures.asOf },
      { $0.attorneys[0].trainingExpires = Fixtures.asOf },
      { $0.attorneys[0].admissions = [Admission("TX", validUntil: Fixtures.asOf)] },
      { $0.survivors[0].consentUntil = Fixtures.asOf }, { $0.survivors[0].deadline = Fixtures.asOf },
      { $0.policy.deadline = Fixtures.asOf },
    ]
    for change in dated {
      expectOne(.error, .policyAsOfMissing, .policy, row: nil, column: "$.asOf") {
        $0.policy.asOf = nil
        change(&$0)
      }
    }
    #expect(
      faults {
        $0.policy.asOf = nil
        $0.survivors[0].registered = Fixtures.asOf
      }.isEmpty)
  }

  @Test func policyLevels() {
    expectOne(.error, .policyLevels, .policy, row: nil, column: "$.levels") { $0.policy.levels = [] }
    expectOne(.error, .policyLevels, .policy, row: nil, column: "$.levels[1]") {
      $0.policy.levels = [.served, .served]
    }
    expectOne(.error, .policyLevels, .policy, row: nil, column: "$.levels[1]") {
      $0.policy.levels = [.served, .minimums]
    }
  }

  @Test(arguments: [Policy.LevelName.worstQuality, .load, .changes])
  func policyLevelOrder(_ level: Policy.LevelName) {
    expectOne(.error, .policyLevelOrder, .policy, row: nil, column: "$.levels[1]") {
      $0.policy.levels = [.quality, level, .served]
    }
  }

  @Test func changesNeedAPreviousPlanWithoutRepetitions() {
    expectOne(.error, .policyPreviousMissing, .policy, row: nil, column: "$.levels[1]") {
      ($0.policy.levels, $0.previous) = ([.served, .changes], nil)
    }
    let pair = PreviousPair(survivor: "S1", attorney: "A1")
    let found = faults { $0.previous = [pair, PreviousPair(survivor: "S9", attorney: "A1"), pair] }
    #expect(found.map(\.code) == ["previous.duplicate"] && found.first?.row == 4)
  }

  @Test func groupRatesNeedAColumnAndAReason() {
    func codes(_ column: String?, _ reason: String?) -> [String] {
      faults { input in
        input.policy.levels = [.served, .groupRates]
        (input.policy.groupRatesBy, input.policy.groupRatesReason) = (column, reason)
        input.survivors[0].audit = ["audit_x": "a"]
      }.map(\.code)
    }
    #expect(codes("audit_x", "decided by the board") == ["policy.groupObjective"])
    #expect(codes("audit_x", " ") == ["policy.groupRatesReason", "policy.groupObjective"])
    #expect(codes("audit_y", "r") == ["policy.groupRatesBy", "policy.groupObjective"])
    #expect(codes(nil, nil) == ["policy.groupRatesBy", "policy.groupRatesReason", "policy.groupObjective"])
  }

  @Test func squaredLoadsThatDoNotFitAreRefused() {
    for unit in Policy.LoadUnit.allCases {
      let found = faults { input in
        (input.policy.levels, input.policy.loadBy) = ([.served, .load], unit)
        for index in input.attorneys.indices {
          (input.attorneys[index].activeLoad, input.attorneys[index].capacity) = (Int(Int32.max), Int(Int32.max))
          input.attorneys[index].firm = "F1"
        }
        input.firms = [Firm(id: "F1")]
      }
      #expect(found.contains { $0.code == "score.overflow" && $0.file == "attorneys.csv" })
    }
  }

  @Test func maxChangesUnavailable() {
    expectOne(.error, .policyLevelUnavailable, .policy, row: nil, column: "$.maxChanges") { $0.policy.maxChanges = 3 }
  }

  @Test func policyRange() {
    expectOne(.error, .policyRange, .policy, row: nil, column: "$.suppressBelow") { $0.policy.suppressBelow = 0 }
    expectOne(.error, .policyRange, .policy, row: nil, column: "$.leadDays") { $0.policy.leadDays = -1 }
    expectOne(.error, .policyRange, .policy, row: nil, column: "$.bandWidth") { $0.policy.bandWidth = 0 }
    expectOne(.error, .policyRange, .policy, row: nil, column: "$.networkCapacity") { $0.policy.networkCapacity = -1 }
  }

  @Test func jurisdictionAssumed() throws {
    func codes(_ policy: Policy) throws -> [String] {
      try CaseInstance(survivors: [Fixtures.survivor()], attorneys: [Fixtures.attorney()], policy: policy)
        .remarks.map(\.code)
    }
    #expect(try codes(Fixtures.policy()) == ["policy.jurisdictionAssumed"])
    #expect(try codes(Fixtures.policy { $0.rules.federal = .admitted }).isEmpty)
  }

  @Test func deadlinePast() {
    expectOne(.warning, .deadlinePast, .survivors, row: 2, column: "deadline") {
      $0.survivors[0].deadline = Fixtures.asOf.advanced(by: 13)
    }
    expectOne(.warning, .deadlinePast, .policy, row: nil, column: "$.deadline") {
      $0.policy.deadline = Fixtures.asOf.advanced(by: -1)
    }
  }

  @Test func firmNoRow() {
    expectOne(.warning, .firmNoRow, .attorneys, row: 2, column: "firm") {
      for index in 0..<2 { $0.attorneys[index].firm = "F1" }
    }
  }

  @Test func facts() {
    expectOne(.error, .languageUnknown, .survivors, row: 2, column: "languages") { $0.survivors[0].languages = ["xx"] }
    expectOne(.warning, .languageDuplicate, .survivors, row: 2, column: "languages") {
      $0.survivors[0].languages = ["es", "es"]
    }
    expectOne(.error, .jurisdictionUnknown, .survivors, row: 2, column: "jurisdiction") {
      $0.survivors[0].jurisdiction = "Calif"
    }
    expectOne(.error, .jurisdictionUnknown, .attorneys, row: 2, column: "admissions") {
      $0.attorneys[0].admissions = [Admission("XX")]
    }
    expectOne(.error, .jurisdictionNoAdmission, .attorneys, row: 2, column: "admissions") {
      $0.attorneys[0].admissions = [Admission("INTL")]
    }
    expectOne(.warning, .jurisdictionStateMatter, .survivors, row: 2, column: "matter") {
      ($0.survivors[0].jurisdiction, $0.survivors[0].matter) = ("INTL", .state)
    }
    expectOne(.warning, .admissionExpired, .attorneys, row: 2, column: "admissions") {
      $0.attorneys[0].admissions.append(Admission("CA", validUntil: Fixtures.asOf.advanced(by: -1)))
    }
    expectOne(.error, .dateOrder, .attorneys, row: 2, column: "available_until") {
      $0.attorneys[0].availableFrom = Fixtures.asOf
      $0.attorneys[0].availableUntil = Fixtures.asOf.advanced(by: -1)
    }
  }

  @Test func aHouseholdLooksPersonal() {
    expectOne(.error, .idLooksPersonal, .survivors, row: 2, column: "household") {
      $0.survivors[0].household = "family@example.org"
    }
  }

  @Test func householdWish() {
    expectOne(.warning, .householdWish, .survivors, row: 2, column: "household_wish") {
      $0.survivors[0].householdWish = .together
    }
    expectOne(.warning, .householdWish, .survivors, row: 3, column: "household_wish") {
      ($0.survivors[0].household, $0.survivors[0].householdWish) = ("H", .together)
      ($0.survivors[1].household, $0.survivors[1].householdWish) = ("H", .apart)
    }
  }

  @Test func case30_case31_emptySides() {
    expectOne(.warning, .survivorsNone, .survivors, row: nil, column: nil) { $0.survivors = [] }
    expectOne(.warning, .attorneysNone, .attorneys, row: nil, column: nil) { $0.attorneys = [] }
    #expect(
      faults { ($0.survivors, $0.attorneys) = ([], []) }.map(\.code) == ["survivors.none", "attorneys.none"])
  }

  @Test func allFaultsInOnePass() {
    let found = faults {
      $0.survivors[0].id = ""
      $0.survivors[1].priority = -1
      $0.attorneys[1].capacity = -1
      $0.policy.levels = []
      $0.pins = [Pin(survivor: "S9", attorney: "A9")]
    }
    #expect(
      found.map(\.code) == [
        "policy.levels", "id.empty", "number.range", "number.range", "reference.unknown", "reference.unknown",
      ])
  }

  /// Numbers that no file can hold still come from callers: faults, never a trap.
  @Test(arguments: [Int.min, -1, Int(Int32.max) + 1, Int.max])
  func extremeNumbersNeverTrap(_ number: Int) {
    let found = faults {
      $0.survivors[0].priority = number
      $0.survivors[0].hours = number
      $0.survivors[0].deadline = Day(number: .max)
      $0.survivors[1].deadline = Day(number: .min)
      $0.attorneys[0].capacity = number
      $0.attorneys[0].activeLoad = number
      $0.attorneys[0].minimum = number
      $0.attorneys[0].hours = number
      $0.attorneys[0].experience = number
      $0.firms = [Firm(id: "F1", capacity: number, minimum: number)]
      $0.scores = [PersonalScore(survivor: "S1", attorney: "A1", points: number == -1 ? .min : number)]
      $0.pins = [Pin(survivor: "S1", attorney: "A1")]
      $0.policy.weights.language = number
      $0.policy.weights.personal = number
      ($0.policy.leadDays, $0.policy.bandWidth, $0.policy.suppressBelow) = (number, number, -1)
      ($0.policy.networkCapacity, $0.policy.deadline) = (number, Day(number: .max))
    }
    #expect(found.count(where: { $0.code == "number.range" }) == 10)
    #expect(found.contains { $0.code == "weight.negative" || $0.code == "weight.range" })
    #expect(found.contains { $0.code == "policy.range" && $0.column == "$.networkCapacity" })
  }

  @Test func faultsAreCapped() {
    let survivors = (0..<1_500).map { Fixtures.survivor("S\($0)") { $0.priority = -1 } }
    let error = #expect(throws: InvalidInput.self) {
      try CaseInstance(survivors: survivors, attorneys: [Fixtures.attorney()], policy: Fixtures.policy())
    }
    #expect(error?.faults.count == 1_000)
    #expect(error?.omitted == 500)
  }

  @Test func faultsHoldNoContentOfSurvivors() {
    let canary = "canary-7531"
    let found = faults {
      $0.survivors = [
        Fixtures.survivor(canary) { $0.priority = -1 }, Fixtures.survivor(canary),
        Fixtures.survivor("\(canary)@x") { $0.languages = [Language(code: canary)] },
      ]
      $0.survivors[0].jurisdiction = Jurisdiction(code: canary)
      $0.pins = [Pin(survivor: canary, attorney: "A9"), Pin(survivor: canary, attorney: "A2")]
    }
    #expect(found.count >= 6)
    #expect(!found.contains { "\($0)".contains("canary") })
  }
}
