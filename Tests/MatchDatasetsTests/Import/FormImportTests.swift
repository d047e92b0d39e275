import CounselMatch
import Foundation
import MatchDatasets
import Testing

@Suite struct FormImportTests {
  private static let folder = PackageRoot.path + "/Datasets/example-form"

  private func example(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(name)")))
  }

  /// A map of four required columns that come from nowhere, and the given ones.
  private func map(_ columns: String, table: String = "survivors", more: String = "") -> [UInt8] {
    Array("{\"schema\":\"counselmatch.map/1\",\"table\":\"\(table)\",\(more)\"columns\":{\(columns)}}".utf8)
  }

  private let rest = """
    "jurisdiction":{"constant":"TX"},"languages":{"constant":"es"},"matter":{"constant":"federal"},\
    "trauma_training":{"constant":"required"}
    """

  private func read(_ form: String, _ map: [UInt8]) throws -> ImportedForm {
    try FormImport.read(form: Array(form.utf8), formFile: "form.csv", map: map, mapFile: "map.json")
  }

  private func codes(_ form: String, _ map: [UInt8]) -> [String] {
    do {
      _ = try read(form, map)
      return []
    } catch let error as InvalidInput {
      return error.faults.map { "\($0.code)@\($0.row.map(String.init) ?? $0.column ?? "-")" }
    } catch {
      return ["other"]
    }
  }

  @Test func theExampleFormBecomesADataset() throws {
    let imported = try FormImport.read(
      form: try example("form.csv"), formFile: "form.csv", map: try example("map.json"), mapFile: "map.json")
    #expect(imported.rows == 12 && imported.table == .survivors)
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("import-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try OutputFolder.write(imported.files + imported.companions, to: path)
    let people = try DatasetFolder.read(path: path).instance.survivors
    let ids: [String] = people.map(\.id)
    #expect(ids.first == "BRN-0001" && ids.last == "BRN-0012" && Set(ids).count == 12)
    #expect(people[1].languages == ["vi", "en"] && people[3].languages == ["ht", "en"])
    #expect(people[5].jurisdiction == "DC" && people[11].jurisdiction == "INTL")
    #expect(people[0].registered == Day("2025-09-08") && people[8].needs == ["minor", "asl"])
    #expect(people[8].mayMatch == false && people[2].priority == 0)
    #expect(people[9].languages.isEmpty && people[10].matter == nil)
    #expect(people[0].audit == ["audit_region": "south"])
  }

  /// Names, e-mails, telephones and answers in free text of the form are nowhere in what is written.
  @Test func nothingPersonalComesThrough() throws {
    let imported = try FormImport.read(
      form: try example("form.csv"), formFile: "form.csv", map: try example("map.json"), mapFile: "map.json")
    let text = (imported.files + imported.companions).map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
    for canary in ["Example", "Person", "@", "example.org", "202-555", "mornings", "sister", "letters"] {
      #expect(!text.contains(canary), "\(canary)")
    }
  }

  @Test func personalColumnsCannotBeMapped() {
    let headers = [
      "Your full name", "Name", "E-mail address", "email", "Phone", "Telephone (mobile)", "Date of birth", "SSN",
      "Home address", "Anything else we should know?", "Comments", "Describe your situation",
    ]
    for header in headers {
      let map = map("\"id\":{\"from\":\"\(header)\"},\(rest)")
      #expect(codes("\(header)\nx1\n", map) == ["import.personal@$.columns.id"], "\(header)")
    }
    #expect(codes("Name of your language,c\nx,S1\n", map("\"id\":{\"from\":\"c\"},\(rest)")) == [])
    #expect(codes("c\nS1\n", map("\"id\":{\"from\":\"c\"},\"audit_email\":{\"constant\":\"x\"},\(rest)")).count == 1)
  }

  @Test func onlyColumnsOfTheFormatAreTargets() {
    let id = "\"id\":{\"from\":\"c\"},\(rest)"
    #expect(codes("c\nS1\n", map("\(id),\"age\":{\"from\":\"c\"}")) == ["import.target@$.columns.age"])
    #expect(codes("c\nS1\n", map("\(id),\"capacity\":{\"from\":\"c\"}")) == ["import.target@$.columns.capacity"])
    #expect(codes("c\nS1\n", map("\(id),\"audit_x\":{\"from\":\"c\"}")) == ["import.personal@$.columns.audit_x"])
    #expect(codes("c\nS1\n", map("\(id),\"needs\":{\"from\":\"c\"}")) == ["import.personal@$.columns.needs"])
  }

  @Test func personalCellsAreRefusedByContent() {
    let id = map("\"id\":{\"from\":\"c\"},\(rest)")
    #expect(codes("c\nS1\nMaria Lopez\n", id) == ["import.personal@3"])
    #expect(codes("c\nS1\nMaria\n", id) == ["import.personal@3"])
    #expect(codes("c\nS1\na@b.org\n", id) == ["import.personal@3"])
    #expect(codes("c\nS1\n202-555-0101\n", id) == ["import.personal@3"])
    #expect(codes("c\nS1\nMar\u{ED}a1\n", id) == ["import.personal@3"])
    let region = map("\"id\":{\"generate\":\"S\"},\"audit_x\":{\"from\":\"r\",\"values\":{\"A\":\"a\"}},\(rest)")
    #expect(codes("r\nA\nsomething I wrote\n", region) == ["value.unknown@3"])
    let language = map("\"id\":{\"generate\":\"S\"},\(rest.replacing("\"constant\":\"es\"", with: "\"from\":\"l\""))")
    #expect(codes("l\nes\nask Maria\n123-45-6789\n", language) == ["language.unknown@3", "import.personal@4"])
  }

