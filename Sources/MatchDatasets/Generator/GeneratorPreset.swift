/// The kinds of synthetic datasets.
///
/// Network presets are the calibrated network of ``RemissionGenerator`` with one thing made scarce. Adversarial presets
/// are calibrated with nothing: each is a family of instances that is hard for one solver.
public enum GeneratorPreset: String, Sendable, Hashable, CaseIterable {
  case remission
  case scarce
  case oneLanguage = "one-language"
  case rural
  case surge
  case households
  case missingFacts = "missing-facts"
  case adversarialGreedy = "adversarial-greedy"
  case adversarialNetworkSimplex = "adversarial-network-simplex"
  case adversarialHungarian = "adversarial-hungarian"
  case adversarialCostScaling = "adversarial-cost-scaling"
  case adversarialGLPK = "adversarial-glpk"
  case adversarialDecomposition = "adversarial-decomposition"

  /// Whether it is calibrated with public figures, and takes the options that shape a network.
  public var isNetwork: Bool { family == nil }

  /// What it is for, in one sentence.
  public var meaning: String {
    switch self {
    case .remission: "A network in which most people can be served."
    case .scarce: "Fewer places than people: who is served is the question."
    case .oneLanguage: "Many people speak one language that few attorneys speak, and want no interpreter."
    case .rural: "People live where lawyers are fewest, often with a matter of their state, and want to meet in person."
    case .surge: "Three weeks before the deadline most people have just asked, and some attorneys are free too late."
    case .households: "Families who are kept at one firm."
    case .missingFacts: "Facts of people and attorneys are missing here and there."
    case .adversarialGreedy: "Best pair first, then shortest paths, ends at almost none of the best quality."
    case .adversarialNetworkSimplex: "Products of random numbers one to one: nearly all pivots move nobody."
    case .adversarialHungarian: "Machol and Wien's products: shortest paths are long, and reductions help little."
    case .adversarialCostScaling: "A chain with one free place at its far end: prices rise step by step along it."
    case .adversarialGLPK: "Alike attorneys with hours for four cases each, where the relaxation sees room for five."
    case .adversarialDecomposition: "Families and hours that fill attorneys exactly in few ways."
    }
  }

  var family: AdversarialFamily? {
    switch self {
    case .adversarialGreedy: .greedy
    case .adversarialNetworkSimplex: .randomProducts
    case .adversarialHungarian: .products
    case .adversarialCostScaling: .chain
    case .adversarialGLPK: .alikeHours
    case .adversarialDecomposition: .tightHours
    default: nil
    }
  }

  /// Attorneys that the family has for so many survivors; nil: there is none of this size, or any number will do.
  public func attorneys(for survivors: Int) -> Int? { family?.attorneys(for: survivors) }
}
