import CounselMatch
import MatchDatasets
import Testing

@Suite("Cells of the tables are checked one by one")
struct CellTests {
  @Test(arguments: [
    "1,5", "1.5", "1'000", "0x10", "1e3", "1E+03", "+3", "-3", "３", "٣", "2147483648", "99999999999999999999", "3.",
    ".0", "3.01", "three", "2026-03-31", "nan", "inf", "1 000",
  ])
  func case09_case10_case11_case13_case17_integers(cell: String) throws {
    let outcome = try survivorRow("hours", "\"\(cell)\"")
    #expect(outcome.errors == ["number.format survivors.csv 2 hours"])
    #expect(cell.utf8.count < 4 || !outcome.text.contains(cell))
    #expect(
      try attorneyRow("admissions,languages,capacity,trauma_training", "TX,es,\"\(cell)\",none").errors
        == ["number.format attorneys.csv 2 capacity"])
  }

  @Test func case12_wholeNumberWithDecimals() throws {
    let outcome = try attorneyRow("admissions,languages,capacity,trauma_training", "TX,es,3.00,none")
    #expect(outcome.dataset?.instance.attorneys.map(\.capacity) == [3])
    #expect(outcome.remark(.numberRepaired) == ["number.repaired attorneys.csv 2 capacity"])
  }

  @Test(arguments: [" 7", "7 ", "\u{A0}7\u{A0}", "\u{200B}7", "7\u{FEFF}", "\u{3000}7\t"])
  func case14_spacesAreTrimmedWithANote(cell: String) throws {
    let outcome = try survivorRow("hours", "\"\(cell)\"")
    #expect(outcome.dataset?.instance.survivors.map(\.hours) == [7])
    #expect(outcome.remark(.valueRepaired) == ["value.repaired survivors.csv 2 hours"])
  }

  @Test func case15_emptyIsNotZero() throws {
    #expect(try survivorRow("hours", "").dataset?.instance.survivors.map(\.hours) == [nil])
    #expect(try survivorRow("hours", "0").dataset?.instance.survivors.map(\.hours) == [0])
    let columns = "admissions,languages,capacity,trauma_training"
    #expect(try attorneyRow(columns, "TX,es,0,none").dataset?.instance.attorneys.map(\.capacity) == [0])
    #expect(try attorneyRow(columns, "TX,es,,none").errors == ["value.empty attorneys.csv 2 capacity"])
  }

  @Test func case18_case19_case20_duplicateIds() throws {
    let survivors = "id,jurisdiction,languages,matter,trauma_training\n"
    let outcome = try reading([
      "survivors.csv": Array("\(survivors)S1,,,,required\nA1,,,,required\n\nS1,,,,required\n".utf8),
      "attorneys.csv": Array(
        "id,admissions,languages,capacity,trauma_training\nA1,TX,en,1,none\nA1,TX,en,1,none\n".utf8),
    ])
    #expect(outcome.errors == ["id.duplicate survivors.csv 5 id", "id.duplicate attorneys.csv 3 id"])
    #expect(outcome.faults[0].rule.contains("row 2"))
  }

  @Test(arguments: [
    ("", "id.empty"), ("a\u{1}b", "id.controlCharacter"), ("jane@example.org", "id.looksPersonal"),
    ("555-123-4567", "id.looksPersonal"), ("123-45-6789", "id.looksPersonal"),
    ("123-45-6789a", "id.looksPersonal"), ("case 555.123.4567x", "id.looksPersonal"),
    (String(repeating: "x", count: 129), "id.tooLong"),
  ])
  func case21_case25_case26_case27_ids(id: String, code: String) throws {
    let outcome = try reading(
      "survivors.csv", "id,jurisdiction,languages,matter,trauma_training\n\(id),TX,es,federal,required\n")
    #expect(outcome.errors == ["\(code) survivors.csv 2 id"])
    #expect(id.isEmpty || !outcome.text.contains(id))
  }

  @Test func case22_case23_case24_case29_idsThatLookAlike() throws {
    let header = "id,jurisdiction,languages,matter,trauma_training\n"
    func outcome(_ ids: [String]) throws -> Outcome {
      try reading("survivors.csv", header + ids.map { "\($0),TX,es,federal,required\n" }.joined())
    }
    #expect(try outcome(["\u{E9}1", "e\u{301}1"]).errors == ["id.ambiguous survivors.csv 3 id"])
    #expect(try outcome(["s1", "S1"]).remark(.idSimilar) == ["id.similar survivors.csv 3 id"])
    #expect(try outcome(["S\u{430}1"]).remark(.idHomoglyph) == ["id.homoglyph survivors.csv 2 id"])
    #expect(try outcome(["1-Mar", "1.23E+05"]).remark(.idMangled).count == 2)
  }

  @Test func case28_leadingZerosStay() throws {
    let outcome = try reading(
      "survivors.csv", "id,jurisdiction,languages,matter,trauma_training\n007,TX,es,federal,required\n")
    #expect(outcome.dataset?.instance.survivors.map(\.id) == ["007"])
  }

  @Test func case30_case31_case32_emptySides() throws {
    let survivors = "id,jurisdiction,languages,matter,trauma_training\n"
    let attorneys = "id,admissions,languages,capacity,trauma_training\n"
    #expect(try reading("survivors.csv", survivors).remark(.survivorsNone).count == 1)
    #expect(try reading("attorneys.csv", attorneys).remark(.attorneysNone).count == 1)
    let both = try reading(["survivors.csv": Array(survivors.utf8), "attorneys.csv": Array(attorneys.utf8)])
    #expect(both.dataset?.instance.survivors.isEmpty == true && both.remark(.survivorsNone).count == 1)
  }

  @Test func case34_case35_case37_capacities() throws {
    let columns = "admissions,languages,capacity,trauma_training,active_load"
    #expect(try attorneyRow(columns, "TX,es,-1,none,").errors == ["number.format attorneys.csv 2 capacity"])
    #expect(try attorneyRow(columns, "TX,es,2000000000,none,").remark(.capacityAbsurd).count == 1)
    #expect(try attorneyRow(columns, "TX,es,1,none,2").remark(.capacityBelowLoad).count == 1)
  }

  @Test func case41_case42_case43_case44_links() throws {
    func errors(_ name: String, _ text: String) throws -> [String] { try reading(name, text).errors }
    #expect(try errors("pins.csv", "survivor,attorney\nS1,A2\n") == ["pin.conflict pins.csv 2 attorney"])
    #expect(try errors("pins.csv", "survivor,attorney\nS1,A1\nS1,A2\n") == ["pin.duplicate pins.csv 3 survivor"])
    let both = try reading([
      "pins.csv": Array("survivor,attorney\nS1,A1\n".utf8),
      "exclusions.csv": Array("survivor,attorney,firm\nS1,A1,\n".utf8),
    ])
    #expect(both.errors == ["pin.conflict pins.csv 2 attorney"])
    #expect(
      try errors("pins.csv", "survivor,attorney\nS9,A9\n") == [
        "reference.unknown pins.csv 2 survivor", "reference.unknown pins.csv 2 attorney",
      ])
    #expect(try errors("exclusions.csv", "survivor,firm\nS1,F9\n") == ["reference.unknown exclusions.csv 2 firm"])
    #expect(
      try errors("exclusions.csv", "survivor,attorney,firm\nS1,,\nS1,A1,F001\n") == [
        "exclusion.target exclusions.csv 2 -", "exclusion.target exclusions.csv 3 -",
      ])
    #expect(
      try errors("scores.csv", "survivor,attorney,points\nS1,A1,1.5\n") == [
        "number.format scores.csv 2 points"
      ])
  }

  @Test(arguments: [
    ("spanish", "es"), ("ES", "es"), ("es-419", "es"), ("iw", "he"), ("cmn", "zh"), ("fil", "tl"), ("yue", "yue"),
  ])
  func case45_languagesAreMadeCanonical(cell: String, code: String) throws {
    let outcome = try reading(
      "survivors.csv", "id,jurisdiction,languages,matter,trauma_training\nS1,TX,\(cell),federal,required\n")
    #expect(outcome.dataset?.instance.survivors.map(\.languages) == [[Language(code: code)]])
    #expect(outcome.remark(.languageCanonical).count == (cell == code ? 0 : 1))
  }

  @Test func case45_unknownLanguages() throws {
    let outcome = try reading(
      "survivors.csv", "id,jurisdiction,languages,matter,trauma_training\nS1,TX,es;spanihs;xx,federal,required\n")
    let place = "language.unknown survivors.csv 2 languages"
    #expect(outcome.errors == [place, place])
    #expect(!outcome.text.contains("spanihs") && !outcome.text.contains("Did you mean"))
    let attorney = try attorneyRow("admissions,languages,capacity,trauma_training", "TX,vietnamse,1,none")
    #expect(attorney.errors == ["language.unknown attorneys.csv 2 languages"])
    #expect(attorney.faults[0].remedy.contains("vi") && !attorney.text.contains("vietnamse"))
  }

  @Test func case46_case47_emptyListAndSignLanguage() throws {
    let outcome = try reading(
      "survivors.csv",
      "id,jurisdiction,languages,matter,trauma_training\nS1,TX,,federal,required\nS2,TX,ase; ;en;,federal,required\n")
    #expect(outcome.dataset?.instance.survivors.map(\.languages) == [[], ["ase", "en"]])
    #expect(outcome.remark(.valueRepaired) == ["value.repaired survivors.csv 3 languages"])
  }

  @Test func case48_jurisdictions() throws {
    let columns = "id,jurisdiction,languages,matter,trauma_training\n"
    let good = try reading(
      "survivors.csv", columns + "S1,DC,es,federal,required\nS2,pr,es,federal,required\nS3,INTL,es,federal,required\n")
    #expect(good.dataset?.instance.survivors.map(\.jurisdiction) == ["DC", "PR", "INTL"])
    #expect(good.remark(.jurisdictionCanonical) == ["jurisdiction.canonical survivors.csv 3 jurisdiction"])
    let bad = try reading("survivors.csv", columns + "S1,Calif,es,federal,required\n")
    #expect(bad.errors == ["jurisdiction.unknown survivors.csv 2 jurisdiction"])
    #expect(!bad.text.contains("Calif") && !bad.text.contains("CA?"))
    let attorney = try attorneyRow("admissions,languages,capacity,trauma_training", "Calif;INTL,es,1,none")
    #expect(
      attorney.errors == [
        "jurisdiction.unknown attorneys.csv 2 admissions", "jurisdiction.noAdmission attorneys.csv 2 admissions",
      ])
    #expect(attorney.faults[0].remedy.contains("CA"))
  }

  @Test func case49_dates() throws {
    for cell in ["2026-02-30", "2026-2-3", "03/31/2026", "31.03.2026", "2026-03-31T00:00", "45000", "２026-03-31"] {
      let outcome = try survivorRow("registered", cell)
      #expect(outcome.errors == ["date.format survivors.csv 2 registered"])
      #expect(!outcome.text.contains(cell))
    }
    let columns = "admissions,languages,capacity,trauma_training,available_from,available_until"
    #expect(
      try attorneyRow(columns, "TX:2026-13-01,es,1,none,,").errors == ["date.format attorneys.csv 2 admissions"])
    #expect(
      try attorneyRow(columns, "TX,es,1,none,2026-05-01,2026-04-30").errors.contains(
        "date.order attorneys.csv 2 available_until"))
    let expired = try reading([
      "attorneys.csv": Array("id,admissions,languages,capacity,trauma_training\nA1,TX:2020-01-01,es,1,none\n".utf8),
      "policy.json": Array(#"{"asOf":"2026-01-01"}"#.utf8),
    ])
    #expect(expired.remark(.admissionExpired) == ["admission.expired attorneys.csv 2 admissions"])
  }

  @Test func case50_trainingUnknownAgainstNone() throws {
    let outcome = try reading(
      "attorneys.csv", "id,admissions,languages,capacity,trauma_training\nA1,TX,es,1,\nA2,TX,es,1,none\n")
    #expect(outcome.dataset?.instance.attorneys.map(\.traumaTraining) == [nil, TrainingStatus.none])
    let survivor = try reading("survivors.csv", "id,jurisdiction,languages,matter,trauma_training\nS1,,,,\nS2,,,,\n")
    #expect(survivor.dataset?.instance.survivors.map(\.traumaTraining) == [.required, .required])
    #expect(survivor.remark(.trainingAssumed) == ["training.assumed survivors.csv 2 trauma_training"])
    #expect(survivor.remarks.contains { $0.rule.contains("In 2 cells") })
  }

  @Test func case51_columns() throws {
    let outcome = try survivorRow("nickname,housold", "CANARY,x")
    #expect(outcome.dataset != nil)
    #expect(
      outcome.remark(.columnUnknown) == [
        "column.unknown survivors.csv 1 nickname", "column.unknown survivors.csv 1 housold",
      ])
    #expect(outcome.remarks.contains { $0.remedy.contains("household") })
    let missing = try reading("survivors.csv", "id,languages,matter\nS1,xx,federal\n")
    #expect(
      missing.errors == [
        "column.missing survivors.csv 1 jurisdiction", "column.missing survivors.csv 1 trauma_training",
        "language.unknown survivors.csv 2 languages",
      ])
    #expect(missing.faults[0].rule.contains("id, languages, matter"))
  }

  @Test func case51_aFileWithoutHeaderShowsNothing() throws {
    let outcome = try reading("survivors.csv", "CANARY,TX,es,federal,required\nS2,TX,es,federal,required\n")
    #expect(outcome.errors.count == 5)
    #expect(!outcome.text.contains("CANARY") && !outcome.text.contains("TX"))
  }

  @Test func case52_schemaVersions() throws {
    let outcome = try reading([
      "policy.json": Array(#"{"schema":"counselmatch.policy/2"}"#.utf8),
      "dataset.json": Array(#"{"schema":"counselmatch.dataset/9"}"#.utf8),
    ])
    #expect(
      outcome.errors == [
        "schema.version policy.json - $.schema", "schema.version dataset.json - $.schema",
      ])
  }

  @Test func case70_headerInOtherSpelling() throws {
    let outcome = try reading(
      "survivors.csv", "ID, Jurisdiction ,Languages,MATTER,Trauma Training\nS1,TX,es,federal,required\n")
    #expect(outcome.dataset?.instance.survivors.map(\.jurisdiction) == ["TX"])
    #expect(outcome.remark(.columnRepaired).count == 5)
  }

  @Test func case71_protectedCellsAreReadBack() throws {
    let survivors = [
      Survivor(id: "=S1", jurisdiction: "TX", languages: ["es"], matter: .federal, audit: ["audit_x": "-a"])
    ]
    let instance = try CaseInstance(survivors: survivors, attorneys: [])
    try withFolder { folder in
      try DatasetFolder.write(instance, to: "\(folder)/a")
      #expect(try InputFile.read("\(folder)/a/survivors.csv").contains(UInt8(ascii: "'")))
      #expect(try DatasetFolder.read(path: "\(folder)/a").instance.survivors == survivors)
    }
  }

  @Test func wordsInOtherLetterCaseAndUnknownWords() throws {
    let outcome = try survivorRow("may_match,meeting", "YES,Remote")
    #expect(outcome.dataset?.instance.survivors.map(\.meeting) == [.remote])
    #expect(outcome.remark(.valueRepaired).count == 2)
    let bad = try survivorRow("may_match,meeting,attorney_gender", "CANARY,phone,x")
    #expect(
      bad.errors == [
        "value.unknown survivors.csv 2 meeting", "value.unknown survivors.csv 2 attorney_gender",
        "value.unknown survivors.csv 2 may_match",
      ])
    #expect(!bad.text.contains("CANARY") && !bad.text.contains("phone"))
  }

  @Test func auditColumnsAreKept() throws {
    let outcome = try survivorRow("audit_b,Audit_A", ",young")
    #expect(outcome.dataset?.instance.survivors.map(\.audit) == [["audit_b": "unknown", "audit_a": "young"]])
  }
}
