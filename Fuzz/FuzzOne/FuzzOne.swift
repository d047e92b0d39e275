import Foundation
import FuzzBodies

// The fuzzer's entry for every target: `COUNSELMATCH_FUZZ` names which of them reads the bytes.

private let target = FuzzTarget(rawValue: ProcessInfo.processInfo.environment["COUNSELMATCH_FUZZ"] ?? "survivors")

/// libFuzzer's entry: called with every input it invents.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard let target else { fatalError("COUNSELMATCH_FUZZ names no target") }
  if let finding = target.finding(Array(UnsafeBufferPointer(start: start, count: count))) { fatalError(finding) }
  return 0
}
