import CounselMatch
import DocketStore
import Foundation

/// A folder that goes away with the value, and a small network to keep in it.
final class StoreFolder: Sendable {
  let url: URL
  static let day = Day(year: 2026, month: 1, day: 15) ?? Day(number: 0)

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "docket-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.appending(path: "network.docket").path }

  static func survivor(_ id: String) -> Survivor {
    Survivor(id: id, jurisdiction: "TX", languages: ["es"], matter: .federal, traumaTraining: .notNeeded)
  }

  static var tables: DocketTables {
    DocketTables(
      survivors: ["S1", "S2", "S3"].map { survivor($0) },
      attorneys: ["A1", "A2", "A3"].map { id in
        Attorney(
          id: id, firm: "F1", admissions: [Admission("TX")], languages: [SpokenLanguage("es")], capacity: 2,
          traumaTraining: .certified)
      })
  }

  func opened(_ options: SQLiteDocket.Options = SQLiteDocket.Options()) throws -> SQLiteDocket {
    let store = try SQLiteDocket.create(path, options: options)
    try store.record(.opened(Self.tables), id: "open", day: Self.day)
    return store
  }

  /// Every file in the folder that holds the bytes of a text.
  func files(holding text: String) throws -> [String] {
    let needle = Data(text.utf8)
    return try FileManager.default.contentsOfDirectory(atPath: url.path).sorted().filter { name in
      try Data(contentsOf: url.appending(path: name)).range(of: needle) != nil
    }
  }
}
