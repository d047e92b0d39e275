import Hummingbird
import HummingbirdTesting
import IntakeService
import MatchDatasets
import Testing

struct MatchingTests {
  @Test func aPlanComesWithTheRequest() async throws {
    try await Fixture().run { _, client in
      let answer = try await client.execute(uri: "/v1/matchings?wait=true", method: .post, body: Fixture.body())
      #expect(answer.status == .ok && answer.headers[.cacheControl] == "no-store")
      let plan = try answer.json
      #expect(plan["status"]?.stringValue == "optimal" && plan["certificate"]?.stringValue == "verified")
      #expect(plan["notice"]?.stringValue?.hasPrefix("Proposal.") == true)
      let pairs = plan["pairs"]?.arrayValue ?? []
      #expect(pairs.compactMap { $0["survivor"]?.stringValue }.contains("CANARY-S1") && pairs.count == 2)
      #expect(plan["unmatched"]?.arrayValue?.count == 3)
    }
  }

  @Test func aPlanIsFetchedLater() async throws {
    try await Fixture().run { _, client in
      let accepted = try await client.execute(uri: "/v1/matchings", method: .post, body: Fixture.body())
      #expect(accepted.status == .accepted)
      let address = try #require(accepted.headers[.location])
      try await Fixture.until {
        let answer = try? await client.execute(uri: address, method: .get)
        return (try? answer?.json["state"]?.stringValue) == "finished"
      }
      let plan = try await client.execute(uri: address, method: .get).json
      #expect(plan["id"]?.stringValue.map { address.hasSuffix($0) } == true)
      #expect(plan["levels"]?.arrayValue?.first?["value"]?.intValue == 2)
    }
  }

  @Test func explanationsHaveTwoViews() async throws {
    try await Fixture().run { _, client in
      let plan = try await client.execute(uri: "/v1/matchings?wait=true", method: .post, body: Fixture.body())
      let address = "/v1/matchings/\(try plan.json["id"]?.stringValue ?? "")/explanations"
      for _ in 0..<2 {
        let coordinator = try await client.execute(uri: address, method: .get).json
        let reasons = (coordinator["unmatched"]?.arrayValue ?? []).compactMap { $0["class"]?.stringValue }
        #expect(reasons.count == 3 && reasons.contains("bottleneck") && reasons.contains("nobody-eligible"))
        #expect(coordinator["schema"]?.stringValue == "counselmatch.explain/1")
      }
      let shareable = try await client.execute(uri: address + "?view=shareable&language=es", method: .get)
      #expect(try shareable.json["language"]?.stringValue == "es")
      #expect(!String(buffer: shareable.body).contains("CANARY"))
      let wrong = try await client.execute(uri: address + "?view=everything", method: .get)
      #expect(try wrong.status == .badRequest && wrong.code == "request.query")
    }
  }

  @Test func everyFaultOfADatasetIsListed() async throws {
    try await Fixture().run { _, client in
      let rows = Fixture.survivors + "CANARY-S1,XX,es,federal,required,-3\n"
      let answer = try await client.execute(
        uri: "/v1/matchings", method: .post, body: Fixture.body(survivors: rows))
      #expect(try answer.status == .unprocessableContent && answer.code == "dataset.invalid")
      let codes = (try answer.json["faults"]?.arrayValue ?? []).compactMap { $0["code"]?.stringValue }
      #expect(codes.contains("id.duplicate") && codes.contains("number.format") && codes.count >= 3)
      #expect(!String(buffer: answer.body).contains("CANARY"))
    }
  }

  @Test func requestsThatCannotBeReadAreRefused() async throws {
    try await Fixture().run { _, client in
      let bodies: [(String, String)] = [
        ("{", "request.json"), ("[]", "request.type"), (#"{"files":{},"fles":1}"#, "request.unknownKey"),
        (#"{"files":{"notes.txt":""}}"#, "request.unknownFile"), (#"{"files":{"survivors.csv":1}}"#, "request.type"),
        (#"{"files":{},"timeLimit":0}"#, "request.type"), (#"{"files":{},"seed":-1}"#, "request.type"),
        (#"{"files":{}}"#, "dataset.invalid"),
      ]
      for (body, code) in bodies {
        let answer = try await client.execute(
          uri: "/v1/matchings", method: .post, body: ByteBuffer(string: body))
        #expect(try answer.code == code, "\(body)")
      }
      let lost = try await client.execute(uri: "/v1/matchings/0", method: .get)
      #expect(try lost.status == .notFound && lost.code == "matching.unknown")
      #expect(try await client.execute(uri: "/nowhere", method: .get).code == "request.http")
    }
  }

  @Test func solversRefuseWithTheirOwnCodes() async throws {
    try await Fixture().run { _, client in
      let unknown = try await client.execute(
        uri: "/v1/matchings?wait=true", method: .post, body: Fixture.body([("solver", "oracle")]))
      #expect(try unknown.status == .unprocessableContent && unknown.code == "solver.unavailable")
      let policy = Fixture.body([("solver", "greedy"), ("files", Self.loadLevelled)])
      let cannot = try await client.execute(uri: "/v1/matchings?wait=true", method: .post, body: policy)
      #expect(try cannot.code == "solver.cannot")
    }
  }

  private static var loadLevelled: JSONValue {
    .object([
      ("survivors.csv", .string(Fixture.survivors)), ("attorneys.csv", .string(Fixture.attorneys)),
      ("policy.json", .object([("levels", ["served", "load"])])),
    ])
  }
}
