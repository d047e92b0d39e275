/// Compares measured rows with a baseline: level values exactly, counters within a tolerance.
public enum RegressionCheck {
  /// One thing that moved.
  public struct Finding: Sendable, Hashable {
    /// In which way it moved.
    public enum Kind: String, Sendable, Hashable {
      /// A level has another value.
      case value
      /// A counter left the band around the baseline.
      case counter
      /// Slower against the reference kernel than the machine class allows.
      case time
      /// More memory than the machine class allows.
      case memory
      /// The baseline has a row or figure that was not measured.
      case missing
      /// A row or figure was measured that the baseline does not have: run `bench --update`.
      case unknown
    }

    /// In which way it moved.
    public var kind: Kind
    /// The dataset's name.
    public var dataset: String
    /// The solver's name.
    public var solver: String
    /// The level or counter, or `the row`.
    public var figure: String
    /// The committed number; nil: there is none.
    public var baseline: Int64?
    /// The measured number; nil: there is none.
    public var measured: Int64?

    /// One line: what moved, from what to what, by how much.
    public var text: String {
      let place = "\(dataset) × \(solver): \(figure)"
      guard let baseline, let measured else {
        return kind == .missing ? "\(place) is in the baseline but was not measured" : "\(place) is not in the baseline"
      }
      let hundredfold = Int64(clamping: 100 * (Int128(measured) - Int128(baseline)))
      let change = FixedNumber.ratio(hundredfold, max(1, Int64(clamping: baseline.magnitude)), places: 1)
      return "\(place) was \(baseline), is \(measured) (\(change) %)"
    }
  }

  /// Counters may differ from the baseline by this many per cent.
  public static let tolerancePercent: Int64 = 5

  /// - Returns: what moved, in the order of the measured rows, then what is missing.
  public static func compare(measured: [RegressionRow], baseline: RegressionBaseline) -> [Finding] {
    var findings: [Finding] = []
    for row in measured {
      let known = baseline.rows.first { $0.dataset == row.dataset && $0.solver == row.solver }
      guard let known else {
        findings.append(Finding(kind: .unknown, dataset: row.dataset, solver: row.solver, figure: "the row"))
        continue
      }
      findings += figures(row, row.levels, known.levels, .value) { $0 == $1 }
      findings += figures(row, row.counters, known.counters, .counter) { measured, baseline in
        let moved = (Int128(measured) - Int128(baseline)).magnitude
        return 100 * moved <= UInt128(tolerancePercent) * UInt128(baseline.magnitude)
      }
    }
    for known in baseline.rows
    where !measured.contains(where: { $0.dataset == known.dataset && $0.solver == known.solver }) {
      findings.append(Finding(kind: .missing, dataset: known.dataset, solver: known.solver, figure: "the row"))
    }
    return findings
  }

  private static func figures(
    _ row: RegressionRow, _ measured: [RegressionRow.Figure], _ baseline: [RegressionRow.Figure],
    _ kind: Finding.Kind, holds: (Int64, Int64) -> Bool
  ) -> [Finding] {
    func finding(_ kind: Finding.Kind, _ name: String, _ old: Int64?, _ new: Int64?) -> Finding {
      Finding(kind: kind, dataset: row.dataset, solver: row.solver, figure: name, baseline: old, measured: new)
    }
    var findings: [Finding] = []
    for figure in measured {
      guard let old = baseline.first(where: { $0.name == figure.name })?.value else {
        findings.append(finding(.unknown, figure.name, nil, figure.value))
        continue
      }
      if !holds(figure.value, old) { findings.append(finding(kind, figure.name, old, figure.value)) }
    }
    for figure in baseline where !measured.contains(where: { $0.name == figure.name }) {
      findings.append(finding(.missing, figure.name, figure.value, nil))
    }
    return findings
  }
}
