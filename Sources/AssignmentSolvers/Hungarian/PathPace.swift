/// Which wide search gives columns with fewer looks: one path after the other, or a forest from all rows at once.
///
/// A forest makes the next paths short, so what is compared with a long path is a round: a forest and the paths after it
/// until one is long again. What is decided depends on counts of looks alone.
struct PathPace {
  private(set) var prefersForest: Bool
  /// Whether nothing but forests is preferred, for tests.
  private let isEager: Bool
  /// Looks from which a path is long.
  private static var long: Int { 32 }
  /// Looks a long path took, of late.
  private var single = 0.0
  /// Looks and paths since the last forest.
  private var looks = 0
  private var paths = 0
  /// Whether the last round began with a forest.
  private var pays = false
  /// Looks of long paths since forests did not pay, and how many lead to the next one.
  private var spent = 0
  private var patience = 512

  init(isEager: Bool) {
    self.isEager = isEager
    prefersForest = isEager
  }

  mutating func notePath(looks: Int) {
    self.looks += looks
    paths += 1
    if looks < Self.long { return }
    single = single == 0 ? Double(looks) : 0.75 * single + 0.25 * Double(looks)
    spent += looks
    if pays, Double(self.looks) >= single * Double(paths) {
      pays = false
      spent = 0
      patience = 4 * self.looks
    }
    prefersForest = pays || spent >= patience
  }

  mutating func noteForest(looks: Int, paths: Int) {
    self.looks = looks
    self.paths = paths
    prefersForest = isEager
    pays = true
  }
}
