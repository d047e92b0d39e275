import Foundation
import Hummingbird
import IntakeService
import Logging
import ServiceLifecycle

// Settings come from the environment; a value that cannot be read is refused, never replaced.
let settings = Settings(ProcessInfo.processInfo.environment)
guard settings.isSound else {
  FileHandle.standardError.write(Data((settings.problems.joined(separator: "\n") + "\n").utf8))
  exit(64)
}
LoggingSystem.bootstrap { _ in JSONLogHandler() }
let logger = Logger(label: "intake")
let store = MatchingStore(limits: settings.limits, logger: logger)
let application = IntakeApplication.build(
  store, address: .hostname(settings.host, port: settings.port), token: settings.token, logger: logger)

// The last service is told first: solves end, who waits is answered, then the server closes its connections.
var configuration = ServiceGroupConfiguration(
  services: [.init(service: application), .init(service: store)], gracefulShutdownSignals: [.sigterm, .sigint],
  logger: logger)
configuration.maximumGracefulShutdownDuration = .seconds(20)
try await ServiceGroup(configuration: configuration).run()
