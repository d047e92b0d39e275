import CounselMatch

/// Small instances made by hand.
enum LevelExample {
  /// Two places, two groups and three classes: one of each group at a time, and with them either both of the middle
  /// class or one of the first and one of the last.
  ///
  /// The first class counts before all others, whatever K − class adds up to (2 + 2 = 3 + 1).
  static func classesAcrossGroups(_ levels: [Policy.LevelName]) throws -> CaseInstance {
    let people: [(id: String, language: Language, priority: Int, group: String)] = [
      ("middle-1", "es", 1, "g"), ("first", "en", 0, "g"), ("middle-2", "en", 1, "h"), ("last", "es", 2, "h"),
    ]
    let survivors = people.map { one in
      Fixtures.survivor(one.id) {
        $0.languages = [one.language]
        $0.priority = one.priority
        $0.audit["audit_group"] = one.group
      }
    }
    let attorneys = [("X", "es"), ("Y", "en")].map { id, language in
      Fixtures.attorney(id) { $0.languages = [SpokenLanguage(Language(code: language))] }
    }
    let policy = Fixtures.policy {
      $0.levels = levels
      $0.groupRatesBy = "audit_group"
      $0.groupRatesReason = "Every group is to have its share."
    }
    return try CaseInstance(
      survivors: survivors, attorneys: attorneys,
      scores: [PersonalScore(survivor: "middle-1", attorney: "X", points: 100)], policy: policy)
  }
}
