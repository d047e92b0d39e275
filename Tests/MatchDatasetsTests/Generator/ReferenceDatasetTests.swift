import CounselMatch
import Foundation
import MatchDatasets
import Testing

@Suite struct ReferenceDatasetTests {
  private func committed(_ dataset: ReferenceDataset, _ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(PackageRoot.path)/Datasets/\(dataset.name)/\(file)")))
  }

  /// The committed folders are what the generator makes today, byte for byte; hashes and optimum stay as committed.
  @Test(arguments: ReferenceDataset.all) func areMadeAgainByteByByte(dataset: ReferenceDataset) throws {
    let manifest = try DatasetManifest.parse(try committed(dataset, "dataset.json"))
    let made = try DatasetGenerator.generate(dataset.options)
    let files = try made.files(name: dataset.name, optimum: manifest.optimum, difficulty: manifest.difficulty) { _ in ""
    }
    #expect(manifest.optimum["served"]?.intValue ?? 0 > 0, "\(dataset.name) has no optimum")
    #expect(manifest.difficulty["counters"]?.objectValue?.members.isEmpty == false, "\(dataset.name): no difficulty")
    for file in files where file.name != "dataset.json" {
      #expect(try committed(dataset, file.name) == file.bytes, "\(dataset.name)/\(file.name)")
      #expect(manifest.expectedHashes[file.name]?.utf8.count == 64, "\(dataset.name)/\(file.name)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(PackageRoot.path)/Datasets/\(dataset.name)")
    #expect(names.sorted() == files.map(\.name).sorted())
    var today = try DatasetManifest.parse(files.last?.bytes ?? [])
    today.expectedHashes = manifest.expectedHashes
    #expect(try committed(dataset, "dataset.json") == Array(today.json.prettyText.utf8), "\(dataset.name)/dataset.json")
  }

  @Test(arguments: ReferenceDataset.all) func readBackAsGenerated(dataset: ReferenceDataset) throws {
    let read = try DatasetFolder.read(path: "\(PackageRoot.path)/Datasets/\(dataset.name)")
    let made = try DatasetGenerator.generate(dataset.options).instance
    #expect(read.instance.survivors == made.survivors)
    #expect(read.instance.attorneys == made.attorneys)
    #expect(read.instance.firms == made.firms)
    #expect(read.instance.policy == made.policy)
    #expect(read.remarks.allSatisfy { $0.severity != .error && $0.code != "hash.changed" })
  }

  /// Every policy to compare fits the datasets it is meant for; none reads a previous plan but those of all six levels.
  @Test func policiesFitTheDatasets() throws {
    let folder = PackageRoot.path + "/Datasets/policies"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names.count >= 8)
    for name in names {
      let policy = "\(folder)/\(name)"
      let dataset = try DatasetFolder.read(
        path: PackageRoot.path + "/Datasets/firm-caps-300", policyOverride: policy, previous: [])
      #expect(dataset.instance.policy.levels.contains(.served))
      #expect(dataset.instance.policy.suppressBelow == 1)
      if !name.hasPrefix("all-six") { #expect(!dataset.instance.policy.levels.contains(.changes)) }
    }
  }

  @Test func everyFolderIsListed() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: PackageRoot.path + "/Datasets")
    let expected = ReferenceDataset.all.map(\.name) + ["Calibration", "README.md", "example-form", "policies"]
    #expect(names.filter { !$0.hasPrefix(".") }.sorted() == expected.sorted())
  }
}
