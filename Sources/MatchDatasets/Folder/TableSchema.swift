internal import CounselMatch

/// The columns of a table, by their names in the format.
package struct TableSchema: Sendable {
  let table: InputTable
  package let required: [String]
  package let optional: [String]
  /// Columns beginning with `audit_` are kept.
  var hasAudit = false

  /// The file's name.
  package var name: String { table.rawValue }
  var columns: [String] { required + optional }

  static let survivors = TableSchema(
    table: .survivors, required: ["id", "jurisdiction", "languages", "matter", "trauma_training"],
    optional: [
      "interpreter", "meeting", "attorney_gender", "needs", "priority", "hours", "household", "household_wish",
      "registered", "deadline", "may_match", "consent_until", "co_counsel",
    ],
    hasAudit: true)
  static let attorneys = TableSchema(
    table: .attorneys, required: ["id", "admissions", "languages", "capacity", "trauma_training"],
    optional: [
      "firm", "minimum", "hours", "training_date", "training_expires", "meeting", "gender", "offers", "active_load",
      "available_from", "available_until", "experience", "supervision",
    ])
  static let firms = TableSchema(table: .firms, required: ["id"], optional: ["capacity", "minimum"])
  static let exclusions = TableSchema(
    table: .exclusions, required: ["survivor"], optional: ["attorney", "firm"])
  static let pins = TableSchema(table: .pins, required: ["survivor", "attorney"], optional: [])
  static let scores = TableSchema(table: .scores, required: ["survivor", "attorney", "points"], optional: [])

  static let quotas = TableSchema(
    table: .quotas, required: ["column", "value"], optional: ["firm", "minimum", "maximum"])

  func isAudit(_ name: String) -> Bool { hasAudit && name.utf8.starts(with: "audit_".utf8) && name.utf8.count > 6 }
}
