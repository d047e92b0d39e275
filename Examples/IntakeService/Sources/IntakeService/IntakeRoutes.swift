internal import AssignmentSolvers
internal import Hummingbird
internal import MatchDatasets
internal import MatchReports
internal import NIOCore

/// What can be asked of the service.
struct IntakeRoutes: Sendable {
  let store: MatchingStore

  func add<Context: RequestContext>(to router: Router<Context>) {
    router.get("health") { _, _ in
      let (pending, kept) = await store.counts
      return JSONValue.object([("status", "up"), ("pending", .int(pending)), ("kept", .int(kept))]).response(.ok)
    }
    let matchings = router.group("v1/matchings")
    matchings.post { request, _ in try await post(request) }
    matchings.get(":id") { _, context in
      let id = try context.parameters.require("id")
      guard let body = try await store.body(of: id) else { return Self.pending(id, .ok) }
      return Self.response(body)
    }
    matchings.get(":id/explanations") { request, context in
      let choice = try Self.choice(request.uri.queryParameters)
      return Self.response(try await store.explanation(of: try context.parameters.require("id"), choice))
    }
    matchings.post(":id/stop") { _, context in
      let id = try context.parameters.require("id")
      try await store.stop(id)
      return Self.pending(id, .accepted)
    }
    matchings.delete(":id") { _, context in
      try await store.forget(try context.parameters.require("id"))
      return Response(status: .noContent)
    }
  }

  /// With `?wait=true` the answer is the plan, and a client that goes away stops the solve.
  private func post(_ request: Request) async throws -> Response {
    guard try Self.flag("wait", request.uri.queryParameters) else {
      let id = try await store.start(try await collect(request.body))
      return Self.pending(id, .accepted)
    }
    return try await request.body.consumeWithCancellationOnInboundClose { body in
      let id = try await store.start(try await collect(body))
      var response = Self.response(try await store.awaitedBody(of: id))
      // Hummingbird closes a connection on which it has watched for the client's end.
      response.headers[.connection] = "close"
      return response
    }
  }

  private func collect(_ body: RequestBody) async throws -> ByteBuffer {
    let most = store.limits.bodyBytes
    do {
      return try await body.collect(upTo: most)
    } catch is NIOTooManyBytesError {
      throw ServiceError.tooLarge(most)
    }
  }

  // MARK: Answers

  private static func response(_ body: ByteBuffer) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: body))
  }

  private static func pending(_ id: String, _ status: HTTPResponse.Status) -> Response {
    JSONValue.object([("schema", "counselmatch.service/1"), ("id", .string(id)), ("state", "pending")])
      .response(status, headers: [.location: "/v1/matchings/\(id)", .retryAfter: "1"])
  }

  // MARK: Queries

  private static func flag(_ name: Substring, _ query: Parameters) throws(ServiceError) -> Bool {
    switch query[name] {
    case nil, "false": return false
    case "true": return true
    default: throw .request("query", "\(name) is true or false.")
    }
  }

  private static func choice(_ query: Parameters) throws(ServiceError) -> ExplanationChoice {
    var choice = ExplanationChoice()
    if let name = query["view"] {
      guard let view = ExplanationChoice.View(rawValue: String(name)) else {
        throw .request("query", "view is coordinator or shareable.")
      }
      choice.view = view
    }
    if let name = query["language"] {
      guard let language = ExplanationLanguage(rawValue: String(name)) else {
        throw .request("query", "language is en or es.")
      }
      choice.language = language
    }
    return choice
  }
}
