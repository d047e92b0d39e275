import CounselMatch

extension RemissionGenerator {
  /// One row per firm; caps and minimums where they are asked for.
  func firms(of attorneys: [Attorney]) -> [Firm] {
    var active: [String: Int] = [:]
    var free: [String: Int] = [:]
    for attorney in attorneys {
      guard let firm = attorney.firm else { continue }
      active[firm, default: 0] += attorney.activeLoad
      free[firm, default: 0] += attorney.freePlaces
    }
    return (0..<options.firms).map { index in
      let id = Self.id("F", index, of: options.firms, least: 3)
      let places = free[id, default: 0]
      let cap = options.firmCaps.map { active[id, default: 0] + places * $0 / 1_000 }
      var random = random(.firms, index)
      let room = places * min(options.firmCaps ?? 1_000, 1_000) / 1_000
      let wants = options.minimums && random.chance(.minimumFirms)
      let wanted = wants ? min(room, GeneratorAssumption.firmMinimum.value) : 0
      return Firm(id: id, capacity: cap, minimum: wanted)
    }
  }

  /// Exclusions and personal scores, where noise between pairs is asked for.
  func links() -> (exclusions: [Exclusion], scores: [PersonalScore]) {
    guard options.pairNoise > 0, options.attorneys > 0 else { return ([], []) }
    var exclusions: [Exclusion] = []
    var scores: [PersonalScore] = []
    for index in 0..<options.survivors {
      var random = random(.links, index)
      let survivor = Self.id("S", index, of: options.survivors)
      let attorney = random.number(in: 0...options.attorneys - 1)
      let points = random.number(1, .pointsMost)
      if random.chance(options.pairNoise) {
        let score = random.chance(.pointsPositive) ? points : -points
        scores.append(
          PersonalScore(survivor: survivor, attorney: Self.id("A", attorney, of: options.attorneys), points: score))
      }
      if options.firms > 0, random.chance(options.pairNoise * GeneratorAssumption.firmExclusions.value / 1_000) {
        let firm = random.number(in: 0...options.firms - 1)
        exclusions.append(Exclusion(survivor: survivor, firm: Self.id("F", firm, of: options.firms, least: 3)))
      }
    }
    return (exclusions, scores)
  }
}
