internal import CounselMatch

/// How an intake form's export becomes a table: which column is filled from which, and what the form's words mean.
struct ImportMap {
  static let schema = "counselmatch.map/1"

  /// How the form writes dates.
  enum DateForm: String, CaseIterable {
    case yearFirst = "yyyy-mm-dd"
    case monthFirst = "m/d/yyyy"
    case dayFirst = "d/m/yyyy"
    case dotted = "d.m.yyyy"
  }

  /// What the form's dates carry behind the day.
  enum TimeOfDay: String, CaseIterable {
    case absent
    case dropped
  }

  enum Table: String, CaseIterable {
    case survivors
    case attorneys

    var schema: TableSchema { self == .survivors ? .survivors : .attorneys }
  }

  /// Where the cells of one column come from.
  struct Column {
    let target: String
    /// Columns of the form; several only for lists.
    var sources: [String] = []
    /// The same text in every row.
    var constant: String?
    /// Ids are made: this letter and the row's number.
    var generated: String?
    /// What the form's answers mean, by the answer in lower case; nil: answers are taken as they are.
    var values: [String: String]?
  }

  var table = Table.survivors
  var dates = DateForm.yearFirst
  var timeOfDay = TimeOfDay.absent
  /// What stands between the parts of a list in the form.
  var separator = ";"
  var asOf: Day?
  var columns: [Column] = []
}

/// The kinds of cells, by what may come through.
enum ImportKind {
  /// An id that says nothing about anybody.
  case opaque
  case languages
  case jurisdiction
  case admissions
  case date
  case integer
  case word([String])
  /// Only what the map's `values` give: nothing of the form's own text.
  case closed

  init(_ target: String, in table: ImportMap.Table) {
    switch target {
    case "id", "household", "firm": self = .opaque
    case "languages": self = .languages
    case "jurisdiction": self = .jurisdiction
    case "admissions": self = .admissions
    case "registered", "deadline", "consent_until", "training_date", "training_expires", "available_from",
      "available_until":
      self = .date
    case "priority", "hours", "capacity", "minimum", "active_load", "experience": self = .integer
    case "matter": self = .word(Matter.allCases.map(\.rawValue))
    case "trauma_training" where table == .survivors: self = .word(TrainingNeed.allCases.map(\.rawValue))
    case "trauma_training": self = .word(TrainingStatus.allCases.map(\.rawValue))
    case "interpreter": self = .word(InterpreterWish.allCases.map(\.rawValue))
    case "meeting": self = .word(Meeting.allCases.map(\.rawValue))
    case "attorney_gender": self = .word(["any"] + Gender.allCases.map(\.rawValue))
    case "gender": self = .word(Gender.allCases.map(\.rawValue))
    case "household_wish": self = .word(HouseholdWish.allCases.map(\.rawValue))
    case "co_counsel": self = .word(CoCounselWord.allCases.map(\.rawValue))
    case "may_match": self = .word(["yes", "hold"])
    default: self = .closed
    }
  }

  var isList: Bool {
    switch self {
    case .languages, .admissions, .closed: true
    default: false
    }
  }
}
