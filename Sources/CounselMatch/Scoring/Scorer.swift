/// The score of a pair by the policy's weights: Σ ⌊weight × grade / 100⌋, kept term by term.
///
/// Grades: language 100 at the survivor's first choice, 80 at the second, 60 later, 20 less below fluent, 0 with an
/// interpreter, the best over the shared languages at the minimum level or above; home-state 100 where the attorney is
/// admitted in the survivor's jurisdiction; trauma-training 100 if certified and the need is required or preferred;
/// experience 25 a step; meeting 100 if equal or either side says either. Personal points count weight × points,
/// undivided, and may be negative. Audit columns are never read.
public struct Scorer: Sendable {
  private let codes: FactCodes

  /// Precomputes every person's codes.
  ///
  /// O(people + links).
  public init(_ instance: CaseInstance) {
    codes = FactCodes(instance)
  }

  package init(codes: FactCodes) {
    self.codes = codes
  }

  /// The score of a pair, by index into the instance's tables; only meaningful where the pair is eligible.
  public func score(survivor: Int, attorney: Int) -> ScoreBreakdown {
    codes.score(survivor: survivor, attorney: attorney)
  }
}

extension FactCodes {
  package func score(survivor: Int, attorney: Int) -> ScoreBreakdown {
    let (person, lawyer, weights) = (survivors[survivor], attorneys[attorney], weights)
    var score = ScoreBreakdown()
    score.language = Self.term(weights.language, languageGrade(survivor, attorney))
    score.homeState = person.home & lawyer.admissions != 0 ? Self.term(weights.homeState, 100) : 0
    let trained = person.valuesTraining && lawyer.flags & Flags.certified != 0
    score.traumaTraining = trained ? Self.term(weights.traumaTraining, 100) : 0
    score.experience = Self.term(weights.experience, 25 * Int(lawyer.experience))
    score.meeting = meets(person, lawyer) ? Self.term(weights.meeting, 100) : 0
    score.personal = weights.personal * points(survivor, attorney)
    return score
  }

  /// Whether both meet in the same way, or one of them in either.
  func meets(_ person: SurvivorCode, _ lawyer: AttorneyCode) -> Bool {
    let either = Meeting.either.number
    return person.meeting == lawyer.meeting || person.meeting == either || lawyer.meeting == either
  }

  /// ⌊weight × grade / 100⌋; both are at least 0, so the division rounds down.
  static func term(_ weight: Int, _ grade: Int) -> Int { weight * grade / 100 }

  /// By positions instead of slices: this is the inner loop of compiling.
  func languageGrade(_ survivor: Int, _ attorney: Int) -> Int {
    var best = 0
    let first = survivorLanguages.starts[survivor]
    for wanted in first..<survivorLanguages.starts[survivor + 1] {
      let grade = wanted == first ? 100 : wanted == first + 1 ? 80 : 60
      guard grade > best else { break }
      let language = survivorLanguages.values[wanted]
      for spoken in attorneyLanguages.starts[attorney]..<attorneyLanguages.starts[attorney + 1]
      where attorneyLanguages.values[spoken].language == language {
        best = max(best, grade - (attorneyLanguages.values[spoken].belowFluent ? 20 : 0))
      }
    }
    return best
  }

  private func points(_ survivor: Int, _ attorney: Int) -> Int {
    guard !personalPoints.isEmpty(survivor) else { return 0 }
    return personalPoints[survivor].first { $0.attorney == attorney }?.points ?? 0
  }
}

extension Scorer: RedactedValue {}
