import Hummingbird
import HummingbirdTesting
import IntakeService
import MatchDatasets
import Testing

struct PrivacyTests {
  /// Every kind of request, and then no line holds an id, a cell, or an address with what stands in it.
  @Test func logsHoldNobody() async throws {
    let service = Fixture()
    try await service.run { _, client in
      let plan = try await client.execute(uri: "/v1/matchings?wait=true", method: .post, body: Fixture.body())
      let id = try plan.json["id"]?.stringValue ?? ""
      _ = try await client.execute(uri: "/v1/matchings/\(id)/explanations?view=coordinator", method: .get)
      _ = try await client.execute(uri: "/v1/matchings/CANARY-S1?survivor=CANARY-S1", method: .get)
      _ = try await client.execute(uri: "/CANARY-path", method: .get)
      let faulty = Fixture.survivors + "CANARY-S1,CANARY-state,CANARY-language,x,y,z\n"
      _ = try await client.execute(uri: "/v1/matchings", method: .post, body: Fixture.body(survivors: faulty))
      _ = try await client.execute(
        uri: "/v1/matchings", method: .post, body: ByteBuffer(string: #"{"CANARY-key":1}"#))
      _ = try await client.execute(
        uri: "/v1/matchings?wait=true", method: .post, body: Fixture.body([("solver", "CANARY-solver")]))
    }
    let lines = service.log.all
    #expect(lines.count { $0.contains(#""event":"request""#) } == 7)
    #expect(lines.contains { $0.contains(#""route":"/v1/matchings/{id}/explanations""#) })
    #expect(lines.contains { $0.contains(#""event":"matching""#) && $0.contains(#""status":"optimal""#) })
    for line in lines {
      #expect(!line.contains("CANARY") && !line.contains("127.0.0.1:"), "\(line)")
      let value = try JSONValue.parse(line)
      #expect(value["time"]?.stringValue != nil && value["level"]?.stringValue != nil)
    }
  }

  @Test func aTokenIsAskedFor() async throws {
    try await Fixture(token: "right").run { _, client in
      for header in [nil, "right", "Bearer wrong", "Bearer righ", "Bearer rightly"] {
        let headers: HTTPFields = header.map { [.authorization: $0] } ?? [:]
        let answer = try await client.execute(
          uri: "/v1/matchings", method: .post, headers: headers, body: Fixture.body())
        #expect(try answer.status == .unauthorized && answer.code == "service.unauthorized")
      }
      let answer = try await client.execute(
        uri: "/v1/matchings", method: .post, headers: [.authorization: "Bearer right"], body: Fixture.body())
      #expect(answer.status == .accepted)
      #expect(try await client.execute(uri: "/health", method: .get).status == .ok)
    }
  }
}
