import AssignmentCore

extension Certificate {
  /// Nothing is proved, because the solve was cut short.
  static func stopped(_ termination: Termination) -> Certificate {
    switch termination {
    case .timeLimit: .none(reason: "stopped by the time limit")
    case .cancelled: .none(reason: "cancelled")
    case .finished, .solverFailed: .none(reason: "not proved")
    }
  }
}
