/// An instance before it is accepted: the validation that does not depend on files.
struct InstanceDraft {
  let survivors: [Survivor]
  let attorneys: [Attorney]
  let firms: [Firm]
  let exclusions: [Exclusion]
  let pins: [Pin]
  let scores: [PersonalScore]
  let policy: Policy
  let rows: CaseInstance.SourceRows

  /// - Returns: warnings and notes.
  func validated() throws(InvalidInput) -> [InputFault] { [] }

  /// The firms of the table and those that only attorneys or exclusions name, by id.
  func allFirms() -> [Firm] {
    var known = Set(firms.map(\.id))
    var all = firms
    for id in attorneys.compactMap(\.firm) + exclusions.compactMap(\.firm) where known.insert(id).inserted {
      all.append(Firm(id: id))
    }
    return all.sorted { $0.id.precedes($1.id) }
  }
}
