/// What a policy, or hindsight, reached in one world.
package struct RunResult: Sendable {
  /// Attorney of each person, −1 for nobody.
  package private(set) var columnOf: [Int32]
  /// Day of the yes of each person.
  package private(set) var servedOn: [Int32]
  package private(set) var quality: Int64 = 0
  package private(set) var served = 0
  /// Offers made to each person.
  private(set) var offersTo: [Int16]
  var solves = 0

  init(people: Int) {
    columnOf = [Int32](repeating: -1, count: people)
    servedOn = [Int32](repeating: -1, count: people)
    offersTo = [Int16](repeating: 0, count: people)
  }

  mutating func offer(_ person: Int) { offersTo[person] += 1 }

  mutating func accept(_ person: Int, _ column: Int, score: Int64, day: Int32) {
    columnOf[person] = Int32(truncatingIfNeeded: column)
    servedOn[person] = day
    quality += score
    served += 1
  }
}
