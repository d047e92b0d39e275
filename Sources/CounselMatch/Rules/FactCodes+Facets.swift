import AssignmentCore

/// What one rule or score term reads of each side, for a problem whose pairs are told by codes.
///
/// A rule brings one of these: keys under which people of either side are alike to it, and what it says of a pair. The
/// conjunction and the sum over all of them must agree with ``FactCodes/isEligible(survivor:attorney:)`` and
/// ``FactCodes/score(survivor:attorney:)`` for every pair without exclusions and personal points (a test compares them).
package struct FactFacet: Sendable {
  /// Survivors with equal keys are alike to the rule.
  package let survivor: @Sendable (Int) -> [UInt64]
  /// Attorneys with equal keys are alike to the rule.
  package let attorney: @Sendable (Int) -> [UInt64]
  /// Points of a pair, nil where the rule does not say yes.
  package let points: @Sendable (_ survivor: Int, _ attorney: Int) -> Int?
}

extension FactCodes {
  /// One facet for every rule and score term.
  package var facets: [FactFacet] {
    [
      languageFacet, placeFacet, trainingFacet, meetingFacet, genderFacet, needsFacet, availabilityFacet,
      experienceFacet,
    ]
  }

  private var languageFacet: FactFacet {
    FactFacet(
      survivor: { survivor in
        [survivors[survivor].interpreter ? 1 : 0] + survivorLanguages[survivor].map { UInt64($0) }
      },
      attorney: { attorney in
        Set(attorneyLanguages[attorney].map { UInt64($0.language) << 1 | ($0.belowFluent ? 1 : 0) }).sorted()
      },
      points: { survivor, attorney in
        guard survivors[survivor].interpreter || sharesLanguage(survivor, attorney) else { return nil }
        return Self.term(weights.language, languageGrade(survivor, attorney))
      })
  }

  /// Licence, admissions and the home state; who lacks a fact fits nobody.
  private var placeFacet: FactFacet {
    let flags = Flags.licensed | Flags.never
    let read = survivors.reduce(UInt64(0)) { $0 | $1.admission | (weights.homeState > 0 ? $1.home : 0) }
    return FactFacet(
      survivor: { survivor in
        let person = survivors[survivor]
        return [person.required & flags, person.admission, weights.homeState > 0 ? person.home : 0]
      },
      attorney: { [attorneys[$0].flags & flags, attorneys[$0].admissions & read] },
      points: { survivor, attorney in
        let (person, lawyer) = (survivors[survivor], attorneys[attorney])
        guard person.required & flags & ~lawyer.flags == 0, person.admission & ~lawyer.admissions == 0 else {
          return nil
        }
        return person.home & lawyer.admissions != 0 ? Self.term(weights.homeState, 100) : 0
      })
  }

  private var trainingFacet: FactFacet {
    let flags = Flags.certified | Flags.trained
    return FactFacet(
      survivor: { [survivors[$0].required & flags, survivors[$0].valuesTraining ? 1 : 0] },
      attorney: { [attorneys[$0].flags & flags] },
      points: { survivor, attorney in
        let isTrained = attorneys[attorney].flags & Flags.certified != 0
        if survivors[survivor].required & flags & ~attorneys[attorney].flags != 0 { return nil }
        return isTrained && survivors[survivor].valuesTraining ? Self.term(weights.traumaTraining, 100) : 0
      })
  }

  private var meetingFacet: FactFacet {
    let flags = Flags.remote | Flags.inPerson
    return FactFacet(
      survivor: { [survivors[$0].required & flags, UInt64(survivors[$0].meeting)] },
      attorney: { [attorneys[$0].flags & flags, UInt64(attorneys[$0].meeting)] },
      points: { survivor, attorney in
        let (person, lawyer) = (survivors[survivor], attorneys[attorney])
        guard person.required & flags & ~lawyer.flags == 0 else { return nil }
        return meets(person, lawyer) ? Self.term(weights.meeting, 100) : 0
      })
  }

