import AssignmentCore
import CounselMatch
import Foundation
import Testing

/// Remedies against trying every edit of their kinds and solving again: each gain is true, and none is missed.
struct RemedyTests {
  private let matcher = Matcher()
  /// Times as many instances where `COUNSELMATCH_HEAVY=1` is set.
  private let factor: UInt64 = ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1" ? 20 : 1

  /// A change as a key, and the instance after it.
  private typealias Edit = (kind: Remedy.Kind, attorney: String?, value: String?, instance: CaseInstance)

  @Test func everyGainIsTrueAndNoneIsMissed() throws {
    var gains: [Remedy.Kind: Int] = [:]
    var large = 0
    for seed in 70_000..<70_000 + 100 * factor {
      var random = RandomInstance(seed: seed, people: 3...9, lawyers: 2...5)
      if random.policy.levels.first != .served { random.policy.levels = [.served, .quality] }
      if seed % 5 == 0 { random.addMinimums(.soft) }
      if seed % 7 == 0 { try random.addPins() }
      let instance = try random.instance()
      let plan = try matcher.plan(for: instance)
      guard plan.status == .optimal else { continue }
      var explainer = try Explainer(instance, plan: plan)
      var listed: [String: Remedy] = [:]
      for remedy in explainer.remedies() {
        #expect(remedy.gain > 0 && remedy.classes.count == remedy.gain, "seed \(seed)")
        listed[key(remedy.kind, remedy.attorney, remedy.value)] = remedy
      }
      var missed = listed
      for edit in try edits(instance) {
        let after = try matcher.plan(for: edit.instance)
        let gain = after.pairs.count - plan.pairs.count
        let key = key(edit.kind, edit.attorney, edit.value)
        let remedy = listed[key] ?? person(edit, instance, listed)
        #expect((remedy?.gain ?? 0) == gain, "seed \(seed): \(key)")
        missed[key] = nil
        gains[edit.kind, default: 0] += gain > 0 ? 1 : 0
        large += gain > 1 ? 1 : 0
      }
      #expect(missed.isEmpty, "seed \(seed): \(missed.keys)")
    }
    for kind in Remedy.Kind.allCases { #expect(gains[kind, default: 0] > 0, "\(kind): \(gains)") }
    #expect(large > 5, "\(gains)")
  }

  private func key(_ kind: Remedy.Kind, _ attorney: String?, _ value: String?) -> String {
    [kind.rawValue, attorney ?? "", value ?? ""].joined(separator: " ")
  }

  /// People alike are listed once: the remedy of somebody with the same facts.
  private func person(_ edit: Edit, _ instance: CaseInstance, _ listed: [String: Remedy]) -> Remedy? {
    guard edit.kind == .interpreter || edit.kind == .remote, let id = edit.value,
      let one = instance.survivors.first(where: { $0.id == id })
    else { return nil }
    guard !isSplit(id, instance) else { return nil }
    for other in instance.survivors where alike(one, other) && !isSplit(other.id, instance) {
      if let remedy = listed[key(edit.kind, nil, other.id)] { return remedy }
    }
    return nil
  }

  private func isSplit(_ id: String, _ instance: CaseInstance) -> Bool {
    instance.exclusions.contains { $0.survivor == id } || instance.scores.contains { $0.survivor == id }
  }

  private func alike(_ one: Survivor, _ other: Survivor) -> Bool {
    var copy = other
    (copy.id, copy.registered, copy.audit) = (one.id, one.registered, one.audit)
    return copy == one
  }

  // MARK: Edits

  private func edits(_ instance: CaseInstance) throws -> [Edit] {
    try attorneyEdits(instance) + placeEdits(instance) + survivorEdits(instance)
  }

  private func attorneyEdits(_ instance: CaseInstance) throws -> [Edit] {
    var edits: [Edit] = []
    let languages = Set(instance.survivors.flatMap { $0.languages }).sorted { $0.code.precedes($1.code) }
    let places = Set(instance.survivors.compactMap(\.jurisdiction)).filter { $0 != .international }
    for (index, attorney) in instance.attorneys.enumerated() {
      func edit(_ kind: Remedy.Kind, _ value: String?, _ change: (inout Attorney) -> Void) throws {
        var attorneys = instance.attorneys
        change(&attorneys[index])
        edits.append((kind, attorney.id, value, try instance.edited(attorneys: attorneys)))
      }
      try edit(.train, nil) { ($0.traumaTraining, $0.trainingExpires) = (.certified, nil) }
      for language in languages {
        try edit(.language, language.code) {
          $0.languages.append(SpokenLanguage(language, instance.policy.rules.languageMinimum))
        }
      }
      for place in places { try edit(.license, place.code) { $0.admissions.append(Admission(place)) } }
      try edit(.place, nil) { $0.capacity = max($0.capacity, $0.activeLoad) + 1 }
    }
    return edits
  }

  private func placeEdits(_ instance: CaseInstance) throws -> [Edit] {
    var edits: [Edit] = []
    for firm in instance.firms {
      guard let capacity = firm.capacity else { continue }
      let members = instance.attorneys.filter { $0.firm == firm.id }
      let load = members.reduce(0) { $0 + $1.activeLoad }
      let firms = instance.firms.map {
        Firm(id: $0.id, capacity: $0.id == firm.id ? max(capacity, load) + 1 : $0.capacity, minimum: $0.minimum)
      }
      edits.append((.firmPlace, nil, firm.id, try instance.edited(firms: firms)))
    }
    if let capacity = instance.policy.networkCapacity {
      var policy = instance.policy
      policy.networkCapacity = max(capacity, instance.attorneys.reduce(0) { $0 + $1.activeLoad }) + 1
      edits.append((.networkPlace, nil, nil, try instance.edited(policy: policy)))
    }
    return edits
  }

  private func survivorEdits(_ instance: CaseInstance) throws -> [Edit] {
    var edits: [Edit] = []
    for (index, survivor) in instance.survivors.enumerated() {
      var survivors = instance.survivors
      if survivor.interpreter == .notAcceptable {
        survivors[index].interpreter = .acceptable
        edits.append((.interpreter, nil, survivor.id, try instance.edited(survivors: survivors)))
      }
      survivors = instance.survivors
      if survivor.meeting == .inPerson {
        survivors[index].meeting = .either
        edits.append((.remote, nil, survivor.id, try instance.edited(survivors: survivors)))
      }
    }
    return edits
  }
}
