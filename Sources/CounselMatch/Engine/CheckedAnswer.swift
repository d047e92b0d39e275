import AssignmentCore

/// What a solver answered, after the verifier accepted it.
struct CheckedAnswer {
  var solver: String
  var fallback: String?
  var outcome: SolveOutcome
  var verdict: Verdict
}
