import CounselMatch
import MatchDatasets

// Reads any bytes as survivors.csv beside a sound attorneys.csv.
//
// What must hold: the reading ends, with a dataset or with faults, and never traps; a dataset that was read is
// written, and read again as an equal instance.
// Cannot: find what needs a second table (pins, exclusions, scores) or a policy; those have tests of their own.

/// libFuzzer's entry: called with every input it invents.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let survivors = OutputFile(name: "survivors.csv", bytes: Array(UnsafeBufferPointer(start: start, count: count)))
  guard let dataset = try? DatasetFolder.read(files: [survivors, attorneys]) else { return 0 }
  do {
    let again = try DatasetFolder.read(files: DatasetFolder.files(dataset.instance))
    guard again.instance.canonicalTables == dataset.instance.canonicalTables else { fatalError("round trip differs") }
  } catch {
    fatalError("what was read and written cannot be read: \(error.faults.map(\.code))")
  }
  return 0
}

private let attorneys = OutputFile(
  name: "attorneys.csv",
  text: """
    id,admissions,languages,capacity,trauma_training
    A1,TX;federal,es;en:native,2,certified
    A2,CA,vi,1,
    """)
