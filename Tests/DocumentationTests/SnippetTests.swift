import Foundation
import Testing

/// Every piece of Swift in the documentation stands, word for word, in a test that is compiled and run.
struct SnippetTests {
  private static let root = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }

  /// Files below a folder with this ending, by path.
  private static func files(_ folder: String, _ ending: String) -> [URL] {
    let base = root.appending(path: folder)
    let all = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return all.filter { $0.pathExtension == ending }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Lines without what they are indented by, empty ones left out.
  private static func lines(_ text: some StringProtocol) -> [String] {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  @Test func everySnippetStandsInATest() throws {
    let tests = try Self.files("Tests", "swift").map { url in
      "\n" + Self.lines(try String(contentsOf: url, encoding: .utf8)).joined(separator: "\n") + "\n"
    }
    var count = 0
    for article in Self.files("Sources", "md") {
      let text = try String(contentsOf: article, encoding: .utf8)
      for block in text.components(separatedBy: "```swift\n").dropFirst() {
        let snippet = Self.lines(block.components(separatedBy: "```")[0]).joined(separator: "\n")
        count += 1
        #expect(
          tests.contains { $0.contains("\n" + snippet + "\n") },
          "\(article.lastPathComponent): no test has these lines:\n\(snippet)")
      }
    }
    #expect(count >= 25)
  }

  /// A catalogue with a landing page for every library product.
  @Test func everyProductHasACatalogue() throws {
    let manifest = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
    let products = manifest.matches(of: /\.library\(name: "(\w+)"/).map { String($0.1) }
    #expect(products.count >= 11)
    for product in products {
      let page = Self.root.appending(path: "Sources/\(product)/\(product).docc/\(product).md")
      let text = try? String(contentsOf: page, encoding: .utf8)
      #expect(text?.hasPrefix("# ``\(product)``\n") == true, "\(product)")
      #expect(text?.contains("\n## Topics\n") == true, "\(product)")
    }
    let makefile = try String(contentsOf: Self.root.appending(path: "Makefile"), encoding: .utf8)
    let documented = makefile.split(separator: "\n").first { $0.hasPrefix("LIBRARIES") } ?? ""
    #expect(Set(documented.split(separator: " ").dropFirst(2).map(String.init)) == Set(products))
  }
}
