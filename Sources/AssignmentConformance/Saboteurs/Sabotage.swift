/// A way in which a solver can be wrong.
///
/// The suite must reject a solver with any of these.
public enum Sabotage: String, CaseIterable, Sendable {
  /// Every column takes one unit too many.
  case ignoresCapacity = "ignores-capacity"
  /// Firm caps are forgotten.
  case ignoresGroupCaps = "ignores-group-caps"
  case ignoresFloors = "ignores-floors"
  case ignoresMarginals = "ignores-marginals"
  case ignoresSideConstraints = "ignores-side-constraints"
  /// Rows of several units are served once.
  case ignoresCounts = "ignores-counts"
  /// Prices of unserved units are forgotten.
  case ignoresIdleMarginals = "ignores-idle-marginals"
  /// A row that hands on leaves units unserved itself, past the price of its hub's group.
  case idlesBesideItsHub = "idles-beside-its-hub"
  /// What a row hands on is served by nobody.
  case losesHandedUnits = "loses-handed-units"
  /// Pairs are read with the grade after their own.
  case shiftsGrades = "shifts-grades"
  /// After the level that prices unserved units, how many of each group stay unserved is fixed.
  case fixesIdleCounts = "fixes-idle-counts"
  /// Later levels see the arcs that are tight in the first, and nothing else of it.
  case keepsTightArcsOnly = "keeps-tight-arcs-only"
  /// Later levels may not change any column that is full after the first.
  case freezesFullColumns = "freezes-full-columns"
  /// One unit more on the first pair.
  case addsUnit = "adds-a-unit"
  /// One unit less on the last pair, with the duals of the optimum.
  case dropsUnit = "drops-a-unit"
  /// The last arc of each row is overlooked.
  case dropsArc = "drops-an-arc"
  /// The first pair goes to a column that is not eligible.
  case usesIneligiblePair = "uses-an-ineligible-pair"
  /// Pairs that only lose are used all the same.
  case shunsLeavingOut = "shuns-leaving-out"
  /// The levels in reverse order.
  case swapsLevels = "swaps-levels"
  /// All levels but the first are ignored.
  case forgetsLaterLevels = "forgets-later-levels"
  case wrongDuals = "wrong-duals"
  /// The right plan without a proof.
  case provesNothing = "proves-nothing"
  /// Infeasible, with a witness that is none.
  case claimsInfeasible = "claims-infeasible"
  /// No plan and no reason.
  case givesUp = "gives-up"
  /// Infeasible problems get no witness.
  case withholdsWitness = "withholds-the-witness"
  /// Cut short, it hands out an empty plan as finished.
  case hidesStop = "hides-the-stop"
  /// Cut short, it proves an empty plan with duals of zero.
  case provesWhenStopped = "proves-when-stopped"
  /// Says that it was cut short when it was not.
  case claimsTimeLimit = "claims-a-time-limit"
  case refusesEverything = "refuses-everything"
  /// Refuses rightly, but names another constraint.
  case refusesForAnotherReason = "refuses-for-another-reason"
  /// Says that it takes no firm caps, and drops them instead of refusing.
  case solvesWhatItCannot = "solves-what-it-cannot"
  /// The same problem gives different outcomes.
  case isNotDeterministic = "is-not-deterministic"
  /// More threads give a different outcome.
  case dependsOnThreads = "depends-on-threads"
}
