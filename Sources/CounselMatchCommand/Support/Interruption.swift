import AssignmentCore
import Dispatch
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Ctrl-C: the first asks for the best plan so far, the second ends the process.
///
/// Only while there is something to stop: before and after, Ctrl-C ends the process as usual.
enum Interruption {
  /// Runs `body` with a flag that the first SIGINT or SIGTERM raises.
  static func catching<T>(quiet: Bool, _ body: (Cancellation) throws -> T) rethrows -> T {
    let cancellation = Cancellation()
    let sources = [SIGINT, SIGTERM].map { number in
      let before = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        guard !cancellation.isCancelled else { Main.exit(interruptedBy: number) }
        cancellation.cancel()
        if !quiet { Output.error("\nstopping: the best so far follows; once more to stop at once") }
      }
      source.resume()
      return (number, before, source)
    }
    defer {
      for (number, before, source) in sources {
        source.cancel()
        signal(number, before)
      }
    }
    return try body(cancellation)
  }

  private static let queue = DispatchQueue(label: "counselmatch.interruption")
}

extension Main {
  /// As a shell says it: 128 and the signal's number.
  static func exit(interruptedBy number: Int32) -> Never {
    #if canImport(Glibc)
    Glibc.exit(128 + number)
    #elseif canImport(Musl)
    Musl.exit(128 + number)
    #else
    Darwin.exit(128 + number)
    #endif
  }
}
