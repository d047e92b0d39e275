extension Day: Codable {
  /// Reads `YYYY-MM-DD`; days outside the years 0001 … 9999 are read by their number.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    if let day = Day(text) {
      self = day
    } else if let number = Int32(text) {
      self.init(number: number)
    } else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "A day is written as YYYY-MM-DD.")
    }
  }

  /// Writes `YYYY-MM-DD`; days that four digits of a year cannot tell by their number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    let text = description
    try container.encode(Day(text) == self ? text : String(number))
  }
}

extension Language: Codable {
  public init(from decoder: any Swift.Decoder) throws {
    self.init(code: try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the code alone.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}

extension Jurisdiction: Codable {
  public init(from decoder: any Swift.Decoder) throws {
    self.init(code: try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the code alone.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}
