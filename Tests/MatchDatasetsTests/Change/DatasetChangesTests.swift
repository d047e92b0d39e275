import CounselMatch
import MatchDatasets
import Testing

@Suite("Changes of a dataset")
struct DatasetChangesTests {
  /// The plain dataset with changes, written as JSON.
  private func changed(_ json: String, _ files: [String: String] = [:]) throws -> Outcome {
    try withFolder { folder in
      let all = plainDataset.merging(files) { $1 }.sorted { $0.key < $1.key }
      try OutputFolder.write(all.map { OutputFile(name: $0.key, text: $0.value) }, to: "\(folder)/data")
      let changes = DatasetChanges(reading: Array(json.utf8), file: "change.json")
      do throws(InvalidInput) {
        let pair = try DatasetFolder.read(path: "\(folder)/data", changes: changes)
        return Outcome(dataset: pair.after, remarks: pair.after.remarks)
      } catch {
        return Outcome(faults: error.faults, remarks: error.remarks)
      }
    }
  }

  /// The same dataset with other files instead.
  private func written(_ files: [String: String]) throws -> CaseInstance? {
    try reading(files.mapValues { Array($0.utf8) }).dataset?.instance
  }

  @Test("A cell that is set reads as if it stood in the file, whether the file has the column or not")
  func setCells() throws {
    let outcome = try changed(
      #"""
      [{"op":"set","table":"attorneys","id":"A2","values":{"capacity":3,"languages":["en","vi:working"],"gender":"woman"}},
       {"op":"set","table":"survivors.csv","id":"S1","values":{"priority":"0","hours":null}}]
      """#)
    let expected = try written([
      "survivors.csv": """
      id,jurisdiction,languages,matter,trauma_training,hours,audit_region,priority
      S1,TX,es;en,federal,required,,south,0
      S2,CA,en,state,not-needed,,,
      S3,,vi,federal+state,preferred,0,west,

      """,
      "attorneys.csv": """
      id,admissions,languages,capacity,trauma_training,firm,gender
      A1,TX;CA,es:native;en,2,certified,F001,
      A2,CA,en;vi:working,3,none,,woman

      """,
    ])
    #expect(outcome.errors.isEmpty)
    #expect(outcome.dataset?.instance == expected)
    #expect(expected != nil)
  }

  @Test("Rows are added and dropped in people's tables and in tables of links, in the order of the changes")
  func addAndDrop() throws {
    let outcome = try changed(
      #"""
      [{"op":"drop","table":"survivors","id":"S3"},
       {"op":"add","table":"survivors","id":"S4","values":{"jurisdiction":"CA","languages":"en","matter":"state",
        "trauma_training":"not-needed","may_match":"yes"}},
       {"op":"add","table":"attorneys","id":"A3","values":{"admissions":"CA","languages":"en","capacity":"1"}},
       {"op":"set","table":"attorneys","id":"A3","values":{"trauma_training":"certified"}},
       {"op":"add","table":"pins","values":{"survivor":"S4","attorney":"A3"}},
       {"op":"add","table":"scores","values":{"survivor":"S2","attorney":"A3","points":-5}},
       {"op":"set","table":"scores","key":{"survivor":"S2","attorney":"A3"},"values":{"points":"7"}},
       {"op":"add","table":"exclusions","values":{"survivor":"S1","attorney":"A2"}},
       {"op":"add","table":"exclusions","values":{"survivor":"S2","firm":"F001"}},
       {"op":"drop","table":"exclusions","key":{"survivor":"S1"}}]
      """#)
    #expect(outcome.errors.isEmpty)
    let instance = try #require(outcome.dataset?.instance)
    #expect(instance.survivors.map(\.id) == ["S1", "S2", "S4"])
    #expect(instance.attorneys.map(\.id) == ["A1", "A2", "A3"])
    #expect(instance.attorneys[2].traumaTraining == .certified)
    #expect(instance.pins == [Pin(survivor: "S4", attorney: "A3")])
    #expect(instance.scores == [PersonalScore(survivor: "S2", attorney: "A3", points: 7)])
    #expect(instance.exclusions == [Exclusion(survivor: "S2", firm: "F001")])
  }

  @Test("The policy changes key by key; rules change where they are named, weights as a whole or by path")
  func policy() throws {
    let outcome = try changed(
      #"""
      [{"op":"set","table":"policy","values":{"weights":{"language":7},"rules":{"language":{"minimumLevel":"basic"}}}},
       {"op":"set","table":"policy","values":{"weights.meeting":9,"levels":["served"]}}]
      """#, ["policy.json": #"{"rules":{"traumaTraining":{"required":"off"}},"bandWidth":50}"#])
    #expect(outcome.errors.isEmpty)
    var expected = Policy()
    expected.levels = [.served]
    expected.bandWidth = 50
    expected.rules.languageMinimum = .basic
    expected.rules.trainingRequired = .off
    (expected.weights.language, expected.weights.homeState, expected.weights.traumaTraining) = (7, 0, 0)
    (expected.weights.experience, expected.weights.meeting, expected.weights.personal) = (0, 9, 0)
    #expect(outcome.dataset?.instance.policy == expected)
  }

  @Test("All faults of a change file come in one pass, each at its change, and none shows a cell")
  func faults() throws {
    let outcome = try changed(
      #"""
      [{"op":"replace","table":"survivors","id":"S1"},
       {"op":"set","table":"attornies","id":"A1","values":{"capacity":"1"}},
       {"op":"set","table":"attorneys","values":{"capacity":"1"}},
       {"op":"set","table":"attorneys","id":"Nora Secret","values":{"capacity":"1"}},
       {"op":"set","table":"attorneys","id":"A1","values":{"capasity":"1"}},
       {"op":"set","table":"attorneys","id":"A1","values":{"capacity":"secret many"}},
       {"op":"set","table":"survivors","id":"S1","values":{"languages":"Secretish","jurisdiction":{"a":1}}},
       {"op":"add","table":"survivors","id":"S2","values":{"jurisdiction":"CA","languages":"en","matter":"state"}},
       {"op":"set","table":"policy","values":{"weight":{"language":3},"weights.language":-3}},
       {"op":"drop","table":"pins","key":{"survivor":"S1"}},
       {"op":"drop","table":"pins","id":"S1"},
       {"op":"set","table":"firms","id":"F001","values":{}},
       "secret",
       {"op":"drop","table":"firms","id":"F001","valeus":{}},
       {"op":"set","table":"survivors","id":"S1","values":{"id":"S9"}},
       {"op":"set","table":"survivors","id":"S3","values":{"languages":"Secretish","priority":"high"}}]
      """#)
    let expected = [
      "change.key change.json 1 op", "change.key change.json 2 table", "change.target change.json 3 id",
      "reference.unknown change.json 4 id", "column.unknown change.json 5 capasity",
      "number.format change.json 6 capacity", "change.value change.json 7 jurisdiction",
      "id.duplicate change.json 8 id",
      "policy.unknownKey change.json 9 weight", "weight.negative change.json 9 $.weights.language",
      "reference.unknown change.json 10 key", "change.target change.json 11 id", "change.target change.json 11 key",
      "change.target change.json 12 values", "json.type change.json 13 -", "change.key change.json 14 valeus",
      "change.target change.json 15 id", "language.unknown change.json 16 languages",
      "number.format change.json 16 priority",
    ]
    #expect(outcome.errors == expected)
    #expect(!outcome.text.lowercased().contains("secret"))
    #expect(outcome.faults.allSatisfy { !$0.rule.isEmpty && !$0.remedy.isEmpty })
  }

  @Test("What a change breaks elsewhere is the validator's fault, at the row that is broken")
  func brokenLinks() throws {
    let outcome = try changed(
      #"""
      [{"op":"drop","table":"attorneys","id":"A2"},
       {"op":"set","table":"attorneys","id":"A1","values":{"available_from":"2026-05-02","available_until":"2026-05-01"}}]
      """#, ["pins.csv": "survivor,attorney\nS2,A2\n", "policy.json": #"{"asOf":"2026-01-01"}"#])
    #expect(
      outcome.errors == [
        "date.order change.json 2 available_until", "reference.unknown pins.csv 2 attorney",
      ])
  }

  @Test("A file that is no JSON, or no array, is refused with the dataset's own faults")
  func noJSON() throws {
    #expect(try changed("[{").errors.map { $0.split(separator: " ")[0] } == ["json.syntax"])
    #expect(try changed("{}").errors == ["json.type change.json - $"])
    #expect(try changed("[]").errors.isEmpty)
    let both = try changed("{}", ["firms.csv": "id,capacity\nF001,x\n"])
    #expect(both.errors == ["number.format firms.csv 2 capacity", "json.type change.json - $"])
  }

  @Test("Texts that a spreadsheet would take for formulas arrive as they are, and NUL does not")
  func strangeCells() throws {
    let outcome = try changed(
      #"[{"op":"set","table":"survivors","id":"S1","values":{"audit_region":"'=1+1 \"a\",b"}}]"#)
    #expect(outcome.dataset?.instance.survivors[0].audit["audit_region"] == "'=1+1 \"a\",b")
    let nul = try changed(#"[{"op":"set","table":"survivors","id":"S1","values":{"audit_region":"a\u0000"}}]"#)
    #expect(nul.errors == ["change.value change.json 1 audit_region"])
  }

  @Test("Only remarks that are new are told of the changed dataset, at the change that caused them")
  func remarks() throws {
    let outcome = try changed(#"[{"op":"set","table":"survivors","id":"S1","values":{"languages":"Spanish"}}]"#)
    #expect(outcome.remarks.map(\.place) == ["language.canonical change.json 1 languages"])
  }

  @Test("An instance in memory is changed as its files would be")
  func inMemory() throws {
    let base = try #require(try reading([:]).dataset?.instance)
    let changes = DatasetChanges([
      DatasetChange(.set, .firms, id: "F001", values: ["capacity": 1]),
      DatasetChange(.add, .pins, values: ["survivor": "S2", "attorney": "A2"]),
    ])
    let changed = try DatasetFolder.changed(base, by: changes)
    var firms = base.firms
    firms[0].capacity = 1
    let expected = try CaseInstance(
      survivors: base.survivors, attorneys: base.attorneys, firms: firms,
      pins: [Pin(survivor: "S2", attorney: "A2")], policy: base.policy)
    #expect(changed.firms == expected.firms && changed.pins == expected.pins)
    #expect(changed.survivors == expected.survivors && changed.attorneys == expected.attorneys)
    #expect("\(changes)" == "DatasetChanges(2)" && !"\(changes.changes[1])".contains("S2"))
  }
}
