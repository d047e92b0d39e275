public import ServiceLifecycle

extension MatchingStore: Service {
  /// Drops old matchings while the service runs, and closes when it is about to stop.
  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while (try? await Task.sleep(for: .seconds(5))) != nil { await self.expire() }
    }
    await close()
  }
}
