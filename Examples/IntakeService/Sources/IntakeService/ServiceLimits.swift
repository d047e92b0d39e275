/// What one request, and all of them together, may take.
///
/// The defaults fit a machine of a few cores; `IntakeServer` reads each from the environment.
public struct ServiceLimits: Sendable, Hashable {
  /// Most bytes of a request's body.
  public var bodyBytes = 8 << 20
  /// Most survivors and attorneys together.
  public var people = 20_000
  /// Longest time of a solve; a request may ask for less.
  public var seconds = 30.0
  /// Solves that run at once; as many datasets are read or explained besides.
  public var concurrentSolves = 2
  /// Threads of each.
  public var threadsPerSolve = 1
  /// Matchings that wait for a solve, and requests that wait to be read or explained; the next is told to come back.
  public var waiting = 16
  /// Matchings kept for `GET`; the oldest that is finished makes room.
  public var kept = 64
  /// Most people of all kept matchings together.
  public var keptPeople = 200_000
  /// How long a finished matching is kept.
  public var keptSeconds = 900.0
  /// Connections accepted at once; others wait in the socket's queue.
  public var connections = 256

  public init() {}
}
