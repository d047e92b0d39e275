import CounselMatch
import Foundation
import MatchAudit
import MatchDatasets
import Testing

@Suite("SHA-256")
struct DigestTests {
  @Test("the vectors of FIPS 180")
  func vectors() {
    #expect(Digest.sha256("".utf8) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(Digest.sha256("abc".utf8) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("pieces give the digest of the whole")
  func pieces() {
    var running = RunningDigest()
    running.update("a".utf8)
    running.update("bc".utf8)
    #expect(running.finalized() == Digest.sha256("abc".utf8))
  }
}

@Suite("Digests of datasets")
struct DatasetDigestTests {
  private let survivors = ["S1", "S2"].map {
    Survivor(id: $0, jurisdiction: "TX", languages: ["es"], matter: .federal)
  }

  @Test("the order of rows does not count, every cell does")
  func tables() throws {
    let digests = try CaseInstance(survivors: survivors, attorneys: []).tableDigests
    #expect(digests.map(\.table) == InputTable.allCases.prefix(6).map(\.rawValue))
    #expect(try CaseInstance(survivors: survivors.reversed(), attorneys: []).tableDigests == digests)
    var changed = survivors
    changed[1].audit["audit_group"] = "x"
    let other = try CaseInstance(survivors: changed, attorneys: []).tableDigests
    #expect(other[0] != digests[0])
    #expect(other[1...] == digests[1...])
  }

  @Test("a file that no longer has its hash gives a warning")
  func files() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("hashes-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let files = try DatasetFolder.files(CaseInstance(survivors: survivors, attorneys: []))
    try OutputFolder.write(files, to: path)
    var manifest = DatasetManifest(name: "test", expectedHashes: DatasetHashes.of(files))
    #expect(DatasetHashes.remarks(manifest, path: path) == [])
    manifest.expectedHashes["survivors.csv"] = Digest.sha256("other".utf8)
    manifest.expectedHashes["../outside"] = ""
    let remarks = DatasetHashes.remarks(manifest, path: path)
    #expect(remarks.map(\.code) == ["hash.changed", "hash.changed"])
    #expect(remarks.map(\.file) == ["dataset.json", "survivors.csv"])
  }
}
