import CounselMatch
import Foundation
import FuzzBodies
import Testing

/// Every input that the fuzzer's corpus holds, through its target, in every test run.
@Suite("The fuzzer's corpus is replayed")
struct CorpusTests {
  static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fuzz/Corpus")

  static func inputs(_ target: FuzzTarget) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: corpus.appendingPathComponent(target.rawValue), includingPropertiesForKeys: nil
    ).sorted { $0.path < $1.path }
  }

  @Test(arguments: FuzzTarget.allCases)
  func everyInputEndsWell(target: FuzzTarget) throws {
    let inputs = try Self.inputs(target)
    #expect(!inputs.isEmpty, "a target without a corpus starts from nothing")
    for input in inputs {
      let finding = target.finding(Array(try Data(contentsOf: input)))
      #expect(finding == nil, "\(target.rawValue) \(input.lastPathComponent)")
    }
  }

  /// A docket that cannot be decoded any more would be replayed in vain.
  @Test func storedDocketsAreStillRead() throws {
    for input in try Self.inputs(.docket) {
      let docket = try JSONDecoder().decode(Docket.self, from: try Data(contentsOf: input))
      #expect(!docket.events.isEmpty)
    }
  }

  /// A corpus folder without a target would be replayed by nothing.
  @Test func everyFolderHasItsTarget() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.path)
    #expect(Set(folders).isSubset(of: FuzzTarget.allCases.map(\.rawValue)))
  }

  /// Every seed of the corpus with one byte changed, removed or added, at seeded places.
  @Test(arguments: FuzzTarget.allCases)
  func seedsWithOneByteChangedEndWell(target: FuzzTarget) throws {
    for input in try Self.inputs(target).prefix(6) {
      let bytes = Array(try Data(contentsOf: input))
      for step in 0..<40 where !bytes.isEmpty {
        var changed = bytes
        let place = step &* 7_919 % bytes.count
        switch step % 3 {
        case 0: changed[place] = UInt8(truncatingIfNeeded: step &* 37)
        case 1: changed.remove(at: place)
        default: changed.insert(UInt8(truncatingIfNeeded: step &* 53), at: place)
        }
        #expect(target.finding(changed) == nil, "\(target.rawValue) \(input.lastPathComponent) step \(step)")
      }
    }
  }
}
