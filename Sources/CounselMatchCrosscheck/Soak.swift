import AssignmentCore
import Dispatch
import Foundation
import Synchronization

/// Instances of all shapes through all engines, and dockets, for hours; memory must stay flat.
///
/// Block b of a thousand instances and its twenty dockets are decided by seed and b alone; only how many blocks there
/// are depends on the machine. The table so far is written every minute, and when a signal asks the process to end.
struct Soak: Sendable {
  let solvers: [any AssignmentSolver]
  let options: Options

  /// What the blocks so far gave, and resident memory in megabytes, a line of it for each minute.
  private struct State {
    var comparison: Comparison
    var docketEvents = 0
    var docketSolves = 0
    var docketRepairs = 0
    var dockets = 0
    var memory: [Int] = []
    var noted = ContinuousClock.now
  }

  /// Runs until the hours are over, the solves made or a signal comes; whether nothing disagreed and memory stayed flat.
  func run() -> Bool {
    let start = ContinuousClock.now
    let end = start + .seconds(options.hours * 3_600)
    let state = Mutex(State(comparison: Comparison(solvers)))
    let next = Atomic(0)
    let isOver = Atomic(false)
    let signals = Self.signals { isOver.store(true, ordering: .relaxed) }
    defer { for source in signals { source.cancel() } }
    @Sendable func goesOn() -> Bool { !isOver.load(ordering: .relaxed) && ContinuousClock.now < end }
    DispatchQueue.concurrentPerform(iterations: options.threads) { _ in
      while goesOn() {
        let block = next.add(1, ordering: .relaxed).oldValue
        var comparison = Comparison(solvers)
        for number in block * 1_000..<(block + 1) * 1_000 where goesOn() {
          comparison.soak(number: number, seed: options.seed)
        }
        var walks: [DocketWalk] = []
        for number in 0..<20 where goesOn() {
          walks.append(DocketWalk(seed: options.seed &* 1_000_003 &+ UInt64(block * 20 + number)))
          walks[walks.count - 1].run()
        }
        let (finished, dockets) = (comparison, walks)
        let total = state.withLock { state in
          take(finished, dockets, start, &state)
          return state.comparison.total
        }
        if options.solves > 0, total >= options.solves { isOver.store(true, ordering: .relaxed) }
      }
    }
    return state.withLock { report($0, start) }
  }

  /// What a terminal, a scheduler or somebody who is tired of waiting sends: the run ends with its table.
  private static func signals(_ act: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler(handler: act)
      source.resume()
      return source
    }
  }

  private func take(
    _ comparison: Comparison, _ dockets: [DocketWalk], _ start: ContinuousClock.Instant, _ state: inout State
  ) {
    state.comparison.join(comparison)
    for walk in dockets {
      state.dockets += 1
      state.docketEvents += walk.events
      state.docketSolves += walk.solves
      state.docketRepairs += walk.repairs
      for line in walk.disagreements { state.comparison.disagree(line) }
    }
    guard state.memory.isEmpty || ContinuousClock.now - state.noted > .seconds(60) else { return }
    state.noted = .now
    state.memory.append(Self.residentMegabytes)
    let seconds = (ContinuousClock.now - start).components.seconds
    note(
      "\(seconds) s: \(state.comparison.total) solves, \(state.comparison.disagreements.count) disagreements, "
        + "\(Self.residentMegabytes) MB")
    for line in state.comparison.disagreements.suffix(3) { note(line) }
    write(table(state, start).lines)
  }

  private func report(_ state: State, _ start: ContinuousClock.Instant) -> Bool {
    for line in state.comparison.disagreements.prefix(100) { note(line) }
    let (lines, isFlat) = table(state, start)
    for line in lines { print(line) }
    write(lines)
    return state.comparison.disagreements.isEmpty && isFlat
  }

  private func write(_ lines: [String]) {
    guard !options.output.isEmpty else { return }
    do {
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: options.output), options: .atomic)
    } catch {
      note("\(options.output) could not be written: \(error)")
    }
  }

  /// The table as it stands, and whether memory is flat so far.
  private func table(_ state: State, _ start: ContinuousClock.Instant) -> (lines: [String], isFlat: Bool) {
    let comparison = state.comparison
    let memory = state.memory + [Self.residentMegabytes]
    // Buffers and pools reach their size in the first tenth; from then on nothing may add up.
    let warm = memory[..<max(1, memory.count / 10)].max() ?? 0
    let most = memory.max() ?? 0
    let isFlat = most <= warm + max(16, warm / 4)
    let seconds = (ContinuousClock.now - start).components.seconds
    var lines = [
      "\(comparison.instances) instances in \(seconds) s, seed \(options.seed), \(comparison.total) solves:"
    ]
    lines += zip(solvers, comparison.solves).map { "| \($0.name) | \($1) |" }
    lines += ["\(comparison.shapes.shapes.count) combinations of these features, and solves of each feature:"]
    lines += comparison.shapes.lines
    lines += [
      "\(comparison.attacks) corrupted outcomes (\(comparison.acceptedRightly) still true); \(state.dockets) dockets, "
        + "\(state.docketEvents) events (\(state.docketRepairs) repairs, \(state.docketSolves) solves anew)",
      "memory: \(memory[0]) MB first, \(warm) MB warm, \(most) MB most, \(memory[memory.count - 1]) MB last",
      "disagreements: \(comparison.disagreements.count); memory \(isFlat ? "flat" : "GROWS")",
    ]
    return (lines, isFlat)
  }

  /// Resident memory of this process; 0 where the system does not say.
  private static var residentMegabytes: Int {
    let bytes = try? FileHandle(forReadingFrom: URL(filePath: "/proc/self/statm")).readToEnd()
    let fields = String(decoding: bytes ?? Data(), as: UTF8.self).split(separator: " ")
    guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
    return (pages * Int(sysconf(Int32(_SC_PAGESIZE)))) >> 20
  }
}
