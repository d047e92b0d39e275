import CounselMatch
import Foundation
import MatchDatasets
import Testing

/// Calls of a committed dataset against solving it again with the answer, written as a change.
struct CommittedCallTests {
  /// The package's own folder; a part of the tree.
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Datasets/missing-facts-200").path

  @Test func promisesOfCallsAreKept() throws {
    let instance = try DatasetFolder.read(path: Self.folder).instance
    var matcher = Matcher()
    matcher.levelPrices = false
    let plan = try matcher.plan(for: instance)
    let calls = try Explainer(instance, plan: plan).phoneCalls()
    #expect(calls.count > 10)
    let before = plan.levels.first?.classes ?? []
    // Every so-manieth call, the first and the last among them.
    for index in stride(from: 0, to: calls.count, by: max(1, calls.count / 12)) {
      let call = calls[index]
      let values = JSONObject(zip(call.columns, call.values.map { JSONValue.string($0) }))
      let table: InputTable = if case .survivor = call.person { .survivors } else { .attorneys }
      let change = DatasetChange(.set, table, id: call.person.id, values: values)
      let after = try matcher.plan(for: try DatasetFolder.changed(instance, by: DatasetChanges([change])))
      let gained = zip(after.levels.first?.classes ?? [], before).map { $0 - $1 }
      #expect(gained == call.classes && gained.reduce(0, +) == call.gain, "call \(index)")
    }
  }
}
