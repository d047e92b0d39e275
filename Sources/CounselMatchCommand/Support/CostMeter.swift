import AssignmentCore
import CounselMatch
import Foundation
import MatchDatasets
import MatchReports

/// Time against the reference kernel of the same run, and memory of a process of its own.
struct CostMeter {
  let datasets: String
  let quiet: Bool
  /// What the baseline has of this class: rows that are worse are measured again before they count; nil: none is.
  var known: RegressionMachine?
  /// What to plant; nil: nothing.
  var plant: PlantedFault?

  /// Class of this machine: figures of other systems, processors and kinds of build are not comparable.
  static var machine: String {
    #if os(Linux)
    let system = "linux"
    #else
    let system = "other"
    #endif
    #if arch(x86_64)
    let processor = "x86_64"
    #elseif arch(arm64)
    let processor = "arm64"
    #else
    let processor = "other"
    #endif
    #if DEBUG
    return "\(system)-\(processor)-debug"
    #else
    return "\(system)-\(processor)-release"
    #endif
  }

  /// One figure for each row that was measured.
  func costs(of rows: [RegressionRow]) throws -> [RegressionMachine.Cost] {
    var costs: [RegressionMachine.Cost] = []
    var read: (name: String, dataset: Dataset)?
    let line = ProgressLine()
    defer { line.clear() }
    for (index, row) in rows.enumerated() {
      if !quiet { line.show(index, of: rows.count, "timings") }
      if read?.name != row.dataset { read = (row.dataset, try DatasetArguments.read("\(datasets)/\(row.dataset)")) }
      guard let dataset = read?.dataset else { continue }
      var cost = try cost(dataset, row)
      for _ in 0..<Self.mostRetries where isWorse(cost) {
        // What slows a machine for a moment is gone then; what slows the solver is not.
        let again = try self.cost(dataset, row)
        cost.timePermille = min(cost.timePermille, again.timePermille)
        cost.memoryMB = [cost.memoryMB, again.memoryMB].compactMap(\.self).min()
      }
      costs.append(cost)
    }
    return costs
  }

  private static let mostRetries = 3

  private func cost(_ dataset: Dataset, _ row: RegressionRow) throws -> RegressionMachine.Cost {
    RegressionMachine.Cost(
      dataset: row.dataset, solver: row.solver, timePermille: try time(dataset, row.solver),
      memoryMB: try memory(row.dataset, row.solver))
  }

  private func isWorse(_ cost: RegressionMachine.Cost) -> Bool {
    guard var known else { return false }
    known.costs.removeAll { $0.dataset != cost.dataset || $0.solver != cost.solver }
    return RegressionCheck.compare(costs: [cost], with: known).contains { [.time, .memory].contains($0.kind) }
  }

  /// Kernel and solve in turn, the fastest of each: what slows both does not count.
  private func time(_ dataset: Dataset, _ solver: String) throws -> Int64 {
    var (kernel, solve) = (Duration.seconds(1_000), Duration.seconds(1_000))
    var sum: Int64 = 0
    let start = ContinuousClock.now
    for round in 0..<Self.mostRounds {
      let (value, reference) = Stopwatch.measure { ReferenceKernel.run() }
      sum &+= value
      kernel = min(kernel, reference)
      let run = try MatchRun.solve(dataset, solver: solver, seed: 0, limits: SolveLimits(threads: 1))
      solve = min(solve, plant == .slower ? PlantedFault.slow(run.timings.solve) : run.timings.solve)
      if round >= Self.leastRounds, start.duration(to: .now) > .milliseconds(500) { break }
    }
    precondition(sum != 0, "the kernel's work may not be optimised away")
    let unit = max(1, kernel.components.attoseconds / 1_000_000_000 + kernel.components.seconds * 1_000_000_000)
    let taken = solve.components.attoseconds / 1_000_000_000 + solve.components.seconds * 1_000_000_000
    return Int64(Int128(taken) * 1_000 / Int128(unit))
  }

  private static let (leastRounds, mostRounds) = (4, 50)

  /// nil where the system does not tell.
  private func memory(_ name: String, _ solver: String) throws -> Int64? {
    guard let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["bench", "--one", "\(datasets)/\(name)", solver]
    if let plant { process.arguments?.append(contentsOf: ["--plant", plant.rawValue]) }
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, FileHandle.nullDevice)
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    return (try? JSONValue.parse(bytes))?["peakMemoryMB"]?.intValue.map { Int64($0) }
  }
}
