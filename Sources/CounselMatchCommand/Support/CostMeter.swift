import AssignmentCore
import CounselMatch
import Foundation
import MatchDatasets
import MatchReports

/// Time against the reference kernel of the same run, and memory of a process of its own.
struct CostMeter {
  let datasets: String
  let quiet: Bool

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
      costs.append(
        RegressionMachine.Cost(
          dataset: row.dataset, solver: row.solver, timePermille: try time(dataset, row.solver),
          memoryMB: try memory(row.dataset, row.solver)))
    }
    return costs
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
      solve = min(solve, run.timings.solve)
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
    process.arguments = [
      "solve", "\(datasets)/\(name)", "--solver", solver, "--no-level-prices", "--threads", "1", "--json", "--quiet",
    ]
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, FileHandle.nullDevice)
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    return (try? JSONValue.parse(bytes))?["peakMemoryMB"]?.intValue.map { Int64($0) }
  }
}
