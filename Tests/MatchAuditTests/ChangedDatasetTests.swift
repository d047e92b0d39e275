import AssignmentSolvers
import CounselMatch
import MatchAudit
import MatchDatasets
import Testing

/// A plan that was right for one dataset, held against another that differs in one thing: the check for that thing refuses it.
@Suite("A plan under a changed dataset")
struct ChangedDatasetTests {
  private struct Tables {
    var survivors = (1...4).map {
      Survivor(
        id: "S\($0)", jurisdiction: "TX", languages: ["es"], matter: .federal, traumaTraining: .required,
        needs: ["evening"], priority: 1)
    }
    var attorneys = ["A1", "A2", "A3"].map {
      Attorney(
        id: $0, firm: "F1", admissions: [Admission("TX")], languages: [SpokenLanguage("es")], capacity: 1,
        traumaTraining: .certified, offers: ["evening"])
    }
    var pins: [Pin] = []
    var quotas: [Quota] = []

    func instance() throws -> CaseInstance {
      var policy = Policy()
      policy.minimums = .hard
      return try CaseInstance(
        survivors: survivors, attorneys: attorneys, pins: pins, quotas: quotas, policy: policy)
    }
  }

  /// The checks that refuse the plan of the tables when they are changed.
  private func checks(_ change: (inout Tables) -> Void) throws -> [String] {
    let base = try Tables().instance()
    let plan = try Matcher(solvers: [RelaxingSolver(), GreedySolver()]).plan(for: base)
    #expect(plan.pairs.count == 3 && plan.unmatched.count == 1)
    #expect(verify(try ResultFiles(plan: plan, inputs: base.tableDigests), base)?.failures == [])
    var tables = Tables()
    change(&tables)
    let other = try tables.instance()
    return verify(try ResultFiles(plan: plan, inputs: other.tableDigests), other)?.failures.map(\.check) ?? []
  }

  @Test func whoIsNotInTheTablesAnyMore() throws {
    #expect(try checks { $0.attorneys.removeLast() }.contains("attorney.unknown"))
    for place in 0..<4 {
      #expect(try checks { $0.survivors.remove(at: place) }.contains("survivor.unknown"))
    }
  }

  @Test func pinsThatThePlanDoesNotKeep() throws {
    let base = try Tables().instance()
    let plan = try Matcher(solvers: [RelaxingSolver(), GreedySolver()]).plan(for: base)
    let pair = try #require(plan.pairs.first)
    let other = try #require(base.attorneys.first { $0.id != pair.attorney })
    let broken = try checks { $0.pins = [Pin(survivor: pair.survivor, attorney: other.id)] }
    #expect(broken.contains("pin.broken"))
    let left = try #require(plan.unmatched.first)
    #expect(try checks { $0.pins = [Pin(survivor: left.survivor, attorney: other.id)] }.contains("pin.missing"))
  }

  @Test func minimumsThatThePlanMisses() throws {
    let checks = try checks {
      $0.attorneys[0].capacity = 3
      $0.attorneys[0].minimum = 2
    }
    #expect(checks == ["attorney.minimum"])
  }

  @Test(arguments: [
    (Quota.Column.jurisdiction, "TX"), (.languages, "es"), (.matter, Matter.federal.rawValue),
    (.traumaTraining, "required"),
    (.needs, "evening"), (.priority, "1"),
  ])
  func quotasOfEveryColumn(column: Quota.Column, value: String) throws {
    func refused(_ minimum: Int?, _ maximum: Int?) throws -> Bool {
      try checks {
        $0.quotas = [Quota(firm: nil, column: column, value: value, minimum: minimum, maximum: maximum)]
      }.contains("quota")
    }
    #expect(try refused(nil, 2) && !refused(nil, 3) && !refused(3, nil) && refused(4, nil))
  }

  @Test func moreFaultsThanAreListed() {
    let many = (0..<1_005).map { VerifyReport.Failure(check: "pair.score", place: "row \($0)") }
    let report = VerifyReport(mode: .types).adding(many)
    #expect(report.failures.count == VerifyReport.limit && report.omitted == 1_005 - VerifyReport.limit)
    #expect(report.json["omitted"] == .int(report.omitted))
    #expect(report.text.hasPrefix("Refused:\n") && report.text.hasSuffix("… and \(report.omitted) more.\n"))
    #expect(VerifyReport(mode: .types).text.contains("every pair of groups of equal people"))
    #expect(VerifyReport(mode: .pairs).text.contains("every pair of people by itself"))
  }
}
