/// What additions cost, in whole units of effort of the network's own choice.
///
/// The defaults only order: a place more at somebody who is there is cheaper than a training, a training cheaper than a
/// new attorney, and everything that is asked of a new attorney makes her harder to find. A real table is data.
public struct RecruitCosts: Sendable, Hashable {
  /// One place more at an attorney of the network; nil: not offered.
  public var place: Int? = 1
  /// Most places more at one attorney of the network.
  public var placesPerAttorney = 1
  /// A place of a new attorney, before anything is asked of her; nil: not offered.
  public var attorney: Int? = 3
  /// A language that she must speak, where ``languages`` does not name it.
  public var language = 1
  /// Languages that cost something else, by code.
  public var languages: [String: Int] = ["en": 0]
  /// An admission of one jurisdiction, where any licence would not do.
  public var license = 1
  /// That she is certified in trauma-informed work, or will be.
  public var certified = 1
  /// Each code that she must offer.
  public var offer = 1
  /// Training one attorney of the network.
  public var training = 2

  public init() {}

  /// Every cost lies in 0 … this, so that sums over all people fit 64 bits.
  public static let largest = 1_000_000

  func cost(of language: Language) -> Int { languages[language.code] ?? self.language }

  /// The first name whose number is out of range, nil where all are well.
  public var fault: String? {
    let numbers: [(String, Int)] = [
      ("place", place ?? 0), ("placesPerAttorney", placesPerAttorney), ("attorney", attorney ?? 0),
      ("language", language), ("license", license), ("certified", certified), ("offer", offer), ("training", training),
    ]
    let names = languages.keys.sorted { $0.precedes($1) }
    let all = numbers + names.map { ("languages.\($0)", languages[$0] ?? 0) }
    return all.first { !(0...Self.largest).contains($0.1) }?.0
  }
}
