import CounselMatch
import MatchDatasets

/// The ids of survivors by row, for people who may see them: only `validate --with-ids` asks.
struct SurvivorIDs {
  private var ids: [Int: String] = [:]

  /// Rows whose id is itself at fault are left out: such an id may be a name or an address.
  init(folder: String, faults: [InputFault]) {
    let name = InputTable.survivors.rawValue
    guard let bytes = try? InputFile.read("\(folder)/\(name)", name: name),
      let table = CSVTable.read(bytes, file: name).table, let column = table.column("id")
    else { return }
    let doubtful = Set(faults.filter { $0.file == name && $0.code.hasPrefix("id.") }.compactMap(\.row))
    for row in 0..<table.count where !doubtful.contains(table.rowNumber(row)) {
      ids[table.rowNumber(row)] = table.text(row, column)
    }
  }

  func id(of fault: InputFault) -> String? {
    fault.file == InputTable.survivors.rawValue ? fault.row.flatMap { ids[$0] } : nil
  }
}
