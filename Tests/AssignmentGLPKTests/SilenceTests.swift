import AssignmentCore
import AssignmentGLPK
import Testing

/// Nothing on stdout or stderr, looked at from outside a process of its own.
struct SilenceTests {
  @Test(.enabled(if: GLPKCall.isAvailable, "needs the trait GLPK"))
  func misuseAndSolvesWriteNothing() async {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardOutputContent, \.standardErrorContent]
    ) {
      for which in 0..<GLPKCall.misuses { #expect(GLPKCall.provoke(which) != nil) }
      for hours in [false, true] {
        let problem = try LimitTests.wide(12, 3, hours: hours)
        for route in GLPKSolver.Route.allCases {
          let outcome = try GLPKSolver(route: route).solve(problem, limits: .none)
          #expect(outcome.assignment != nil)
        }
      }
      for which in 0..<GLPKCall.misuses { #expect(GLPKCall.provoke(which) != nil) }
    }
    #expect(result.map { Array($0.standardOutputContent) } == [])
    #expect(result.map { Array($0.standardErrorContent) } == [])
  }

  /// The observation itself works: what a child writes is seen.
  @Test func whatAChildWritesIsSeen() async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) { print("heard") }
    #expect(result.map { String(decoding: $0.standardOutputContent, as: UTF8.self).contains("heard") } == true)
  }
}
