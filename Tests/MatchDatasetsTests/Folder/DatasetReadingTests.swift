import AssignmentCore
import CounselMatch
import Foundation
import MatchDatasets
import Testing

@Suite("A dataset folder is read")
struct DatasetReadingTests {
  @Test func plainFolder() throws {
    let outcome = try reading([:])
    let instance = try #require(outcome.dataset?.instance)
    #expect(outcome.dataset?.manifest == nil)
    #expect(instance.survivors.map(\.id) == ["S1", "S2", "S3"])
    let first = instance.survivors[0]
    #expect(first.languages == ["es", "en"] && first.jurisdiction == "TX" && first.matter == .federal)
    #expect(first.hours == 3 && first.traumaTraining == .required && first.priority == 1)
    #expect(instance.attorneys[0].admissions == [Admission("TX"), Admission("CA")])
    #expect(instance.attorneys[0].languages == [SpokenLanguage("es", .native), SpokenLanguage("en", .fluent)])
    #expect(instance.attorneys[0].firm == "F001" && instance.attorneys[1].firm == nil)
    #expect(instance.firms == [Firm(id: "F001", capacity: 5)])
    #expect(instance.policy == Policy())
    #expect(outcome.remarks.map(\.code) == [FaultCode.policyJurisdictionAssumed.rawValue])
  }

  @Test func everyColumnIsRead() throws {
    let outcome = try reading([
      "survivors.csv": Array(
        """
        id,jurisdiction,languages,matter,trauma_training,interpreter,meeting,attorney_gender,needs,priority,hours,\
        household,household_wish,registered,deadline,may_match,consent_until
        S1,INTL,ase,federal,preferred,acceptable,remote,non-binary,asl;minor,0,7,H1,together,2026-01-02,2026-12-31,hold,\
        2026-11-30
        S2,INTL,ase,federal,preferred,acceptable,remote,any,,2,,H1,apart,,,yes,

        """.utf8),
      "attorneys.csv": Array(
        """
        id,admissions,languages,capacity,trauma_training,firm,minimum,hours,training_date,training_expires,meeting,\
        gender,offers,active_load,available_from,available_until,experience
        A1,TX:2027-05-31;NY,es:basic;en:working,4,scheduled,F001,1,40,2026-02-01,2028-02-01,in-person,woman,asl,1,\
        2026-01-01,2026-12-31,4

        """.utf8),
      "exclusions.csv": Array("survivor,attorney,firm\nS1,A1,\nS2,,F001\n".utf8),
      "scores.csv": Array("survivor,attorney,points\nS1,A1,-5\n".utf8),
      "policy.json": Array(#"{"asOf":"2026-03-01"}"#.utf8),
    ])
    let instance = try #require(outcome.dataset?.instance, "\(outcome.errors)")
    let survivor = instance.survivors[0]
    #expect(survivor.interpreter == .acceptable && survivor.meeting == .remote && survivor.attorneyGender == .nonBinary)
    #expect(survivor.needs == ["asl", "minor"] && survivor.priority == 0 && survivor.household == "H1")
    #expect(survivor.householdWish == .together && !survivor.mayMatch && instance.survivors[1].attorneyGender == nil)
    #expect(survivor.registered == Day("2026-01-02") && survivor.deadline == Day("2026-12-31"))
    #expect(survivor.consentUntil == Day("2026-11-30"))
    let attorney = instance.attorneys[0]
    #expect(attorney.admissions == [Admission("TX", validUntil: Day("2027-05-31")), Admission("NY")])
    #expect(attorney.languages == [SpokenLanguage("es", .basic), SpokenLanguage("en", .working)])
    #expect(attorney.traumaTraining == .scheduled && attorney.minimum == 1 && attorney.hours == 40)
    #expect(attorney.meeting == .inPerson && attorney.gender == .woman && attorney.offers == ["asl"])
    #expect(attorney.activeLoad == 1 && attorney.experience == 4 && attorney.availableUntil == Day("2026-12-31"))
    #expect(instance.exclusions.count == 2 && instance.scores.map(\.points) == [-5])
  }

  @Test func roundTripGivesTheInstanceBack() throws {
    let instance = try #require(try reading([:]).dataset?.instance)
    try withFolder { folder in
      let manifest = DatasetManifest(
        name: "plain", generatorVersion: "1", parameters: [("survivors", 3)], seed: .max,
        expectedHashes: ["survivors.csv": "ab"], sources: ["none"], assumptions: ["all"],
        optimum: ["served": 2])
      try DatasetFolder.write(instance, manifest: manifest, to: "\(folder)/a")
      let again = try DatasetFolder.read(path: "\(folder)/a")
      #expect(again.instance == instance)
      #expect(again.manifest == manifest)
      #expect(try DatasetFolder.files(again.instance) == DatasetFolder.files(instance))
      #expect(names("\(folder)/a") == ["attorneys.csv", "dataset.json", "firms.csv", "policy.json", "survivors.csv"])
      #expect(throws: WriteFailure.self) { try DatasetFolder.write(instance, to: "\(folder)/a") }
    }
  }

  @Test func filesInMemoryAreReadAsThoseOfAFolder() throws {
    let plain = plainDataset.sorted { $0.key < $1.key }.map { OutputFile(name: $0.key, text: $0.value) }
    let instance = try #require(try reading([:]).dataset?.instance)
    #expect(try DatasetFolder.read(files: plain).instance == instance)
    #expect(try DatasetFolder.read(files: DatasetFolder.files(instance)).instance == instance)
    let strange = OutputFile(name: "notes.txt", text: "x")
    #expect(try DatasetFolder.read(files: plain + [strange]).remarks.contains { $0.code == "file.unknown" })
    do throws(InvalidInput) {
      _ = try DatasetFolder.read(files: [OutputFile(name: "survivors.csv", text: plainDataset["survivors.csv"] ?? "")])
      Issue.record("A dataset without attorneys was read.")
    } catch {
      #expect(error.faults.map(\.place) == ["file.missing attorneys.csv - -"])
    }
  }

  @Test func shuffledRowsAndColumnsGiveEqualTables() throws {
    let plain = try #require(try reading([:]).dataset?.instance)
    let shuffled = try reading([
      "survivors.csv": Array(
        "audit_region,languages,ID,matter,trauma_training,jurisdiction,hours\r\nwest,vi,S3,federal+state,preferred,,0\r\n"
          .utf8) + Array("\"south\",es;en,S1,federal,required,TX,3\r\n,English,S2,state,not-needed,CA,\r\n".utf8)
    ])
    let instance = try #require(shuffled.dataset?.instance, "\(shuffled.errors)")
    #expect(instance.canonicalTables == plain.canonicalTables)
    #expect(instance.survivors == plain.survivors)
    #expect(plain.canonicalTables.map(\.table) == [.survivors, .attorneys, .firms, .exclusions, .pins, .scores])
  }

  @Test func missingFilesAndFolder() throws {
    #expect(
      try reading([:], without: ["survivors.csv", "attorneys.csv"]).errors == [
        "file.missing survivors.csv - -", "file.missing attorneys.csv - -",
      ])
    do throws(InvalidInput) {
      _ = try DatasetFolder.read(path: "/nowhere/at/all")
      Issue.record("A folder that is not there was read.")
    } catch {
      #expect(error.faults.map(\.code) == ["file.missing"])
    }
  }

