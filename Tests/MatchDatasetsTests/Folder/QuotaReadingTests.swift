import CounselMatch
import MatchDatasets
import Testing

@Suite("Quotas and supervision are read and written")
struct QuotaReadingTests {
  @Test func faultsOfTheFileInOnePass() throws {
    let text = """
      column,value,firm,minimum,maximum
      audit_group,a,,0,1
      colour,red,,0,1
      ,red,,0,1
      languages,Klingonish,,0,1
      matter,federal,F9,x,
      """
    #expect(
      try reading("quotas.csv", text).errors == [
        "quota.column quotas.csv 2 column", "value.unknown quotas.csv 3 column", "value.empty quotas.csv 4 column",
        "language.unknown quotas.csv 5 value", "number.format quotas.csv 6 minimum",
        "reference.unknown quotas.csv 6 firm",
      ])
    #expect(try reading("quotas.csv", "value\nes\n").errors.contains("column.missing quotas.csv 1 column"))
  }

  @Test func whatIsWrittenReadsBack() throws {
    let read = try reading("quotas.csv", "column,value,minimum,maximum\nlanguages,Spanish,1,\njurisdiction,Texas,,3\n")
    let instance = try #require(read.dataset?.instance)
    #expect(
      instance.quotas == [
        Quota(firm: nil, column: .jurisdiction, value: "TX", maximum: 3),
        Quota(firm: nil, column: .languages, value: "es", minimum: 1),
      ])
    let again = try DatasetFolder.read(files: DatasetFolder.files(instance)).instance
    #expect(again == instance)
    #expect(instance.canonicalTables.last?.table == .quotas)
  }

  @Test func supervisionIsAColumnOfItsOwn() throws {
    let columns = "admissions,languages,capacity,trauma_training,supervision"
    let read = try attorneyRow(columns, "TX,es,1,certified,2")
    let instance = try #require(read.dataset?.instance)
    #expect(instance.attorneys.map(\.supervision) == [2] && read.remark(.supervisionIdle).count == 1)
    #expect(try DatasetFolder.read(files: DatasetFolder.files(instance)).instance == instance)
    let plain = try #require(try attorneyRow(columns, "TX,es,1,certified,").dataset?.instance)
    #expect(plain.canonicalTables[1].header.contains("supervision") == false)
    #expect(try attorneyRow(columns, "TX,es,1,certified,-1").errors == ["number.format attorneys.csv 2 supervision"])
  }

  @Test func coCounselIsAColumnOfItsOwn() throws {
    let read = try survivorRow("co_counsel", "required")
    let instance = try #require(read.dataset?.instance)
    #expect(instance.survivors.map(\.coCounsel) == [.required])
    #expect(instance.canonicalTables[0].rows.map(\.last) == ["required"])
    #expect(try DatasetFolder.read(files: DatasetFolder.files(instance)).instance == instance)
    let plain = try #require(try survivorRow("co_counsel", "not-needed").dataset?.instance)
    #expect(plain.survivors.map(\.coCounsel) == [nil])
    #expect(plain.canonicalTables[0].header.contains("co_counsel") == false)
    #expect(try survivorRow("co_counsel", "yes").errors == ["value.unknown survivors.csv 2 co_counsel"])
  }
}
