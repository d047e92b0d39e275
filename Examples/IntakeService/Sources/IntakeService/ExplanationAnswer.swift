internal import CounselMatch
internal import MatchDatasets
internal import MatchReports

/// Which explanation is asked for.
struct ExplanationChoice: Sendable, Hashable {
  enum View: String, Sendable, CaseIterable {
    /// Ids, chances and costs; not for passing on.
    case coordinator
    /// Counts that give nobody away.
    case shareable
  }

  var view = View.coordinator
  var language = ExplanationLanguage.english

  /// The keys of `counselmatch explain --json`, everybody at once.
  ///
  /// There is no address for one survivor: ids in a URL end in the logs of proxies.
  func answer(_ instance: CaseInstance, _ plan: MatchPlan) throws(ServiceError) -> JSONValue {
    do throws(ExplainFailure) {
      var explainer = try Explainer(instance, plan: plan)
      let explanation = explainer.explanation()
      let calls = explainer.phoneCalls()
      let found: JSONValue
      switch view {
      case .coordinator:
        let report = ExplanationReport(explanation, plan: plan, language: language)
        found = PhoneCallReport(calls, language: language).added(to: report.json)
      case .shareable:
        let report = ShareableExplanation(explanation, plan: plan, instance: instance, language: language)
        found = PhoneCallReport(calls, beside: report).added(to: report.json)
      }
      var object: JSONObject = [("schema", "counselmatch.explain/1")]
      for member in found.objectValue?.members ?? [] { object[member.key] = member.value }
      return .object(object)
    } catch {
      throw .failed(error)
    }
  }
}
