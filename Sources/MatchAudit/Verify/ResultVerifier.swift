internal import AssignmentCore
public import CounselMatch
internal import MatchDatasets

// Problem: given a dataset and a stored result, decide whether everything the result claims holds.
// Method: recompute. Rules and scores pair by pair, capacities and values from the pairs, optimality from the prices on
// a network of people that is made here (PersonNetwork, PriceCheck), classes from the residual network (Reachability).
// No solver takes part, and no compiler of instances but where search trees over types of people are checked (TreeCheck).
// Complexity: O(survivors × attorneys) rule evaluations up to `pairLimit` pairs, else one for each pair of groups.
// Two things take a search for more: a claimed bound of `served`, and what groups could attain at most
// (AttainableFlow).
// What it cannot say: whether the named solver really ran, and why it stopped.

/// Checks a stored result without any solver.
public struct ResultVerifier {
  /// Up to so many pairs of a survivor and an attorney, each pair is checked by itself.
  public static let pairLimit = 100_000_000

  let tables: IndexedTables
  let result: StoredResult
  /// Which levels the certificate speaks of; nil where there is none, or its levels are not the plan's.
  let certified: CertifiedLevels?
  /// What the search trees prove; nil where there are none, or they do not hold.
  var proofs: TreeCheck?
  var report: VerifyReport
  var network: PersonNetwork
  /// Attorney of each survivor in the plan, pinned pairs included.
  var attorneyOf: [Int?]
  /// The second attorney of each survivor whose case has two.
  var secondOf: [Int?]
  /// Recomputed score of each matched survivor.
  var scoreOf: [Int]

  /// Checks every claim of a result against the dataset it names.
  ///
  /// - Parameters:
  ///   - result: what the folder claims.
  ///   - instance: the dataset, with the policy under which the claims are made.
  ///   - inputs: the digest of every table of the dataset; nil: those of `instance`.
  ///   - pairLimit: up to so many pairs, each is checked by itself; see ``pairLimit``.
  /// - Returns: what does not hold, and how prices were checked.
  public static func verify(
    _ result: StoredResult, instance: CaseInstance, inputs: [StoredResult.TableDigest]? = nil,
    pairLimit: Int = pairLimit
  ) -> VerifyReport {
    let rules = InstanceRules(instance)
    return verify(
      result, instance: instance, inputs: inputs ?? instance.tableDigests, rules: rules, pairLimit: pairLimit)
  }

  static func verify(
    _ result: StoredResult, instance: CaseInstance, inputs: [StoredResult.TableDigest], rules: some PairRules,
    pairLimit: Int
  ) -> VerifyReport {
    var verifier = Self(result, instance, pairLimit: pairLimit)
    verifier.checkProvenance(inputs)
    verifier.checkRoster()
    if verifier.report.accepted { verifier.checkPairs(rules) }
    if verifier.report.accepted { verifier.checkPlaces() }
    guard verifier.report.accepted else { return verifier.report }
    verifier.checkTrees()
    verifier.checkLevels()
    verifier.checkStatus()
    verifier.sweep(rules)
    verifier.report.levels = result.levels.map { .init(name: $0.name, isProven: $0.proven) }
    return verifier.report
  }

  init(_ result: StoredResult, _ instance: CaseInstance, pairLimit: Int) {
    let (pairs, overflow) = instance.survivors.count.multipliedReportingOverflow(by: instance.attorneys.count)
    tables = IndexedTables(instance)
    self.result = result
    report = VerifyReport(mode: overflow || pairs > pairLimit ? .types : .pairs)
    let tables = tables
    var previousOf = instance.survivors.map { _ in Int?.none }
    for previous in result.previous ?? [] {
      guard let survivor = tables.survivorAt[previous.pair.survivor] else { continue }
      previousOf[survivor] = tables.attorneyAt[previous.pair.attorney]
    }
    network = PersonNetwork(tables, previousOf: previousOf)
    certified = result.prices.flatMap { CertifiedLevels($0.levels, levels: result.levels.map(\.name)) }
    attorneyOf = instance.survivors.map { _ in nil }
    secondOf = attorneyOf
    scoreOf = instance.survivors.map { _ in 0 }
  }

  var instance: CaseInstance { tables.instance }

  /// What the search trees prove, where there are any; where cases have two attorneys, what prices of types prove.
  private mutating func checkTrees() {
    let pairs = attorneyOf.indices.compactMap { survivor in
      attorneyOf[survivor].map { (survivor: survivor, attorney: $0, coCounsel: secondOf[survivor]) }
    }
    if let tree = result.tree {
      let groups = result.levels.first { $0.name == "group-rates" }?.groups
      let attainable = groups.map { Dictionary($0.map { ($0.group, $0.attainable) }) { first, _ in first } }
      proofs = TreeCheck(tree, pairs: pairs, instance: instance, seed: result.seed, attainable: attainable)
    } else if let prices = result.prices, asksForCoCounsel {
      proofs = TreeCheck(prices, pairs: pairs, instance: instance, seed: result.seed)
      if proofs == nil { fail("certificate.types", "result.json $.certificate") }
    }
  }

  /// Whether somebody's case asks for two attorneys.
  var asksForCoCounsel: Bool { instance.survivors.contains { $0.coCounsel == .required } }

  mutating func fail(_ check: String, _ place: String) { report.fail(check, place) }

  /// The previous plan: as result.json hashes it, of people in the dataset, and the one of the instance where it has one.
  private mutating func checkPrevious() {
    if result.previousHash != result.files.previousHash { fail("previous", "result.json $.previous") }
    for previous in result.previous ?? [] where tables.survivorAt[previous.pair.survivor] == nil {
      fail("previous", "\(ResultFiles.previousName) row \(previous.row)")
    }
    guard let expected = instance.previous else { return }
    if result.previousPairs.map({ Set($0) }) != Set(expected) { fail("previous", ResultFiles.previousName) }
  }

  /// Digest, input tables, policy and notice.
  private mutating func checkProvenance(_ inputs: [StoredResult.TableDigest]) {
    if (try? result.files.digest()) != result.digest { fail("digest", "result.json $.digest") }
    for table in inputs where !result.inputs.contains(table) { fail("inputs", table.table) }
    if result.inputs.count != inputs.count { fail("inputs", "result.json $.inputs") }
    let used = try? result.policy.canonicalBytes()
    if used == nil || used != (try? PolicyCoding.json(instance.policy).canonicalBytes()) {
      fail("policy", "result.json $.policy")
    }
    if result.notice != MatchPlan.notice { fail("notice", "result.json $.notice") }
    checkPrevious()
  }
}
