import AssignmentCore
import CounselMatch

// Problem: instances that are hard for one solver, small enough to be committed and to be solved in every regression run.
// Formulation: everybody is alike but for needs (codes that bind a person to some attorneys), hours and households;
// scores are those of scores.csv alone (`weights.personal`, all others 0), so a family says each pair's score itself.
// Invariants: equal options give equal values; what a family does to its solver is measured in the regression baseline.
// Cannot: prove that a family is the worst there is. Each was the worst of those tried (Datasets/README.md).
// Reference: Machol and Wien, Operations Research 24 (1976), 190–192, for the family `products`.

/// Makes the adversarial presets.
struct AdversarialGenerator {
  let survivors: Int
  let attorneys: Int
  let seed: UInt64

  static func generate(_ options: GeneratorOptions, _ family: AdversarialFamily) throws(InvalidInput)
    -> GeneratedDataset
  {
    guard (1...family.mostSurvivors).contains(options.survivors),
      let attorneys = family.attorneys(for: options.survivors), attorneys == options.attorneys
    else { throw DatasetGenerator.sizeFault(family.sizeRule, "Leave --attorneys out: it follows from --survivors.") }
    let generator = AdversarialGenerator(survivors: options.survivors, attorneys: attorneys, seed: options.seed)
    var plain = GeneratorOptions(
      survivors: options.survivors, attorneys: attorneys, firms: 0, seed: options.seed)
    plain.preset = options.preset
    return GeneratedDataset(instance: try generator.instance(family), options: plain)
  }

  private func instance(_ family: AdversarialFamily) throws(InvalidInput) -> CaseInstance {
    let draft = draft(family)
    var policy = Policy()
    policy.weights.language = 0
    policy.weights.homeState = 0
    policy.weights.traumaTraining = 0
    policy.weights.experience = 0
    policy.weights.meeting = 0
    policy.asOf = RemissionGenerator.asOf
    if draft.survivors.contains(where: { $0.household != nil }) { policy.households = .sameAttorney }
    return try CaseInstance(
      survivors: draft.survivors, attorneys: draft.attorneys, firms: [], exclusions: [], pins: [],
      scores: draft.scores, policy: policy)
  }

  private func draft(_ family: AdversarialFamily) -> Draft {
    switch family {
    case .greedy: traps()
    case .randomProducts: randomProducts()
    case .products: products()
    case .chain: chain()
    case .alikeHours: alikeHours()
    case .tightHours: tightHours()
    }
  }

  /// People who differ in nothing, to be told apart by a family.
  struct Draft {
    var survivors: [Survivor]
    var attorneys: [Attorney]
    var scores: [PersonalScore] = []

    init(_ generator: AdversarialGenerator) {
      survivors = (0..<generator.survivors).map { index in
        Survivor(
          id: RemissionGenerator.id("S", index, of: generator.survivors), jurisdiction: "TX", languages: ["en"],
          matter: .federal, traumaTraining: .notNeeded,
          audit: ["audit_language_group": "english", "audit_region": "south"])
      }
      attorneys = (0..<generator.attorneys).map { index in
        Attorney(
          id: RemissionGenerator.id("A", index, of: generator.attorneys), admissions: [Admission("TX")],
          languages: [SpokenLanguage("en", .native)], capacity: 1, traumaTraining: .certified)
      }
    }

    /// A person for whom only these attorneys will do, with the points of each.
    mutating func bind(_ survivor: Int, _ need: String, to pairs: [(attorney: Int, points: Int)]) {
      survivors[survivor].needs = [need]
      for pair in pairs {
        attorneys[pair.attorney].offers.append(need)
        score(survivor, pair.attorney, pair.points)
      }
    }

    mutating func score(_ survivor: Int, _ attorney: Int, _ points: Int) {
      guard points != 0 else { return }
      scores.append(
        PersonalScore(survivor: survivors[survivor].id, attorney: attorneys[attorney].id, points: points))
    }
  }
}
