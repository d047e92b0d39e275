// Crosscheck: seeded small instances, every exact solver against exact dynamic programming over column use.
//
// The outcome of instance n under seed s does not depend on the number of threads: n and s decide the instance, and
// results are joined in the order of blocks.
import AssignmentCore
import AssignmentGLPK
import AssignmentSolvers
import Dispatch
import Foundation
import Synchronization

func note(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

var available = [any AssignmentSolver].builtIn.filter { $0.capabilities.contains(.exact) }
if GLPKSolver.isAvailable { available += GLPKSolver.Route.allCases.map { GLPKSolver(route: $0) } }
guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
  note(Options.usage)
  exit(64)
}
let chosen = options.solvers.isEmpty ? available : available.filter { options.solvers.contains($0.name) }
guard chosen.count == (options.solvers.isEmpty ? available.count : options.solvers.count) else {
  note("unknown or not compiled in: \(options.solvers); there are \(available.map(\.name))")
  exit(64)
}

if options.hours > 0 { exit(Soak(solvers: chosen, options: options).run() ? 0 : 1) }

let start = ContinuousClock.now
let blockSize = 1_000
let blocks = (options.instances + blockSize - 1) / blockSize
let results = Mutex([Comparison?](repeating: nil, count: blocks))
let next = Atomic(0)
DispatchQueue.concurrentPerform(iterations: options.threads) { _ in
  while true {
    let block = next.add(1, ordering: .relaxed).oldValue
    guard block < blocks else { return }
    var comparison = Comparison(chosen)
    for number in block * blockSize..<min((block + 1) * blockSize, options.instances) {
      comparison.check(number: number, seed: options.seed)
    }
    let finished = comparison
    results.withLock { $0[block] = finished }
    if (block + 1) % 50 == 0 { note("\((block + 1) * blockSize) instances, \(ContinuousClock.now - start)") }
  }
}

let joined = results.withLock { $0.compactMap { $0 } }
let disagreements = joined.flatMap(\.disagreements)
for line in disagreements.prefix(100) { note(line) }
let solves = chosen.indices.map { index in
  "\(chosen[index].name) \(joined.reduce(0) { $0 + $1.solves[index] })"
}
let instances = joined.reduce(0) { $0 + $1.instances }
let attacks = joined.reduce(0) { $0 + $1.attacks }
let right = joined.reduce(0) { $0 + $1.acceptedRightly }
print(
  "\(instances) instances, solves: \(solves.joined(separator: ", ")), corrupted outcomes: \(attacks) "
    + "(\(right) still true), disagreements: \(disagreements.count)")
exit(disagreements.isEmpty && instances == options.instances ? 0 : 1)
