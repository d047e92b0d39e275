import ArgumentParser
import AssignmentCore
import CounselMatch
import MatchAudit
import MatchDatasets
import MatchReports

/// Writes a synthetic dataset.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write a synthetic dataset, calibrated with public figures and reproducible from its seed.",
    discussion: """
      Every quantity that is not published is named as an assumption in dataset.json. No real person or firm is in it.

      EXAMPLE: counselmatch generate --survivors 1000 --attorneys 150 --firms 15 --seed 1 --output out/remission-1k
      """)

  @Option(help: ArgumentHelp("The kind of dataset; `--list-presets` says what each is.", valueName: "name"))
  var preset = GeneratorPreset.remission.rawValue

  @Flag(help: "Say what the presets are, and write nothing.")
  var listPresets = false

  @Option(help: "People who ask for a lawyer.")
  var survivors: Int?

  @Option(help: "Attorneys of the network; of an adversarial preset they follow from the survivors.")
  var attorneys: Int?

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
  var familyShare: String?

  @Option(help: ArgumentHelp("Share of survivors with a personal score for some attorneys.", valueName: "share"))
  var pairNoise = "0"

  @Option(
    help: ArgumentHelp(
      "`few`: tell people apart by language, state, training and priority alone; `missing`: leave some facts unknown.",
      valueName: "few|missing"))
  var facts: String?

  @Option(help: "The folder to write.")
  var output: String?

  @Flag(help: "Solve the dataset too, and record the proven level values in dataset.json.")
  var optimum = false

  @Flag(help: "Solve it with every solver in pure Swift, and record in dataset.json what they count and fall short by.")
  var difficulty = false

  @Flag(help: "Replace files that exist.")
  var force = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard let known = GeneratorPreset(rawValue: preset) else {
      let names = GeneratorPreset.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--preset takes: \(names).")
    }
    if listPresets { return }
    if survivors == nil { throw ValidationError("--survivors N is missing.") }
    if output == nil { throw ValidationError("--output FOLDER is missing.") }
    if known.isNetwork, attorneys == nil { throw ValidationError("--attorneys N is missing.") }
    if !known.isNetwork, shapesNetwork {
      throw ValidationError("an adversarial preset takes --survivors, --seed and nothing that shapes a network.")
    }
    if let facts, !["few", "missing"].contains(facts) { throw ValidationError("--facts takes: few, missing.") }
  }

  func run() throws {
    try common.reporting {
      if listPresets { return Self.list(json: common.json) }
      let options = try options()
      let output = output ?? ""
      let generated = try Self.generated(options)
      let name = Checked.fileName(output)
      let known: JSONValue = optimum ? try Self.known(generated.instance, common.limits) : .null
      let counted: JSONValue = difficulty ? try Difficulty(of: generated.instance, common.limits).json : .null
      let files = try Checked.input { () throws(InvalidInput) in
        try generated.files(name: name, optimum: known, difficulty: counted, hash: { Digest.sha256($0) })
      }
      try Checked.output { () throws(WriteFailure) in try OutputFolder.write(files, to: output, force: force) }
      report(generated.instance)
    }
  }

  /// Sizes and shares come from the command line: what is wrong with them is a matter of usage.
  private static func generated(_ options: GeneratorOptions) throws -> GeneratedDataset {
    do throws(InvalidInput) {
      return try DatasetGenerator.generate(options)
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

  private var shapesNetwork: Bool {
    scarcity != nil || firmCaps != nil || familyShare != nil || facts != nil || minimums || hours || pairNoise != "0"
  }

  private static func list(json: Bool) {
    let presets = GeneratorPreset.allCases
    guard json else {
      let rows = presets.map { [$0.rawValue, $0.meaning] }
      return Output.line(ReportTable(columns: [.init("preset"), .init("what it is")], rows: rows).text)
    }
    let values = presets.map { JSONValue.object([("name", .string($0.rawValue)), ("meaning", .string($0.meaning))]) }
    Output.json(.object([("schema", "counselmatch.presets/1"), ("presets", .array(values))]))
  }

  private func options() throws -> GeneratorOptions {
    guard let seed else { throw CommandFailure.usage("seed.missing", "generate needs --seed N") }
    let kind = GeneratorPreset(rawValue: preset) ?? .remission
    let people = survivors ?? 0
    // A number that fits no instance of the preset is said by the generator, with the rule.
    let lawyers = attorneys ?? kind.attorneys(for: people) ?? 0
    guard people >= 0, lawyers >= 0, firms >= 0 else {
      throw CommandFailure.usage("number.negative", "--survivors, --attorneys and --firms start at 0")
    }
    var options = GeneratorOptions(
      preset: kind, survivors: people, attorneys: lawyers, firms: kind.isNetwork ? firms : 0, seed: seed)
    if let scarcity { options.scarcity = try ratio(scarcity, "--scarcity") }
    options.firmCaps = try firmCaps.map { try ratio($0, "--firm-caps") }
    if let familyShare { options.familyShare = try ratio(familyShare, "--family-share") }
    options.minimums = minimums
    options.hours = hours
    options.pairNoise = try ratio(pairNoise, "--pair-noise")
    options.factsFew = facts == "few"
    if facts == "missing" { options.factsMissing = true }
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
