import CounselMatch
import MatchDatasets
import Testing

/// One cell of a good row replaced, and the one fault that this gives.
struct PlantedFault: Sendable {
  var column: String
  var cell: String
  var code: String
}

@Suite("Fifty planted faults are found, those fifty and no other")
struct FiftyFaultsTests {
  static let survivorColumns = [
    "id", "jurisdiction", "languages", "matter", "trauma_training", "interpreter", "meeting", "attorney_gender",
    "priority", "hours", "household", "household_wish", "registered", "deadline", "may_match", "consent_until",
  ]
  static let attorneyColumns = [
    "id", "admissions", "languages", "capacity", "trauma_training", "firm", "minimum", "hours", "training_date",
    "training_expires", "meeting", "gender", "active_load", "available_from", "available_until", "experience",
  ]

  static let survivorFaults = [
    ("jurisdiction", "CANARY0", "jurisdiction.unknown"), ("languages", "es;CANARY1", "language.unknown"),
    ("matter", "CANARY2", "value.unknown"), ("trauma_training", "CANARY3", "value.unknown"),
    ("interpreter", "CANARY4", "value.unknown"), ("meeting", "CANARY5", "value.unknown"),
    ("attorney_gender", "CANARY6", "value.unknown"), ("priority", "CANARY7", "number.format"),
    ("priority", "-1", "number.format"), ("hours", "7e3", "number.format"), ("hours", "2147483648", "number.format"),
    ("household_wish", "CANARY8", "value.unknown"), ("registered", "2026-02-30", "date.format"),
    ("deadline", "31.12.2026", "date.format"), ("may_match", "CANARY9", "value.unknown"),
    ("consent_until", "2026-9-9", "date.format"), ("id", "canary@example.org", "id.looksPersonal"),
    ("id", "555-123-4567", "id.looksPersonal"), ("id", "123-45-6789", "id.looksPersonal"), ("id", "", "id.empty"),
    ("id", "S\u{1}CANARY", "id.controlCharacter"), ("id", String(repeating: "C", count: 129), "id.tooLong"),
    ("id", "S0", "id.duplicate"),
  ].map { PlantedFault(column: $0.0, cell: $0.1, code: $0.2) }

  static let attorneyFaults = [
    ("admissions", "TX;Calif", "jurisdiction.unknown"), ("admissions", "INTL", "jurisdiction.noAdmission"),
    ("admissions", "TX:2026-13-01", "date.format"), ("languages", "vietnamse", "language.unknown"),
    ("languages", "es:some", "value.unknown"), ("capacity", "", "value.empty"), ("capacity", "-1", "number.format"),
    ("capacity", "1,5", "number.format"), ("trauma_training", "maybe", "value.unknown"),
    ("minimum", "one", "number.format"), ("hours", "0x10", "number.format"),
    ("training_date", "2026-00-01", "date.format"), ("training_expires", "soon", "date.format"),
    ("meeting", "phone", "value.unknown"), ("gender", "x", "value.unknown"), ("active_load", "+1", "number.format"),
    ("available_from", "20260101", "date.format"), ("available_until", "2025-12-31", "date.order"),
    ("experience", "9", "number.range"), ("id", "A0", "id.duplicate"),
  ].map { PlantedFault(column: $0.0, cell: $0.1, code: $0.2) }

  /// A good row of each table; the fault of row `n` replaces one cell of it.
  static func cells(_ columns: [String], id: String, _ good: [String: String], _ fault: PlantedFault?) -> String {
    columns.map { column in
      if column == fault?.column { return "\"\(fault?.cell ?? "")\"" }
      return column == "id" ? id : good[column] ?? ""
    }.joined(separator: ",")
  }

  static let goodSurvivor = [
    "jurisdiction": "TX", "languages": "es", "matter": "federal", "trauma_training": "required", "household": "",
  ]
  static let goodAttorney = [
    "admissions": "TX", "languages": "es", "capacity": "1", "trauma_training": "certified", "firm": "F001",
    "available_from": "2026-01-01",
  ]

