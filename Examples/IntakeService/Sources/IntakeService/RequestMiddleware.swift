internal import Hummingbird
internal import Logging
internal import MatchDatasets

/// Every answer as JSON, and one line in the log for each: what was asked, never of whom.
///
/// The line holds the route (`/v1/matchings/{id}`), not the address; no header, no body, no address of a client.
struct AnswerMiddleware<Context: RequestContext>: RouterMiddleware {
  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let begun = ContinuousClock.now
    var facts: Logger.Metadata = ["method": "\(request.method.rawValue)"]
    var response: Response
    do {
      response = try await next(request, context)
    } catch {
      let error = Self.serviceError(error)
      facts["code"] = "\(error.code)"
      response = try error.response(from: request, context: context)
    }
    facts["route"] = "\(context.endpointPath ?? "none")"
    facts["status"] = "\(response.status.code)"
    facts["milliseconds"] = "\(begun.duration(to: .now).milliseconds)"
    if let bytes = request.headers[.contentLength].flatMap({ Int($0) }) { facts["bytesIn"] = "\(bytes)" }
    if let bytes = response.body.contentLength { facts["bytesOut"] = "\(bytes)" }
    context.logger.info("request", metadata: facts)
    return response
  }

  /// Errors of the framework become ours; what they say of the request stays out.
  private static func serviceError(_ error: any Error) -> ServiceError {
    switch error {
    case let error as ServiceError: error
    case is CancellationError: .cancelled
    case let error as any HTTPResponseError:
      ServiceError(error.status, "request.http", "\(error.status.reasonPhrase).")
    default: ServiceError(.internalServerError, "service.internal", "The request could not be answered.")
    }
  }
}

/// A bearer token, compared in a time that does not depend on it.
struct TokenMiddleware<Context: RequestContext>: RouterMiddleware {
  let token: String

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let given = Array((request.headers[.authorization] ?? "").utf8)
    let wanted = Array("Bearer \(token)".utf8)
    var difference = given.count ^ wanted.count
    for place in wanted.indices { difference |= Int(wanted[place] ^ (place < given.count ? given[place] : 0)) }
    guard difference == 0 || request.uri.path == "/health" else { throw ServiceError.unauthorized }
    return try await next(request, context)
  }
}
