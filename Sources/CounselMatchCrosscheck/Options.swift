/// What the command line asks for.
struct Options: Sendable {
  var instances = 1_000_000
  var seed: UInt64 = 1
  var threads = 4
  /// Names of the solvers; empty: every exact solver that is compiled in.
  var solvers: [String] = []
  /// Above 0: a soak of all shapes and dockets for so long, instead of a number of instances.
  var hours = 0.0
  /// Above 0: a soak ends once it has made so many solves.
  var solves = 0
  /// Where a soak writes its table every minute and at its end; empty: nowhere.
  var output = ""

  static let usage = """
    usage: CounselMatchCrosscheck [--instances N] [--seed S] [--threads T] [--solvers a,b]
                                  [--hours H] [--solves N] [--output FILE]
    Solves seeded instances up to 7 × 7 with every exact solver and compares with exact dynamic programming.
    With --hours instances of all shapes, and dockets, for so long or until N solves are made; memory must stay flat.
    The table so far is written to FILE every minute; it is complete too when the run is interrupted.
    """

  /// Nil where the arguments cannot be read.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      switch (name, Int(value)) {
      case ("--instances", let number?) where number >= 0: instances = number
      case ("--seed", let number?) where number >= 0: seed = UInt64(number)
      case ("--threads", let number?) where (1...1_024).contains(number): threads = number
      case ("--solves", let number?) where number >= 0: solves = number
      case ("--output", _): output = value
      case ("--hours", _):
        guard let number = Double(value), number > 0, number <= 10_000 else { return nil }
        hours = number
      case ("--solvers", _): solvers = value.split(separator: ",").map { String($0) }
      default: return nil
      }
    }
  }
}