  private var genderFacet: FactFacet {
    FactFacet(
      survivor: { [survivors[$0].required & Flags.genders] }, attorney: { [attorneys[$0].flags & Flags.genders] },
      points: { survivors[$0].required & Flags.genders & ~attorneys[$1].flags == 0 ? 0 : nil })
  }

  private var needsFacet: FactFacet {
    FactFacet(
      survivor: { Array(survivorNeedBits[$0 * needWords..<($0 + 1) * needWords]) },
      attorney: { Array(attorneyOfferBits[$0 * needWords..<($0 + 1) * needWords]) },
      points: { offersNeeds($0, $1) ? 0 : nil })
  }

  private var availabilityFacet: FactFacet {
    FactFacet(
      survivor: { [UInt64(UInt32(bitPattern: survivors[$0].latest))] },
      attorney: { [UInt64(UInt32(bitPattern: attorneys[$0].earliest))] },
      points: { attorneys[$1].earliest <= survivors[$0].latest ? 0 : nil })
  }

  private var experienceFacet: FactFacet {
    FactFacet(
      survivor: { _ in [] }, attorney: { [UInt64(attorneys[$0].experience)] },
      points: { Self.term(weights.experience, 25 * Int(attorneys[$1].experience)) })
  }
}

extension FactFacet {
  /// The facet over types, by somebody of each; nil where its table would be larger than `limit`, or points do not fit.
  func coded(_ survivors: [Int], _ attorneys: [Int], limit: Int) -> CellArcs.Facet? {
    let (rowCodes, people) = Self.codes(survivors, survivor)
    let (columnCodes, lawyers) = Self.codes(attorneys, attorney)
    guard people.count.multipliedReportingOverflow(by: lawyers.count).partialValue <= limit else { return nil }
    var table: [Int32] = []
    table.reserveCapacity(people.count * lawyers.count)
    for person in people {
      for lawyer in lawyers {
        guard let found = points(person, lawyer) else {
          table.append(CellArcs.ineligible)
          continue
        }
        guard let narrow = Int32(exactly: found) else { return nil }
        table.append(narrow)
      }
    }
    return CellArcs.Facet(
      rowCodes: rowCodes, columnCodes: columnCodes, columnKinds: lawyers.count, points: table
    ).merged
  }

  /// Codes in the order in which keys occur, and the first person with each.
  private static func codes(_ people: [Int], _ key: (Int) -> [UInt64]) -> (codes: [Int32], first: [Int]) {
    var slots: [[UInt64]: Int32] = [:]
    var first: [Int] = []
    let codes = people.map { person -> Int32 in
      let key = key(person)
      if let slot = slots[key] { return slot }
      let slot = Int32(truncatingIfNeeded: first.count)
      slots[key] = slot
      first.append(person)
      return slot
    }
    return (codes, first)
  }
}

extension CellArcs.Facet {
  /// The same with codes merged that the table does not tell apart.
  fileprivate var merged: CellArcs.Facet {
    let width = columnKinds
    let lines = (0..<rowKinds).map { Array(points[$0 * width..<($0 + 1) * width]) }
    let (rowMap, rowFirst) = Self.numbered(lines)
    let columns = (0..<width).map { column in rowFirst.map { points[$0 * width + column] } }
    let (columnMap, columnFirst) = Self.numbered(columns)
    return CellArcs.Facet(
      rowCodes: rowCodes.map { rowMap[Int($0)] }, columnCodes: columnCodes.map { columnMap[Int($0)] },
      columnKinds: columnFirst.count,
      points: rowFirst.flatMap { row in columnFirst.map { points[row * width + $0] } })
  }

  private static func numbered(_ lines: [[Int32]]) -> (numbers: [Int32], first: [Int]) {
    var slots: [[Int32]: Int32] = [:]
    var first: [Int] = []
    let numbers = lines.enumerated().map { index, line -> Int32 in
      if let slot = slots[line] { return slot }
      let slot = Int32(truncatingIfNeeded: first.count)
      slots[line] = slot
      first.append(index)
      return slot
    }
    return (numbers, first)
  }
}
