public import Hummingbird
internal import HummingbirdCore
public import Logging

/// The web application: routes, limits and logs around a ``MatchingStore``.
public enum IntakeApplication {
  /// Builds it; run it together with the store, see `IntakeServer`.
  ///
  /// - Parameters:
  ///   - store: the matchings.
  ///   - address: `127.0.0.1` unless a proxy on another machine ends TLS.
  ///   - token: of `Authorization: Bearer`; nil: everybody who can connect may ask.
  ///   - logger: one line for each request.
  /// - Returns: an application that is not running yet.
  public static func build(
    _ store: MatchingStore, address: BindAddress = .hostname("127.0.0.1", port: 8080), token: String? = nil,
    logger: Logger
  ) -> some ApplicationProtocol {
    let router = Router(context: BasicRequestContext.self)
    router.add(middleware: AnswerMiddleware())
    if let token { router.add(middleware: TokenMiddleware(token: token)) }
    IntakeRoutes(store: store).add(to: router)
    return Application(
      router: router, server: .http1(configuration: .init(idleTimeout: .seconds(90))),
      configuration: ApplicationConfiguration(
        address: address, serverName: "intake",
        availableConnectionsDelegate: MaximumAvailableConnections(store.limits.connections)),
      logger: logger)
  }
}
