public import CounselMatch

extension JSONValue {
  /// Reads strict JSON.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8; a byte order mark is accepted.
  ///   - file: the file's name, for faults.
  ///   - limits: nesting and size.
  /// - Returns: the value; repeated keys, lone surrogates and numbers that do not fit are refused.
  /// - Throws: `InvalidInput`; the JSON path is in `column`, the line in `row`: `json.syntax`, `json.trailing`,
  ///   `json.duplicateKey`, `json.surrogate`, `json.control`, `json.depth`, `number.notFinite`, `number.range`,
  ///   `encoding`, `size.limit`.
  public static func parse(
    _ bytes: [UInt8], file: String? = nil, limits: JSONLimits = JSONLimits()
  ) throws(InvalidInput) -> JSONValue {
    let (value, log) = read(bytes, file: file, limits: limits)
    guard let value, log.errors.isEmpty else { throw log.invalid }
    return value
  }

  /// Reads a text; see ``parse(_:file:limits:)-([UInt8],_,_)``.
  public static func parse(
    _ text: String, file: String? = nil, limits: JSONLimits = JSONLimits()
  ) throws(InvalidInput) -> JSONValue {
    try parse(Array(text.utf8), file: file, limits: limits)
  }

  /// As far as it can be read, with every fault and note.
  static func read(
    _ bytes: [UInt8], file: String?, limits: JSONLimits = JSONLimits()
  ) -> (value: JSONValue?, log: FaultLog) {
    var parser = JSONParser(bytes, file: file, limits: limits)
    let value = try? parser.document()
    return (value, parser.log)
  }
}