  static func table(
    _ columns: [String], _ letter: String, _ good: [String: String], _ faults: [PlantedFault]
  ) -> String {
    let planted = faults.enumerated().map { cells(columns, id: "\(letter)\($0.offset + 1)", good, $0.element) }
    return ([columns.joined(separator: ","), cells(columns, id: "\(letter)0", good, nil)] + planted)
      .joined(separator: "\n") + "\n"
  }

  /// Seven more in the tables that link people.
  static let links: [String: String] = [
    "firms.csv": "id,capacity\nF001,10\nF002,many\nF001,3\n",
    "exclusions.csv": "survivor,attorney,firm\nS0,,\nS0,A0,F001\nS0,A99,\n",
    "pins.csv": "survivor,attorney\nS99,A0\n",
    "scores.csv": "survivor,attorney,points\nS0,A0,1.5\n",
    "policy.json": #"{"asOf":"2026-01-15"}"#,
  ]
  static let linkFaults = [
    "number.format firms.csv 3 capacity", "id.duplicate firms.csv 4 id", "exclusion.target exclusions.csv 2 -",
    "exclusion.target exclusions.csv 3 -", "reference.unknown exclusions.csv 4 attorney",
    "reference.unknown pins.csv 2 survivor", "number.format scores.csv 2 points",
  ]

  /// The tables with all faults but `without`, an index into survivors' faults, then attorneys'.
  static func outcome(without: Int? = nil) throws -> (Outcome, [String]) {
    func faults(_ all: [PlantedFault], from first: Int) -> [PlantedFault] {
      all.enumerated().filter { $0.offset + first != without }.map(\.element)
    }
    let survivors = faults(survivorFaults, from: 0)
    let attorneys = faults(attorneyFaults, from: survivorFaults.count)
    var files = links.mapValues { Array($0.utf8) }
    files["survivors.csv"] = Array(table(survivorColumns, "S", goodSurvivor, survivors).utf8)
    files["attorneys.csv"] = Array(table(attorneyColumns, "A", goodAttorney, attorneys).utf8)
    func places(_ faults: [PlantedFault], _ file: String) -> [String] {
      faults.enumerated().map { "\($0.element.code) \(file) \($0.offset + 3) \($0.element.column)" }
    }
    return (
      try reading(files), places(survivors, "survivors.csv") + places(attorneys, "attorneys.csv") + linkFaults
    )
  }

  /// Found and not planted, or planted and not found; a repeated fault counts as often as it stands there.
  static func difference(_ found: [String], _ planted: [String]) -> [String] {
    var left = planted
    let extra = found.filter { fault in
      guard let place = left.firstIndex(of: fault) else { return true }
      left.remove(at: place)
      return false
    }
    return extra.map { "not planted: \($0)" } + left.map { "not found: \($0)" }
  }

  @Test func exactlyThoseFiftyInOnePass() throws {
    let (outcome, planted) = try Self.outcome()
    #expect(planted.count == 50)
    #expect(Self.difference(outcome.errors, planted) == [])
    #expect(outcome.dataset == nil)
  }

  @Test func noneShowsWhatStoodInTheCell() throws {
    let (outcome, _) = try Self.outcome()
    #expect(!outcome.text.contains("CANARY") && !outcome.text.contains("canary") && !outcome.text.contains("CCCC"))
    #expect(!outcome.text.contains("555-123") && !outcome.text.contains("2147483648"))
  }

  @Test(arguments: 0..<(survivorFaults.count + attorneyFaults.count))
  func oneFaultLessGivesFortyNine(fault: Int) throws {
    let (outcome, planted) = try Self.outcome(without: fault)
    #expect(planted.count == 49)
    #expect(Self.difference(outcome.errors, planted) == [])
  }
}
