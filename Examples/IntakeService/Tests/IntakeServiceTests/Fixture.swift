import CounselMatch
import Hummingbird
import HummingbirdTesting
import IntakeService
import Logging
import MatchDatasets
import Synchronization

/// Lines that were logged.
final class LogLines: Sendable {
  private let lines = Mutex([String]())

  var all: [String] { lines.withLock { $0 } }
  var logger: Logger {
    Logger(label: "test") { _ in JSONLogHandler { line in self.lines.withLock { $0.append(line) } } }
  }
}

/// A service under test, and a small dataset.
struct Fixture {
  static let survivors = """
    id,jurisdiction,languages,matter,trauma_training,priority
    CANARY-S1,TX,es,federal,required,0
    CANARY-S2,TX,es,federal,required,1
    CANARY-S3,CA,es;en,federal,preferred,1
    CANARY-S4,NY,am,federal,required,1
    CANARY-S5,NY,,federal,required,1

    """
  static let attorneys = """
    id,firm,admissions,languages,capacity,trauma_training,experience
    CANARY-A1,F001,TX,es:native;en,1,certified,3
    CANARY-A2,F001,CA,es;vi,1,certified,1

    """

  let log = LogLines()
  let patient = PatientSolver()
  let store: MatchingStore
  private let token: String?

  init(_ limits: ServiceLimits = ServiceLimits(), token: String? = nil) {
    store = MatchingStore(matcher: Matcher(solvers: .builtIn + [patient]), limits: limits, logger: log.logger)
    self.token = token
  }

  /// Runs the service on a free port of this machine.
  func run(_ test: @escaping @Sendable (Fixture, any TestClientProtocol) async throws -> Void) async throws {
    let application = IntakeApplication.build(
      store, address: .hostname("127.0.0.1", port: 0), token: token, logger: log.logger)
    try await application.test(.ahc(.http)) { client in try await test(self, client) }
  }

  /// A request's body.
  static func body(
    survivors: String = Fixture.survivors, attorneys: String = Fixture.attorneys, _ more: JSONObject = []
  ) -> ByteBuffer {
    let files = JSONValue.object([("survivors.csv", .string(survivors)), ("attorneys.csv", .string(attorneys))])
    var object: JSONObject = [("files", files)]
    for member in more.members { object[member.key] = member.value }
    return ByteBuffer(string: JSONValue.object(object).compactText)
  }

  /// Waits until `condition` holds; a test that fails ends after half a minute.
  static func until(_ condition: @escaping @Sendable () async -> Bool) async throws {
    for _ in 0..<3_000 {
      if await condition() { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw StillWaiting()
  }

  struct StillWaiting: Error {}
}

extension TestResponse {
  /// The body, read strictly.
  var json: JSONValue { get throws { try JSONValue.parse(Array(body.readableBytesView)) } }
  /// `error.code`.
  var code: String? { get throws { try json["error"]?["code"]?.stringValue } }
}
