public import MatchReports
internal import Mustache

/// A comparison's report as one HTML page that loads nothing: styles and pictures are in it, there is no script.
///
/// It follows the reader's choice of light or dark, prints, and can be read with a keyboard and a screen reader. All text
/// of the data is escaped.
public struct ReportPage: Sendable {
  /// The whole page, UTF-8.
  public let html: String

  /// Lays out a document.
  ///
  /// - Parameter document: what `compare` or `merge` found.
  /// - Throws: ``PageFailure`` where the template in this library is broken, which its tests exclude.
  public init(_ document: ReportDocument) throws(PageFailure) {
    _ = Self.registered
    do {
      let template = try MustacheTemplate(string: PageTemplate.text)
      html = template.render(PageContent(document))
    } catch {
      throw .template
    }
  }

  /// Escaping of this package instead of the template library's: that one looks at characters as they are seen, and a
  /// quotation mark with a combining accent is none of its five.
  private static let registered: Void = MustacheContentTypes.register(ScalarHTML(), named: "SCALAR-HTML")

  private struct ScalarHTML: MustacheContentType {
    func escapeText(_ text: String) -> String { HTMLText.escaped(text) }
  }
}

/// Why there is no page.
public enum PageFailure: Error, Sendable, Hashable {
  /// The template cannot be read.
  case template
}
