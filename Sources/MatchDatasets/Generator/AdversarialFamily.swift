import AssignmentCore
import CounselMatch

/// Families of hard instances.
enum AdversarialFamily: Sendable {
  case greedy
  case randomProducts
  case products
  case chain
  case alikeHours
  case tightHours

  /// Attorneys for so many survivors; nil: the family has no such size.
  func attorneys(for survivors: Int) -> Int? {
    guard survivors > 0 else { return nil }
    switch self {
    case .greedy: return survivors.isMultiple(of: 3) ? survivors / 3 * 4 : nil
    case .randomProducts, .products: return survivors
    case .chain: return survivors + 1
    case .alikeHours, .tightHours: return survivors.isMultiple(of: 6) ? survivors / 6 : nil
    }
  }

  /// Dense families have survivors × attorneys scores.
  var mostSurvivors: Int {
    switch self {
    case .randomProducts, .products: 2_000
    default: 300_000
    }
  }

  var sizeRule: String {
    switch self {
    case .greedy: "Three survivors have four attorneys each time."
    case .randomProducts, .products: "There are as many attorneys as survivors, at most \(mostSurvivors)."
    case .chain: "There is one attorney more than survivors."
    case .alikeHours, .tightHours: "Six survivors have one attorney each time."
    }
  }
}

extension AdversarialGenerator {
  /// Three people, four attorneys: a trap for whoever takes the best pair and then the shortest way out.
  ///
  /// The second takes the first's only attorney, for one point more than with the third attorney, whom the last then
  /// takes for a single point. To serve the first the shortest path sends the second to an attorney worth nothing; the
  /// best plan takes a longer one.
  func traps() -> Draft {
    var draft = Draft(self)
    for block in 0..<survivors / 3 {
      let (person, place) = (3 * block, 4 * block)
      draft.bind(person, "a\(block)", to: [(place, 0)])
      draft.bind(person + 1, "b\(block)", to: [(place, 101), (place + 1, 0), (place + 2, 100)])
      draft.bind(person + 2, "c\(block)", to: [(place + 2, 1), (place + 3, 0)])
    }
    return draft
  }

  /// Products of a number of the person and one of the attorney, each from 1 to 1,000.
  func randomProducts() -> Draft {
    var draft = Draft(self)
    let people = (0..<survivors).map { factor(0, $0) }
    let places = (0..<attorneys).map { factor(1, $0) }
    for person in 0..<survivors {
      for place in 0..<attorneys { draft.score(person, place, people[person] * places[place]) }
    }
    return draft
  }

  private func factor(_ stream: UInt64, _ index: Int) -> Int {
    var random = SplitMix64.stream(seed: seed, stream: stream, index: UInt64(index))
    return random.number(in: 1...1_000)
  }

  /// Costs i × j, told as scores: n² + 1 − i × j with i and j from 1.
  func products() -> Draft {
    var draft = Draft(self)
    let most = survivors * survivors + 1
    for person in 0..<survivors {
      for place in 0..<attorneys { draft.score(person, place, most - (person + 1) * (place + 1)) }
    }
    return draft
  }

  /// A chain: everybody may have the attorney to either side, all for the same high score, and the attorney left over
  /// at the end is worth one point to the last person.
  func chain() -> Draft {
    var draft = Draft(self)
    for person in 0..<survivors {
      let last = person == survivors - 1 ? 1 : 1_000_000
      draft.bind(person, "p\(person)", to: [(person, 1_000_000), (person + 1, last)])
    }
    return draft
  }
}
