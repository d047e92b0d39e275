internal import CounselMatch

/// What cells of survivors' columns have said so far.
struct SurvivorCells: Sendable {
  var matter: CellMemo<Matter?>
  var place: CellMemo<Jurisdiction?>
  var languages: CellMemo<[Language]>
  var training: CellMemo<TrainingNeed>
  var interpreter: CellMemo<InterpreterWish>
  var meeting: CellMemo<Meeting>
  var gender: CellMemo<Gender?>
  var needs: CellMemo<[String]>
  var priority: CellMemo<Int>
  var hours: CellMemo<Int?>
  var wish: CellMemo<HouseholdWish>
  var registered: CellMemo<Day?>
  var deadline: CellMemo<Day?>
  var mayMatch: CellMemo<Bool>
  var consent: CellMemo<Day?>
  var coCounsel: CellMemo<CoCounsel?>
  var audit: AuditCells

  init(_ reader: TableReader) {
    matter = CellMemo("matter", in: reader)
    place = CellMemo("jurisdiction", in: reader)
    languages = CellMemo("languages", in: reader)
    training = CellMemo("trauma_training", in: reader)
    interpreter = CellMemo("interpreter", in: reader)
    meeting = CellMemo("meeting", in: reader)
    gender = CellMemo("attorney_gender", in: reader)
    needs = CellMemo("needs", in: reader)
    priority = CellMemo("priority", in: reader)
    hours = CellMemo("hours", in: reader)
    wish = CellMemo("household_wish", in: reader)
    registered = CellMemo("registered", in: reader)
    deadline = CellMemo("deadline", in: reader)
    mayMatch = CellMemo("may_match", in: reader)
    consent = CellMemo("consent_until", in: reader)
    coCounsel = CellMemo("co_counsel", in: reader)
    audit = AuditCells(reader)
  }
}

/// What cells of attorneys' columns have said so far.
struct AttorneyCells: Sendable {
  var admissions: CellMemo<[Admission]>
  var languages: CellMemo<[SpokenLanguage]>
  var capacity: CellMemo<Int>
  var training: CellMemo<TrainingStatus?>
  var minimum: CellMemo<Int>
  var hours: CellMemo<Int?>
  var trainingDate: CellMemo<Day?>
  var trainingExpires: CellMemo<Day?>
  var meeting: CellMemo<Meeting?>
  var gender: CellMemo<Gender?>
  var offers: CellMemo<[String]>
  var activeLoad: CellMemo<Int>
  var availableFrom: CellMemo<Day?>
  var availableUntil: CellMemo<Day?>
  var experience: CellMemo<Int>
  var supervision: CellMemo<Int>

  init(_ reader: TableReader) {
    admissions = CellMemo("admissions", in: reader)
    languages = CellMemo("languages", in: reader)
    capacity = CellMemo("capacity", in: reader)
    training = CellMemo("trauma_training", in: reader)
    minimum = CellMemo("minimum", in: reader)
    hours = CellMemo("hours", in: reader)
    trainingDate = CellMemo("training_date", in: reader)
    trainingExpires = CellMemo("training_expires", in: reader)
    meeting = CellMemo("meeting", in: reader)
    gender = CellMemo("gender", in: reader)
    offers = CellMemo("offers", in: reader)
    activeLoad = CellMemo("active_load", in: reader)
    availableFrom = CellMemo("available_from", in: reader)
    availableUntil = CellMemo("available_until", in: reader)
    experience = CellMemo("experience", in: reader)
    supervision = CellMemo("supervision", in: reader)
  }
}

/// What the audit columns have said so far; people with equal cells share one dictionary.
struct AuditCells: Sendable {
  /// What a cell says, and its number among those of all columns; 0 for none.
  private struct Cell: Sendable {
    var text: String
    var number: UInt64
  }

  private let columns: [(name: String, column: Int)]
  private var memos: [CellMemo<Cell>]
  /// Cells by number, from 1.
  private var texts: [String] = []
  private var known: [UInt64: [String: String]] = [:]
  /// Numbers of so many columns fit one word.
  private static let mostColumns = 4
  private static let mostTexts = 1 << 16

  init(_ reader: TableReader) {
    columns = reader.audit
    memos = columns.map { CellMemo(column: $0.column) }
  }

  /// The audit cells of the reader's row by the columns' names; `unknown` for an empty one.
  mutating func values(_ reader: inout TableReader) -> [String: String] {
    guard !columns.isEmpty else { return [:] }
    var key: UInt64 = 0
    var own: [String: String]?
    for index in columns.indices {
      let cell = cell(index, &reader)
      if own == nil, cell.number > 0 {
        key = key << 16 | cell.number
      } else {
        if own == nil { own = shared(key, count: index) }
        own?[columns[index].name] = cell.text
      }
    }
    if let own { return own }
    if let found = known[key] { return found }
    let values = shared(key, count: columns.count)
    if known.count < Self.mostTexts { known[key] = values }
    return values
  }

  private mutating func cell(_ index: Int, _ reader: inout TableReader) -> Cell {
    let place = columns[index]
    let isNumbered = texts.count < Self.mostTexts - 1 && columns.count <= Self.mostColumns
    let next = UInt64(texts.count + 1)
    let cell = memos[index].value(&reader) { reader in
      let text = reader.text(at: place.column, name: place.name)
      return Cell(text: text.isEmpty ? "unknown" : text, number: isNumbered ? next : 0)
    }
    if cell.number == next { texts.append(cell.text) }
    return cell
  }

  /// The cells of the first columns, by their numbers in the key.
  private func shared(_ key: UInt64, count: Int) -> [String: String] {
    var values: [String: String] = [:]
    for index in 0..<count {
      let number = key >> (16 * UInt64(count - 1 - index)) & 0xFFFF
      values[columns[index].name] = texts[Int(number) - 1]
    }
    return values
  }
}
