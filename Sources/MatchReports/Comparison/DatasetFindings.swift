internal import CounselMatch
internal import MatchDatasets

/// What a comparison found of one dataset besides its rows, as far as it may be passed on.
public struct DatasetFindings: Sendable {
  /// The dataset's name.
  public let name: String
  let survivors: Int
  let attorneys: Int
  let firms: Int
  let threshold: Int
  let manifest: DatasetManifest?
  let inputs: [ComparedDataset.Input]
  let policies: [(name: String?, policy: Policy)]
  var groups: (shown: [GroupFindings], withheld: [GroupFindings.Withheld]) = ([], [])
  /// Row names of the distributions' columns: policy and solver.
  var series: [(policy: String?, solver: String)] = []
  var quality: [SafeHistogram.Bar] = []
  var load: [SafeHistogram.Bar] = []
  var explained: (policy: String?, solver: String)?
  var explanation: JSONValue?

  init(_ dataset: ComparedDataset, threshold: Int) {
    let instance = dataset.plans.first?.instance
    name = dataset.name
    survivors = instance?.survivors.count ?? 0
    attorneys = instance?.attorneys.count ?? 0
    firms = instance?.firms.count ?? 0
    self.threshold = threshold
    manifest = dataset.manifest
    inputs = dataset.inputs
    var policies: [(name: String?, policy: Policy)] = []
    for plan in dataset.plans where !policies.contains(where: { $0.name == plan.row.policy }) {
      policies.append((plan.row.policy, plan.instance.policy))
    }
    self.policies = policies
  }

  mutating func setDistributions(_ plans: [ComparedDataset.Plan], threshold: Int) {
    series = plans.map { ($0.row.policy, $0.row.solver) }
    let scores = plans.map { ($0.plan?.pairs ?? []).map { $0.score.total } }
    let width = max(1, plans.first?.instance.policy.bandWidth ?? 1)
    quality = SafeHistogram(scores, width: max(1, width / 2), below: threshold).bars
    load = SafeHistogram(plans.map(Self.cases), width: 1, below: threshold).bars
  }

  /// Matched and active cases of every attorney who has a place at all.
  private static func cases(_ compared: ComparedDataset.Plan) -> [Int] {
    var matched: [String: Int] = [:]
    for attorney in (compared.plan?.pairs ?? []).flatMap(\.attorneys) { matched[attorney, default: 0] += 1 }
    return compared.instance.attorneys.filter { $0.capacity > 0 }.map { $0.activeLoad + (matched[$0.id] ?? 0) }
  }

  mutating func setExplanation(_ explanation: Explanation?, of plan: ComparedDataset.Plan?, threshold: Int) {
    guard let explanation, let compared = plan, let answer = compared.plan,
      compared.instance.policy.suppressBelow == threshold
    else { return }
    let shareable = ShareableExplanation(explanation, plan: answer, instance: compared.instance)
    explained = (compared.row.policy, compared.row.solver)
    self.explanation = shareable.reportJSON
  }
}

extension ShareableExplanation {
  /// Counts, and the sentences of the shareable view.
  var reportJSON: JSONValue {
    let kinds = kinds.map { kind in
      JSONValue.object([("kind", .string(kind.rawValue)), ("words", .string(words.kind(kind)))])
    }
    let sentences = counts.reasons.map { JSONValue.string(words.reason($0.names, $0.count)) }
    return json.with("remedyWords", .array(kinds)).with("reasonWords", .array(sentences))
  }
}

extension JSONValue {
  /// The same object with one member more.
  fileprivate func with(_ key: String, _ value: JSONValue) -> JSONValue {
    guard case .object(var object) = self else { return self }
    object[key] = value
    return .object(object)
  }
}
