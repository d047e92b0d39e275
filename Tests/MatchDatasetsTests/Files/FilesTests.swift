import CounselMatch
import Foundation
import MatchDatasets
import Testing

/// Runs `body` with the path of a new folder and removes it afterwards.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("counselmatch-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}

func names(_ path: String) -> [String] {
  ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
}

private func failure(_ files: [OutputFile], to path: String, force: Bool = false) -> WriteFailure? {
  do throws(WriteFailure) {
    try OutputFolder.write(files, to: path, force: force)
    return nil
  } catch {
    return error
  }
}

private func faults(_ path: String, cap: Int = InputFile.byteCap) -> [String] {
  do throws(InvalidInput) {
    _ = try InputFile.read(path, cap: cap)
    return []
  } catch {
    return error.faults.map(\.code)
  }
}

@Suite("Files are read whole and written whole")
struct FilesTests {
  @Test func writtenFilesReadBack() throws {
    try withFolder { folder in
      try OutputFolder.write(
        [OutputFile(name: "a.csv", text: "id\n"), OutputFile(name: "b", bytes: [])], to: "\(folder)/new/deep")
      #expect(try InputFile.read("\(folder)/new/deep/a.csv") == Array("id\n".utf8))
      #expect(try InputFile.read("\(folder)/new/deep/b").isEmpty)
      #expect(names("\(folder)/new/deep") == ["a.csv", "b"])
    }
  }

  @Test(arguments: ["../x", "/etc/x", "a/b", "..", ".", "", "a\\b", "a\0b"])
  func case72_namesThatLeaveTheFolder(name: String) throws {
    try withFolder { folder in
      #expect(
        failure([OutputFile(name: "ok", text: "1"), OutputFile(name: name, text: "2")], to: folder)?.kind == .refused)
      #expect(names(folder).isEmpty)
    }
  }

  @Test func case72_linksAreNotFollowed() throws {
    try withFolder { folder in
      try OutputFolder.write([OutputFile(name: "real", text: "old")], to: folder)
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "\(folder)/real")
      #expect(failure([OutputFile(name: "link", text: "new")], to: folder, force: true)?.kind == .refused)
      #expect(try InputFile.read("\(folder)/real") == Array("old".utf8))
      try FileManager.default.createDirectory(atPath: "\(folder)/d", withIntermediateDirectories: false)
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/dl", withDestinationPath: "\(folder)/d")
      #expect(failure([OutputFile(name: "x", text: "new")], to: "\(folder)/dl")?.kind == .refused)
      #expect(failure([OutputFile(name: "d", text: "new")], to: folder, force: true)?.kind == .refused)
    }
  }

  @Test func case73_existingFilesStayUnlessForced() throws {
    try withFolder { folder in
      try OutputFolder.write([OutputFile(name: "b", text: "old")], to: folder)
      let set = [OutputFile(name: "a", text: "new"), OutputFile(name: "b", text: "new")]
      let refused = failure(set, to: folder)
      #expect(refused?.kind == .exists)
      #expect(refused?.file == "b")
      #expect(names(folder) == ["b"])
      try OutputFolder.write(set, to: folder, force: true)
      #expect(names(folder) == ["a", "b"])
      #expect(try InputFile.read("\(folder)/b") == Array("new".utf8))
    }
  }

  @Test func case74_aFailureLeavesNothingBehind() throws {
    try withFolder { folder in
      let long = String(repeating: "x", count: 300)
      let set = [OutputFile(name: "a", text: "1"), OutputFile(name: long, text: "2")]
      #expect(failure(set, to: folder)?.kind == .failed)
      #expect(names(folder).isEmpty)
      try OutputFolder.write([OutputFile(name: "file", text: "1")], to: folder)
      #expect(failure(set, to: "\(folder)/file")?.kind == .exists)
      #expect(failure(set, to: "\(folder)/file/below")?.kind == .failed)
    }
  }

  @Test func missingFile() throws {
    try withFolder { folder in
      #expect(faults("\(folder)/none.csv") == ["file.missing"])
    }
  }

  @Test func case84_notARegularFile() throws {
    try withFolder { folder in
      #expect(faults(folder) == ["file.notRegular"])
      #expect(faults("/dev/zero") == ["file.notRegular"])
      #expect(unsafe mkfifo("\(folder)/pipe", 0o600) == 0)
      #expect(faults("\(folder)/pipe") == ["file.notRegular"])
    }
  }

  @Test func case82_byteCap() throws {
    try withFolder { folder in
      try OutputFolder.write([OutputFile(name: "a", text: "12345")], to: folder)
      #expect(faults("\(folder)/a", cap: 4) == ["size.limit"])
      #expect(faults("\(folder)/a", cap: 5).isEmpty)
    }
  }

  @Test func case83_fileThatChangesDuringTheRead() throws {
    try withFolder { folder in
      let path = "\(folder)/a"
      try OutputFolder.write([OutputFile(name: "a", text: "12345")], to: folder)
      do throws(InvalidInput) {
        _ = try InputFile.read(path, name: "a", cap: 100) {
          try? Data("123456".utf8).write(to: URL(fileURLWithPath: path))
        }
        Issue.record("The change went unnoticed.")
      } catch {
        #expect(error.faults.map(\.code) == ["file.changed"])
      }
    }
  }

  @Test func linksToRegularFilesAreRead() throws {
    try withFolder { folder in
      try OutputFolder.write([OutputFile(name: "a", text: "12345")], to: folder)
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "\(folder)/a")
      #expect(try InputFile.read("\(folder)/link").count == 5)
    }
  }
}
