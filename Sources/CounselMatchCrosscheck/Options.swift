/// What the command line asks for.
struct Options: Sendable {
  var instances = 1_000_000
  var seed: UInt64 = 1
  var threads = 4
  /// Names of the solvers; empty: every exact solver that is compiled in.
  var solvers: [String] = []

  static let usage = """
    usage: CounselMatchCrosscheck [--instances N] [--seed S] [--threads T] [--solvers a,b]
    Solves seeded instances up to 7 × 7 with every exact solver and compares with exact dynamic programming.
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
      case ("--solvers", _): solvers = value.split(separator: ",").map { String($0) }
      default: return nil
      }
    }
  }
}