  @Test func faultsNeverCarryACell() {
    let form = "c,l,d\nMaria Lopez,Klingonese,13/13/2025\n"
    let columns = rest.replacing("\"constant\":\"es\"", with: "\"from\":\"l\"")
    let map = map("\"id\":{\"from\":\"c\"},\"registered\":{\"from\":\"d\"},\(columns)", more: "\"dates\":\"m/d/yyyy\",")
    #expect(codes(form, map).count == 3)
    do {
      _ = try read(form, map)
    } catch {
      for cell in ["Maria", "Lopez", "Klingon", "13/13"] { #expect(!"\(error)".contains(cell)) }
    }
  }

  @Test func allFaultsComeInOnePass() {
    let columns = """
      "id":{"from":"c"},"jurisdiction":{"from":"s"},"languages":{"from":"l"},"matter":{"from":"m"},\
      "trauma_training":{"constant":""},"hours":{"from":"h"},"registered":{"from":"d"}
      """
    let form =
      "c,s,l,m,h,d\nS1,Texas,Spanish,federal,3,2025-01-02\nS1,Narnia,Elvish,maybe,1.5,2025-02-30\n,TX,es,state,,\n"
    #expect(
      codes(form, map(columns)) == [
        "jurisdiction.unknown@3", "language.unknown@3", "value.unknown@3", "number.format@3", "date.format@3",
        "id.duplicate@3", "id.empty@4",
      ])
  }

  @Test func mapsAreChecked() {
    #expect(codes("c\nS1\n", Array("[]".utf8)) == ["import.map@$"])
    #expect(codes("c\nS1\n", map("\"id\":{\"from\":\"c\"}")).count == 4)
    #expect(codes("c\nS1\n", map("\"id\":{\"from\":\"x\"},\(rest)")) == ["import.source@$.columns.id.from"])
    #expect(codes("c\nS1\n", map("\"id\":{\"from\":\"c\",\"constant\":\"S\"},\(rest)")) == ["import.map@$.columns.id"])
    #expect(codes("c\nS1\n", map("\"id\":{\"from\":[\"c\",\"c\"]},\(rest)")) == ["import.map@$.columns.id.from"])
    #expect(codes("c\nS1\n", map("\"id\":{\"generate\":\"maria\"},\(rest)")).count == 1)
    #expect(codes("c\nS1\n", map("\"id\":{\"from\":\"c\"},\(rest)", more: "\"separator\":\"ab\",")).count == 1)
    #expect(codes("c\nS1\n", map("\"id\":{\"from\":\"c\"},\(rest)", table: "people")).count == 1)
  }

  @Test func attorneysAreImportedToo() throws {
    let columns = """
      "id":{"generate":"A"},"admissions":{"from":"bar"},"languages":{"from":"lang"},"capacity":{"from":"cases"},\
      "trauma_training":{"from":"trained","values":{"yes":"certified","no":"none"}}
      """
    let form = "bar,lang,cases,trained,Your name\n\"Texas, NY:5/31/2026\",\"English, Spanish:working\",3,Yes,Ann\n"
    let imported = try read(
      form, map(columns, table: "attorneys", more: "\"separator\":\",\",\"dates\":\"m/d/yyyy\","))
    #expect(
      imported.files.map { String(decoding: $0.bytes, as: UTF8.self) } == [
        "id,admissions,languages,capacity,trauma_training\nA0001,TX;NY:2026-05-31,en;es:working,3,certified\n"
      ])
    #expect(imported.companions.map(\.name) == ["survivors.csv"])
  }

  @Test func anAdmissionWithoutAPlaceIsAFault() {
    let columns = """
      "id":{"generate":"A"},"admissions":{"from":"bar"},"languages":{"from":"lang"},"capacity":{"from":"cases"},\
      "trauma_training":{"from":"trained"}
      """
    #expect(
      codes("bar,lang,cases,trained\n:,en,3,none\n", map(columns, table: "attorneys")) == ["jurisdiction.unknown@2"])
  }

  @Test func datesAsTheMapDeclares() throws {
    func first(_ form: String, _ cell: String, _ more: String = "") throws -> String? {
      let map = map(
        "\"id\":{\"generate\":\"S\"},\"registered\":{\"from\":\"d\"},\(rest)", more: "\"dates\":\"\(form)\",\(more)")
      let text = try read("d\n\(cell)\n", map).files.first.map { String(decoding: $0.bytes, as: UTF8.self) }
      return text?.split(separator: "\n").last.map { String($0.suffix(10)) }
    }
    #expect(try first("m/d/yyyy", "3/4/2025") == "2025-03-04")
    #expect(try first("d/m/yyyy", "3/4/2025") == "2025-04-03")
    #expect(try first("d.m.yyyy", "03.04.2025") == "2025-04-03")
    #expect(try first("yyyy-mm-dd", "2025-03-04T10:11:12Z", "\"timeOfDay\":\"dropped\",") == "2025-03-04")
    for (form, cell) in [
      ("m/d/yyyy", "13/1/2025"), ("m/d/yyyy", "1/1/25"), ("m/d/yyyy", "1/1/2025 10:00"), ("m/d/yyyy", "1//2025"),
      ("d.m.yyyy", "1/1/2025"), ("yyyy-mm-dd", "1/1/2025"),
    ] {
      #expect(throws: InvalidInput.self, "\(form) \(cell)") { try first(form, cell) }
    }
  }
}
