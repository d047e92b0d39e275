import AssignmentCore
import Hummingbird
import HummingbirdTesting
import IntakeService
import MatchDatasets
import NIOCore
import NIOPosix
import Testing

struct LimitTests {
  private static let patient = Fixture.body([("solver", "patient")])

  @Test func bodiesAndPeopleAreLimited() async throws {
    var limits = ServiceLimits()
    limits.bodyBytes = 2_000
    limits.people = 6
    try await Fixture(limits).run { _, client in
      let long = ByteBuffer(repeating: 0x20, count: 2_001)
      let tooLong = try await client.execute(uri: "/v1/matchings", method: .post, body: long)
      #expect(try tooLong.status == .contentTooLarge && tooLong.code == "service.bodyLimit")
      let tooMany = try await client.execute(uri: "/v1/matchings", method: .post, body: Fixture.body())
      #expect(try tooMany.status == .contentTooLarge && tooMany.code == "service.peopleLimit")
    }
  }

  @Test func moreSolvesThanPlacesAreSentAway() async throws {
    var limits = ServiceLimits()
    (limits.concurrentSolves, limits.waiting) = (1, 1)
    try await Fixture(limits).run { service, client in
      for _ in 0..<2 {
        #expect(try await client.execute(uri: "/v1/matchings", method: .post, body: Self.patient).status == .accepted)
      }
      try await Fixture.until { service.patient.begun == 1 }
      let third = try await client.execute(uri: "/v1/matchings", method: .post, body: Self.patient)
      #expect(try third.status == .serviceUnavailable && third.code == "service.busy")
      #expect(third.headers[.retryAfter] != nil)
      await service.store.close()
      try await Fixture.until { service.patient.cancelled == 2 }
    }
  }

  @Test func deletingStopsTheSolveAndForgets() async throws {
    try await Fixture().run { service, client in
      let accepted = try await client.execute(uri: "/v1/matchings", method: .post, body: Self.patient)
      let address = try #require(accepted.headers[.location])
      try await Fixture.until { service.patient.begun == 1 }
      let early = try await client.execute(uri: address + "/explanations", method: .get)
      #expect(try early.status == .conflict && early.code == "matching.unfinished")
      #expect(try await client.execute(uri: address, method: .delete).status == .noContent)
      try await Fixture.until { service.patient.cancelled == 1 }
      #expect(try await client.execute(uri: address, method: .get).status == .notFound)
      #expect(try await client.execute(uri: address, method: .delete).status == .notFound)
    }
  }

  @Test func stoppingKeepsTheBestPlanSoFar() async throws {
    try await Fixture().run { service, client in
      let accepted = try await client.execute(uri: "/v1/matchings", method: .post, body: Self.patient)
      let address = try #require(accepted.headers[.location])
      try await Fixture.until { service.patient.begun == 1 }
      #expect(try await client.execute(uri: address + "/stop", method: .post).status == .accepted)
      try await Fixture.until {
        let answer = try? await client.execute(uri: address, method: .get)
        return (try? answer?.json["state"]?.stringValue) == "finished"
      }
      let plan = try await client.execute(uri: address, method: .get).json
      #expect(plan["status"]?.stringValue == "feasible" && plan["termination"]?.stringValue == "cancelled")
      #expect(plan["certificate"]?.stringValue == "none" && plan["pairs"]?.arrayValue?.isEmpty == false)
    }
  }

  /// Over a socket of its own that is closed while the solver works.
  @Test func aClientThatGoesAwayStopsItsSolve() async throws {
    try await Fixture().run { service, client in
      let port = try #require(client.port)
      let bootstrap = ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      let channel = try await bootstrap.connect(host: "127.0.0.1", port: port).get()
      var request = ByteBuffer(
        string: "POST /v1/matchings?wait=true HTTP/1.1\r\nhost: test\r\n"
          + "content-length: \(Self.patient.readableBytes)\r\n\r\n")
      request.writeImmutableBuffer(Self.patient)
      try await channel.writeAndFlush(request).get()
      try await Fixture.until { service.patient.begun == 1 }
      #expect(service.patient.cancelled == 0)
      try await channel.close().get()
      try await Fixture.until { service.patient.cancelled == 1 }
      try await Fixture.until { await service.store.counts == (0, 0) }
    }
  }

  @Test func closingAnswersWhoWaitsAndRefusesWhoComes() async throws {
    try await Fixture().run { service, client in
      async let waiting = client.execute(uri: "/v1/matchings?wait=true", method: .post, body: Self.patient)
      try await Fixture.until { service.patient.begun == 1 }
      await service.store.close()
      #expect(try await waiting.json["termination"]?.stringValue == "cancelled")
      let late = try await client.execute(uri: "/v1/matchings", method: .post, body: Fixture.body())
      #expect(try late.status == .serviceUnavailable && late.code == "service.stopping")
    }
  }

  @Test func finishedMatchingsAreKeptForAWhileOnly() async throws {
    var limits = ServiceLimits()
    (limits.kept, limits.keptSeconds) = (2, 60)
    try await Fixture(limits).run { service, client in
      for _ in 0..<3 {
        let answer = try await client.execute(uri: "/v1/matchings?wait=true", method: .post, body: Fixture.body())
        #expect(answer.status == .ok)
      }
      #expect(await service.store.counts.kept == 2)
      await service.store.expire(at: .now + .seconds(59))
      #expect(await service.store.counts.kept == 2)
      await service.store.expire(at: .now + .seconds(60))
      #expect(await service.store.counts.kept == 0)
    }
  }
}