  @Test func unknownFilesAreWarnedOf() throws {
    let outcome = try reading(["notes.txt": Array("x".utf8), "survivor.csv": []])
    #expect(outcome.remark(.fileUnknown) == ["file.unknown notes.txt - -", "file.unknown survivor.csv - -"])
  }

  @Test func case84_tableThatIsAFolder() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(atPath: "\(folder)/survivors.csv", withIntermediateDirectories: false)
      try OutputFolder.write([OutputFile(name: "attorneys.csv", text: plainDataset["attorneys.csv"] ?? "")], to: folder)
      do throws(InvalidInput) {
        _ = try DatasetFolder.read(path: folder)
        Issue.record("A folder was read as a table.")
      } catch {
        #expect(error.faults.map(\.place) == ["file.notRegular survivors.csv - -"])
      }
    }
  }

  @Test func allFaultsOfAllFilesComeInOnePass() throws {
    let outcome = try reading([
      "survivors.csv": Array(
        """
        id,jurisdiction,languages,matter,trauma_training,hours
        S1,CANARY1,es,federal,required,1
        S1,TX,CANARY2,federal,required,"2
        """.utf8),
      "attorneys.csv": Array(
        """
        id,admissions,languages,capacity,trauma_training
        A1,TX,en,CANARY3,none
        A2,TX,en
        a@b.org,TX,en,1,CANARY4

        """.utf8),
      "firms.csv": Array("id;capacity\n".utf8),
      "exclusions.csv": Array("survivor,attorney,firm\nS1,A1,F001\n".utf8),
      "pins.csv": Array("survivor\nCANARY5\n".utf8),
      "scores.csv": Array("survivor,attorney,points\nS1,A1,\n".utf8),
      "policy.json": Array(#"{"level":["served"],"asOf":"2026-02-30"}"#.utf8),
      "dataset.json": Array("{".utf8),
    ])
    let expected = [
      "policy.unknownKey policy.json - $.level", "date.format policy.json - $.asOf", "json.syntax dataset.json 1 $",
      "csv.unclosedQuote survivors.csv 3 hours", "jurisdiction.unknown survivors.csv 2 jurisdiction",
      "csv.fieldCount attorneys.csv 3 -", "number.format attorneys.csv 2 capacity",
      "value.unknown attorneys.csv 4 trauma_training", "csv.delimiter firms.csv 1 -",
      "exclusion.target exclusions.csv 2 -", "column.missing pins.csv 1 attorney",
      "value.empty scores.csv 2 points", "id.looksPersonal attorneys.csv 4 id",
    ]
    #expect(Set(expected).subtracting(outcome.errors).isEmpty, "\(outcome.errors)")
    #expect(!outcome.text.contains("CANARY") && !outcome.text.contains("a@b"))
  }

  @Test func aWrongCellCausesNoSecondFault() throws {
    let columns = "id,admissions,languages,capacity,trauma_training,active_load,experience\n"
    let outcome = try reading([
      "attorneys.csv": Array("\(columns)A1,TX,espp,x,certified,2,9\nA1,TX,en,1,certified,,\n".utf8),
      "pins.csv": Array("survivor,attorney\nS1,A1\n".utf8),
    ])
    #expect(
      outcome.errors == [
        "language.unknown attorneys.csv 2 languages", "number.format attorneys.csv 2 capacity",
        "number.range attorneys.csv 2 experience", "id.duplicate attorneys.csv 3 id",
      ], "\(outcome.errors)")
    #expect(outcome.remark(.capacityBelowLoad).isEmpty)
  }

  @Test func remarksAreCapped() throws {
    let rows = String(repeating: "S1,TX,es,federal,required\n\n", count: 1_100)
    let outcome = try reading("survivors.csv", "id,jurisdiction,languages,matter,trauma_training\n" + rows)
    #expect(outcome.remarks.count == 1_001)
    #expect(outcome.remarks.last?.code == "remarks.omitted")
  }

  @Test func manifestsAreRead() throws {
    let outcome = try reading(
      "dataset.json", #"{"name":"x","seed":5,"extra":1,"sources":["a"],"sha256":{"firms.csv":"ab"}}"#)
    let manifest = try #require(outcome.dataset?.manifest)
    #expect(manifest.name == "x" && manifest.seed == 5 && manifest.expectedHashes == ["firms.csv": "ab"])
    #expect(outcome.remark(.policyUnknownKey) == ["policy.unknownKey dataset.json - $"])
    #expect(
      try reading("dataset.json", #"{"seed":-1,"name":3,"sources":[1],"sha256":[]}"#).errors == [
        "json.type dataset.json - $.name", "json.type dataset.json - $.seed", "json.type dataset.json - $.sha256",
        "json.type dataset.json - $.sources",
      ])
  }

  @Test func nothingPrintsContent() throws {
    let bytes = Array("id,a\nCANARY,1\n".utf8)
    let table = try CSVTable.parse(bytes, file: "survivors.csv")
    var writer = try CSVWriter(header: ["a"])
    try writer.append(["CANARY"])
    let instance = try #require(try reading([:]).dataset?.instance)
    let texts = [
      "\(table)", String(reflecting: table), "\(writer)", "\(OutputFile(name: "a", bytes: bytes))",
      "\(instance.canonicalTables)", "\(CSVTable.read(bytes, file: "f"))",
    ]
    var dumped = ""
    dump(table, to: &dumped)
    dump(instance.canonicalTables, to: &dumped)
    #expect(!(texts + [dumped]).contains { $0.contains("CANARY") || $0.contains("S1") || $0.contains("67, 65") })
  }

  @Test func aPreviousPlanComesBesideTheDataset() throws {
    let policy = OutputFile(name: "policy.json", text: #"{"levels":["served","changes"]}"#)
    let files = plainDataset.sorted { $0.key < $1.key }.map { OutputFile(name: $0.key, text: $0.value) } + [policy]
    let pairs = [PreviousPair(survivor: "S1", attorney: "A1"), PreviousPair(survivor: "gone", attorney: "A1")]
    #expect(try DatasetFolder.read(files: files, previous: pairs).instance.previous == [pairs[0]])
    let error = #expect(throws: InvalidInput.self) { try DatasetFolder.read(files: files) }
    #expect(error?.faults.map(\.code) == ["policy.previousMissing"])
    try withFolder { folder in
      try OutputFolder.write(files, to: "\(folder)/data")
      let data = "\(folder)/data"
      #expect(try DatasetFolder.read(path: data, previous: pairs).instance.previous == [pairs[0]])
      #expect(try DatasetFolder.read(path: data, policy: ["levels": ["served"]]).instance.previous == nil)
    }
  }

  @Test func mutatedFoldersNeverTrap() throws {
    for seed in UInt64(1)...200 {
      var random = SplitMix64(seed: seed)
      var files: [String: [UInt8]] = [:]
      for name in plainDataset.keys.sorted() {
        var bytes = Array((plainDataset[name] ?? "").utf8)
        for _ in 0..<random.below(4) {
          let place = random.below(bytes.count)
          switch random.below(3) {
          case 0: bytes[place] = UInt8(random.below(256))
          case 1: bytes.remove(at: place)
          default: bytes.insert(Array("\",;\n\r:.0-=' é".utf8)[random.below(14)], at: place)
          }
        }
        files[name] = bytes
      }
      let outcome = try reading(files)
      #expect((outcome.dataset == nil) == !outcome.faults.isEmpty, "seed \(seed)")
    }
  }
}
