/// How far a long piece of work has come, in one line for a terminal.
public struct ProgressText: Sendable, Hashable {
  /// What is being done: `pivoting, level 2`, `datasets`.
  public var work: String
  /// Done so far.
  public var steps: Int
  /// How many there will be; nil: not known.
  public var total: Int?
  /// What steps are called; empty: they are not counted, and the time so far is told instead.
  public var unit: String
  /// Since the beginning.
  public var elapsed: Duration
  /// When it is stopped at the latest, from the beginning; nil: never.
  public var limit: Duration?
  /// The best value so far, and what no plan exceeds; nil where not known.
  public var value: Int64?, bound: Int64?

  public init(
    work: String, steps: Int, total: Int? = nil, unit: String = "steps", elapsed: Duration, limit: Duration? = nil,
    value: Int64? = nil, bound: Int64? = nil
  ) {
    self.work = work
    self.steps = steps
    self.total = total
    self.unit = unit
    self.elapsed = elapsed
    self.limit = limit
    self.value = value
    self.bound = bound
  }

  /// Work that is not counted.
  public init(work: String, elapsed: Duration) {
    self.init(work: work, steps: 0, unit: "", elapsed: elapsed)
  }

  /// Bar, work, count, rate, time left, bound and gap, as far as they are known; never wider than `columns`.
  public func line(columns: Int = 100) -> String {
    var parts: [String] = []
    if let share { parts.append(Self.bar(share)) }
    parts.append(work)
    if unit.isEmpty { return Self.fitted("\(work) · \(Self.time(elapsed.components.seconds))", columns) }
    parts.append(total.map { "\(steps) of \($0) \(unit)" } ?? "\(Self.short(Int64(steps))) \(unit)")
    if let rate { parts.append(rate) }
    if let left { parts.append(left) }
    if let value { parts.append("best \(value)") }
    if let bound { parts.append("bound \(bound)") }
    if let value, let bound {
      let gap = Int64(clamping: (Int128(bound) - Int128(value)).magnitude)
      parts.append("gap " + FixedNumber.percent(gap, Int64(clamping: max(1, value.magnitude))))
    }
    return Self.fitted(parts.joined(separator: " · "), columns)
  }

  private static func fitted(_ text: String, _ columns: Int) -> String {
    var line = text
    while line.displayWidth > max(1, columns) { line.removeLast() }
    return line
  }

  private static func milliseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return Int64(clamping: Int128(seconds) * 1_000 + Int128(attoseconds / 1_000_000_000_000_000))
  }

  /// Thousandths: of the steps where their number is known, else of the time there is.
  private var share: Int64? {
    if let total, total > 0 { return min(1_000, Int64(1_000 * Int128(steps) / Int128(total))) }
    guard let limit, Self.milliseconds(limit) > 0 else { return nil }
    return min(1_000, Int64(1_000 * Int128(Self.milliseconds(elapsed)) / Int128(Self.milliseconds(limit))))
  }

  private static func bar(_ share: Int64) -> String {
    let filled = Int(share) * 20 / 1_000
    return "[" + String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled) + "] "
      + "\(share / 10) %"
  }

  private var rate: String? {
    let time = Self.milliseconds(elapsed)
    guard time > 0, steps > 0 else { return nil }
    let hundredfold = Int64(clamping: Int128(steps) * 100_000 / Int128(time))
    return hundredfold < 10_000
      ? "\(FixedNumber.decimal(hundredfold, places: 2))/s" : "\(Self.short(hundredfold / 100))/s"
  }

  /// From the rate so far where the number of steps is known, else until the limit.
  private var left: String? {
    let time = Int128(Self.milliseconds(elapsed))
    if let total, steps > 0, total >= steps {
      return Self.time(Int64(clamping: time * Int128(total - steps) / Int128(steps) / 1_000)) + " left"
    }
    guard let limit else { return nil }
    return "at most " + Self.time(Int64(clamping: max(0, Int128(Self.milliseconds(limit)) - time) / 1_000)) + " left"
  }

  private static func time(_ seconds: Int64) -> String {
    if seconds < 120 { return "\(seconds) s" }
    return seconds < 7_200 ? "\(seconds / 60) min" : "\(seconds / 3_600) h"
  }

  /// `12.3 k`, `4.5 M`.
  private static func short(_ number: Int64) -> String {
    if number < 10_000 { return "\(number)" }
    if number < 1_000_000 { return FixedNumber.ratio(number, 1_000, places: 1) + " k" }
    return FixedNumber.ratio(number, 1_000_000, places: 1) + " M"
  }
}
