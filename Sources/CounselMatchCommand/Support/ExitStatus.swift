#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#endif

/// The exit codes of the contract.
enum ExitStatus: Int32, Sendable {
  case done = 0
  /// A check failed, or the hard constraints contradict each other.
  case failed = 1
  case usage = 64
  case badInput = 65
  case noInput = 66
  case internalFault = 70
  case cannotWrite = 73
}

extension Main {
  static func exit(with status: ExitStatus) -> Never {
    #if canImport(Glibc)
    Glibc.exit(status.rawValue)
    #elseif canImport(Musl)
    Musl.exit(status.rawValue)
    #else
    Darwin.exit(status.rawValue)
    #endif
  }

  /// Writing to a closed pipe, or beyond a limit on the size of files, is then an error that writers see, not the end of
  /// the process.
  static func ignoreFailedWrites() {
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
  }
}
