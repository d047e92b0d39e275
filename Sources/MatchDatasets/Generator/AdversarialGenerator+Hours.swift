import AssignmentCore
import CounselMatch

extension AdversarialGenerator {
  /// Cases of 201 to 240 hours for attorneys of 1,000 hours and six places each.
  ///
  /// Four cases each are the most, and the relaxation without whole numbers sees room for nearly five; as attorneys are
  /// all alike, fixing one of them in a search tree excludes nothing.
  func alikeHours() -> Draft {
    var draft = Draft(self)
    for person in 0..<survivors { draft.survivors[person].hours = 201 + 7 * person % 40 }
    for place in 0..<attorneys { (draft.attorneys[place].capacity, draft.attorneys[place].hours) = (6, 1_000) }
    return draft
  }

  /// Two people in three come as a family of two for one attorney; hours fill an attorney exactly in few ways, and the
  /// points are near the hours, so that no price of an hour tells good plans from bad ones.
  func tightHours() -> Draft {
    var draft = Draft(self)
    for place in 0..<attorneys { (draft.attorneys[place].capacity, draft.attorneys[place].hours) = (5, 50) }
    for person in 0..<survivors {
      var random = SplitMix64.stream(seed: seed, stream: 2, index: UInt64(person))
      let hours = random.number(in: 9...24)
      draft.survivors[person].hours = hours
      if person % 6 < 4 {
        draft.survivors[person].household = RemissionGenerator.id("H", person / 6 * 2 + person % 6 / 2, of: survivors)
      }
      for place in 0..<attorneys { draft.score(person, place, 100 * hours + random.number(in: 0...20)) }
    }
    return draft
  }
}
