extension String {
  /// Whether the text holds what looks like an e-mail address, a telephone or a social security number.
  package var looksPersonal: Bool { IdentifierProblem.all(in: self).contains(.looksPersonal) }
}
