internal import AssignmentCore
internal import CounselMatch
public import Hummingbird
public import MatchDatasets
internal import MatchReports

/// An answer that is not a plan: a status, a stable code and one sentence.
///
/// Codes of the library pass through unchanged (`id.duplicate`, `solver.cannot`); those of the service begin with
/// `service.`, `request.` or `matching.`. Nothing in it shows the content of a survivor's cell.
public struct ServiceError: Error, Sendable {
  /// Of HTTP.
  public var status: HTTPResponse.Status
  /// What a client acts on.
  public var code: String
  /// What a person reads.
  public var message: String
  /// `faults` and `warnings` as `counselmatch validate --json` writes them, where the dataset is at fault.
  public var report: JSONObject = []
  /// Seconds after which it makes sense to ask again.
  public var retryAfter: Int?

  init(_ status: HTTPResponse.Status, _ code: String, _ message: String, retryAfter: Int? = nil) {
    (self.status, self.code, self.message, self.retryAfter) = (status, code, message, retryAfter)
  }

  /// `{"error":{"code":…,"message":…},"faults":[…]}`.
  public var json: JSONValue {
    let error = JSONValue.object([("code", .string(code)), ("message", .string(message))])
    var object: JSONObject = [("error", error)]
    for member in report.members { object[member.key] = member.value }
    return .object(object)
  }
}

extension ServiceError {
  static let busy = ServiceError(
    .serviceUnavailable, "service.busy", "All places to solve and to wait are taken.", retryAfter: 5)
  static let stopping = ServiceError(
    .serviceUnavailable, "service.stopping", "The service is about to stop.", retryAfter: 30)
  static let cancelled = ServiceError(.serviceUnavailable, "service.cancelled", "The request was cancelled.")
  static let unauthorized = ServiceError(.unauthorized, "service.unauthorized", "The bearer token is missing or wrong.")
  static let unknown = ServiceError(
    .notFound, "matching.unknown", "There is no matching of this id; finished ones are kept for a while only.")
  static let unfinished = ServiceError(
    .conflict, "matching.unfinished", "The matching is not finished yet.", retryAfter: 1)

  static func tooLarge(_ bytes: Int) -> ServiceError {
    ServiceError(.contentTooLarge, "service.bodyLimit", "A request has at most \(bytes) bytes.")
  }

  static func tooManyPeople(_ people: Int) -> ServiceError {
    ServiceError(
      .contentTooLarge, "service.peopleLimit", "A dataset has at most \(people) survivors and attorneys together.")
  }

  static func request(_ code: String, _ message: String) -> ServiceError {
    ServiceError(.badRequest, "request.\(code)", message)
  }

  /// Every fault of a dataset, as `validate` lists them.
  static func invalid(_ input: InvalidInput) -> ServiceError {
    var error = ServiceError(
      .unprocessableContent, "dataset.invalid", "The dataset cannot be used; every fault found is listed.")
    if case .object(let report) = ValidationReport(input).json { error.report = report }
    return error
  }

  /// A solver's refusal is the request's matter, its breakdown is ours.
  static func failed(_ failure: MatchFailure) -> ServiceError {
    switch failure {
    case .solverCannot, .solverUnavailable, .solverRange, .sizeLimit, .bandLimit, .stopped:
      ServiceError(.unprocessableContent, failure.code, failure.description)
    case .solverUntrusted, .solverBroken, .internalFault:
      ServiceError(.internalServerError, failure.code, failure.description)
    }
  }

  static func failed(_ failure: ExplainFailure) -> ServiceError {
    switch failure {
    case .compile(let failure): failed(failure)
    case .noPlan:
      ServiceError(.conflict, failure.code, "The hard constraints contradict each other: there is no plan to explain.")
    case .otherPlan, .unknownPerson:
      ServiceError(.internalServerError, failure.code, "The plan could not be explained.")
    }
  }
}

extension ServiceError: HTTPResponseError {
  public func response(from request: Request, context: some RequestContext) throws -> Response {
    var response = json.response(status)
    if let retryAfter { response.headers[.retryAfter] = String(retryAfter) }
    if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
    return response
  }
}

extension JSONValue {
  /// One line of JSON.
  func response(_ status: HTTPResponse.Status, headers: HTTPFields = [:]) -> Response {
    var headers = headers
    headers[.contentType] = "application/json"
    headers[.cacheControl] = "no-store"
    let bytes = ByteBuffer(string: compactText + "\n")
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
  }
}
