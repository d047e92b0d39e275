import ArgumentParser

/// A fault that `make regression-faults` plants to see that the gate finds it.
enum PlantedFault: String, ExpressibleByArgument {
  /// Every level value is one lower than it is.
  case worse
  /// Every counter is 6 % higher.
  case counters
  /// Every solve takes 20 % longer: the processor turns for so long.
  case slower
  /// Every process holds 20 % more memory, and touches it.
  case memory

  /// Turns for a fifth of `taken` and says how long both took.
  static func slow(_ taken: Duration) -> Duration {
    let clock = ContinuousClock()
    let start = clock.now
    while start.duration(to: clock.now) < taken / 5 {}
    return taken + start.duration(to: clock.now)
  }

  /// Writes to so many megabytes, and keeps them until then.
  static func fill(_ megabytes: Int) {
    let ballast = [UInt8](repeating: 1, count: megabytes << 20)
    precondition(ballast.reduce(0) { $0 &+ Int($1) } == megabytes << 20, "every byte was written")
  }
}
