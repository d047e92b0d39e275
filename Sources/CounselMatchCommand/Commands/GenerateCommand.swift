import ArgumentParser
import AssignmentCore
import CounselMatch
import MatchAudit
import MatchDatasets

/// Writes a synthetic dataset.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write a synthetic dataset, calibrated with public figures and reproducible from its seed.",
    discussion: """
      Every quantity that is not published is named as an assumption in dataset.json. No real person or firm is in it.

      EXAMPLE: counselmatch generate --survivors 1000 --attorneys 150 --firms 15 --seed 1 --output out/remission-1k
      """)

  @Option(help: "The kind of dataset.")
  var preset = "remission"

  @Option(help: "People who ask for a lawyer.")
  var survivors: Int

  @Option(help: "Attorneys of the network.")
  var attorneys: Int

  @Option(help: "Firms of the network.")
  var firms = 15

  @Option(help: "Seed of every random draw.")
  var seed: UInt64?

  @Option(help: ArgumentHelp("Free places per survivor, for example 0.6.", valueName: "ratio"))
  var scarcity: String?

  @Option(help: ArgumentHelp("Firm caps as a share of their attorneys' places, for example 0.7.", valueName: "ratio"))
  var firmCaps: String?

  @Flag(help: "Give attorneys and firms minimums.")
  var minimums = false

  @Flag(help: "Give cases and attorneys hours.")
  var hours = false

  @Option(help: ArgumentHelp("Share of people who come as families, for example 0.2.", valueName: "share"))
  var familyShare = "0"

  @Option(help: ArgumentHelp("Share of survivors with a personal score for some attorneys.", valueName: "share"))
  var pairNoise = "0"

  @Option(
    help: ArgumentHelp(
      "`few`: tell people apart by language, state, training and priority alone; `missing`: leave some facts unknown.",
      valueName: "few|missing"))
  var facts: String?

  @Option(help: "The folder to write.")
  var output: String

  @Flag(help: "Solve the dataset too, and record the proven level values in dataset.json.")
  var optimum = false

  @Flag(help: "Replace files that exist.")
  var force = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if preset != "remission" { throw ValidationError("--preset takes: remission.") }
    if let facts, !["few", "missing"].contains(facts) { throw ValidationError("--facts takes: few, missing.") }
  }

  func run() throws {
    try common.reporting {
      let options = try options()
      let generated = try Self.generated(options)
      let name = Checked.fileName(output)
      let known: JSONValue = optimum ? try Self.known(generated.instance, common.limits) : .null
      let files = try Checked.input { () throws(InvalidInput) in
        try generated.files(name: name, optimum: known, hash: { Digest.sha256($0) })
      }
      try Checked.output { () throws(WriteFailure) in try OutputFolder.write(files, to: output, force: force) }
      report(generated.instance)
    }
  }

  /// Sizes and shares come from the command line: what is wrong with them is a matter of usage.
  private static func generated(_ options: GeneratorOptions) throws -> GeneratedDataset {
    do throws(InvalidInput) {
      return try RemissionGenerator.generate(options)
    } catch {
      guard let fault = error.faults.first, fault.code == "generate.size" else { throw CommandFailure.input(error) }
      throw CommandFailure.usage(fault.code, "\(fault.rule) \(fault.remedy)")
    }
  }

  /// Level values by name, each proven and checked; null where that did not succeed in time.
  private static func known(_ instance: CaseInstance, _ limits: SolveLimits) throws -> JSONValue {
    let plan = try Checked.match { () throws(MatchFailure) in
      try Matcher(solvers: CompiledSolvers.all).plan(for: instance, limits: limits)
    }
    guard plan.isVerified else { return .null }
    return .object(JSONObject(plan.levels.map { ($0.name, $0.value.map { JSONValue.integer($0) } ?? .null) }))
  }

  private func report(_ instance: CaseInstance) {
    let sizes: [(String, JSONValue)] = [
      ("schema", "counselmatch.generated/1"), ("survivors", .int(instance.survivors.count)),
      ("attorneys", .int(instance.attorneys.count)), ("firms", .int(instance.firms.count)),
    ]
    if common.json { return Output.json(.object(JSONObject(sizes))) }
    Output.line("\(instance.survivors.count) survivors, \(instance.attorneys.count) attorneys written")
  }

  private func options() throws -> GeneratorOptions {
    guard let seed else { throw CommandFailure.usage("seed.missing", "generate needs --seed N") }
    guard survivors >= 0, attorneys >= 0, firms >= 0 else {
      throw CommandFailure.usage("number.negative", "--survivors, --attorneys and --firms start at 0")
    }
    var options = GeneratorOptions(survivors: survivors, attorneys: attorneys, firms: firms, seed: seed)
    options.scarcity = try scarcity.map { try ratio($0, "--scarcity") }
    options.firmCaps = try firmCaps.map { try ratio($0, "--firm-caps") }
    options.familyShare = try ratio(familyShare, "--family-share")
    options.minimums = minimums
    options.hours = hours
    options.pairNoise = try ratio(pairNoise, "--pair-noise")
    options.factsFew = facts == "few"
    options.factsMissing = facts == "missing"
    return options
  }

  /// A ratio in thousandths: decimals are read exactly, never through floating point.
  private func ratio(_ text: String, _ option: String) throws -> Int {
    guard let value = GeneratorOptions.thousandths(text) else {
      throw CommandFailure.usage("number.format", "\(option) takes a number with at most three decimals, such as 0.6")
    }
    return value
  }
}
