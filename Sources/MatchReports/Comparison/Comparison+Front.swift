internal import CounselMatch
internal import MatchDatasets

extension Comparison {
  /// For each row whether its plan is on the Pareto front of its dataset: no other plan is at least as good in every
  /// measure and better in one; nil where there is no plan.
  ///
  /// The measures are those of ``PlanMeasures``: served, served class by class, quality, lowest band, lowest rate of a
  /// group, load. Complexity: O(rows²).
  public var front: [Bool?] {
    rows.map { row in
      guard let measures = row.measures else { return nil }
      return !rows.contains { $0.dataset == row.dataset && ($0.measures?.dominates(measures) ?? false) }
    }
  }

  /// The first plan of the row's dataset: what prices are told against.
  private func reference(of row: ComparisonRow) -> PlanMeasures? {
    rows.first { $0.dataset == row.dataset && $0.measures != nil }?.measures
  }

  static let measureColumns = [
    "matched", "quality_sum", "lowest_band", "lowest_rate", "rate_gap", "load_squares", "price_people", "price_quality",
    "on_front",
  ]

  func measureCells(of row: ComparisonRow, isOnFront: Bool?) -> [String] {
    guard let measures = row.measures, let isOnFront, let reference = reference(of: row) else {
      return Self.measureColumns.map { _ in "" }
    }
    let isHidden = measures.isQualityWithheld
    let price = isHidden || reference.isQualityWithheld ? "withheld" : String(reference.quality - measures.quality)
    return [
      String(measures.served), isHidden ? "withheld" : String(measures.quality),
      measures.worst.map { String($0) } ?? "",
      measures.lowestRate?.description ?? "", measures.rateGap?.description ?? "", String(measures.load),
      String(reference.served - measures.served),
      price, isOnFront ? "yes" : "no",
    ]
  }

  func measures(_ measures: PlanMeasures, of row: ComparisonRow) -> JSONValue {
    let reference = reference(of: row) ?? measures
    let isHidden = measures.isQualityWithheld
    let classes = JSONValue.array(measures.classes.map { .int($0) })
    return .object([
      ("served", .int(measures.served)), ("classes", measures.areClassesWithheld ? .null : classes),
      ("quality", isHidden ? .null : .integer(measures.quality)),
      ("lowestBand", measures.worst.map { .integer($0) } ?? .null),
      ("lowestRate", .optional(measures.lowestRate?.description)),
      ("lowestRateValue", measures.lowestRate.map { .number($0.value) } ?? .null),
      ("rateGap", .optional(measures.rateGap?.description)),
      ("rateGapValue", measures.rateGap.map { .number($0.value) } ?? .null), ("load", .integer(measures.load)),
      ("pricePeople", .int(reference.served - measures.served)),
      (
        "priceQuality",
        isHidden || reference.isQualityWithheld ? .null : .integer(reference.quality - measures.quality)
      ),
    ])
  }

  /// Policies side by side: what each plan reached, what that costs against the dataset's first plan, and the front.
  var policyTable: ReportTable {
    let numbers = [
      "served", "lowest band", "lowest rate", "rate gap", "load", "quality", "price: people", "price: quality",
    ]
    var columns = ["dataset", "policy", "solver"].map { ReportTable.Column($0) }
    columns += numbers.map { ReportTable.Column($0, .right) }
    columns += [ReportTable.Column("front"), ReportTable.Column("solve (s)", .right)]
    columns += ["status", "certificate"].map { ReportTable.Column($0) }
    let front = front
    return ReportTable(
      columns: columns, rows: rows.indices.map { policyCells(of: rows[$0], isOnFront: front[$0]) })
  }

  private func policyCells(of row: ComparisonRow, isOnFront: Bool?) -> [String] {
    let cells = measureCells(of: row, isOnFront: isOnFront)
    func decimal(_ rate: Fraction?) -> String {
      rate.map { FixedNumber.ratio($0.numerator, $0.denominator, places: 3) } ?? ""
    }
    let rates = [decimal(row.measures?.lowestRate), decimal(row.measures?.rateGap)]
    let front = isOnFront.map { $0 ? "✓" : "" } ?? ""
    return [row.dataset, row.policy ?? "own", row.solver]
      + ([cells[0], cells[2]] + rates + [cells[5], cells[1], cells[6], cells[7]]).map { $0.isEmpty ? "–" : $0 }
      + [front] + ending(of: row)
  }

  var legend: String {
    guard rows.contains(where: { $0.policy != nil }) else {
      return "Values without a mark are proven optimal and verified; a value that ends in `?` is not proven."
    }
    return """
      What each plan reached, whatever the levels of its policy: people served; least score of the lowest band with a \
      pair; lowest rate of a shown group against what it could attain alone, and how far the highest lies above it; Σ (matched + active cases)² over \
      attorneys; Σ of scores; people and quality lost against the dataset's first plan. ✓: on the Pareto front, no \
      other plan of the dataset is at least as good in all of these and better in one. `verified`: every level of the \
      policy is proved.
      """
  }
}
