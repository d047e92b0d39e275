import CounselMatch

// Ten survivors, three attorneys of one firm that takes at most five cases.
let survivors = (1...10).map { number in
  Survivor(
    id: "S\(number)", jurisdiction: number.isMultiple(of: 2) ? "TX" : "CA", languages: number > 7 ? ["vi"] : ["es"],
    matter: .federal, traumaTraining: .required, priority: number == 10 ? 0 : 1)
}
let attorneys = [
  Attorney(
    id: "A1", firm: "F001", admissions: [.init("TX")], languages: [.init("es")], capacity: 4, traumaTraining: .certified
  ),
  Attorney(
    id: "A2", firm: "F001", admissions: [.init("CA")], languages: [.init("es"), .init("vi", .working)], capacity: 3,
    traumaTraining: .certified),
  Attorney(id: "A3", admissions: [.init("NY")], languages: [.init("vi")], capacity: 1, traumaTraining: .certified),
]
let instance = try CaseInstance(
  survivors: survivors, attorneys: attorneys, firms: [Firm(id: "F001", capacity: 5)])
let plan = try await Matcher().match(instance).plan

print(MatchPlan.notice)
for pair in plan.pairs { print("\(pair.survivor) → \(pair.attorney), score \(pair.score.total)") }
for person in plan.unmatched { print("\(person.survivor) waits: \(person.reason.rawValue)") }
print("served \(plan.pairs.count) of \(survivors.count), \(plan.isVerified ? "proved" : "not proved")")
