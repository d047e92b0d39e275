import AssignmentCore
import CounselMatch
import MatchDatasets
import MatchReports

/// Why a command ends with another code than 0, and what it says.
struct CommandFailure: Error {
  var code: ExitStatus
  /// One sentence for standard error; empty where the command has already said everything.
  var message = ""
  /// The stable code of the reason, for `--json`.
  var reason = ""
  var faults: [InputFault] = []
  var omitted = 0
  /// True where standard output must hold one JSON object.
  var json = false

  static func usage(_ reason: String, _ message: String) -> CommandFailure {
    CommandFailure(code: .usage, message: message, reason: reason)
  }

  static func input(_ invalid: InvalidInput) -> CommandFailure {
    let missing = !invalid.faults.isEmpty && invalid.faults.allSatisfy { $0.code == "file.missing" }
    return CommandFailure(
      code: missing ? .noInput : .badInput, reason: "input.invalid", faults: invalid.faults, omitted: invalid.omitted)
  }

  /// Whether a solver cannot take the dataset or is not there; everything else that is wrong concerns the whole call.
  var refusesSolver: Bool { code == .usage && ["solver.cannot", "solver.unavailable"].contains(reason) }

  private var invalid: ValidationReport {
    var report = ValidationReport(InvalidInput(faults: faults))
    report.omitted = omitted
    return report
  }

  /// Says it once: as JSON on standard output where asked, in words on standard error always.
  func report() {
    if json, !message.isEmpty || !faults.isEmpty {
      var members: [(String, JSONValue)] = [("schema", "counselmatch.error/1")]
      if !reason.isEmpty { members.append(("error", .string(reason))) }
      if !message.isEmpty { members.append(("message", .string(message))) }
      members.append(("faults", invalid.json["faults"] ?? []))
      Output.json(.object(JSONObject(members)))
    }
    if !message.isEmpty { Output.error("error: \(message)") }
    if !faults.isEmpty { Output.error(invalid.text) }
  }
}

extension JSONValue {
  /// The same object with `schema` as its first member.
  func with(schema: String) -> JSONValue {
    guard case .object(let object) = self else { return self }
    return .object(JSONObject([("schema", .string(schema))] + object.members.map { ($0.key, $0.value) }))
  }

  /// The same object with one member more.
  func with(_ key: String, _ value: JSONValue) -> JSONValue {
    guard case .object(var object) = self else { return self }
    object[key] = value
    return .object(object)
  }
}

extension CommandFailure {
  /// What the matcher refused or could not do.
  static func match(_ failure: MatchFailure) -> CommandFailure {
    switch failure {
    case .solverCannot(let solver, let constraint): .solver(.cannot(constraint: constraint), name: solver)
    case .solverUnavailable(let solver): .solver(.unavailable(solver: solver), name: solver)
    case .solverRange(let solver, let limit): .solver(.range(limit), name: solver)
    case .sizeLimit, .bandLimit:
      CommandFailure(code: .badInput, message: failure.description, reason: failure.code)
    case .solverBroken, .solverUntrusted, .internalFault, .stopped:
      CommandFailure(code: .internalFault, message: failure.description, reason: failure.code)
    }
  }
}
