package import AssignmentCore
import CGLPK

/// One call across the C border: solves one ``LinearModel`` in one guarded session on the calling thread.
///
/// The rules of the border: the model was validated, everything is passed as flat arrays without names, the call
/// makes, solves, reads, deletes and ends GLPK's environment, and nothing suspends in between.
package struct GLPKCall {
  package var integer = false
  package var presolve = false
  /// Milliseconds; nil for none.
  package var timeLimit: Int?
  /// Megabytes; nil for none.
  package var memoryLimit: Int?
  /// The search may stop at an objective this high: nothing can be higher.
  package var bound: Double?
  /// A feasible point, offered to the search.
  package var start: [Double]?
  package var cancellation: Cancellation?

  package init() {}

  package struct Answer {
    package var end: GLPKEnd
    /// Values of the columns; empty where GLPK has no point.
    package var values: [Double]
    package var iterations: Int
    package var branches: Int
    /// GLPK memory still in use after the problem was deleted: 0.
    package var leftBytes: Int
  }

  /// GLPK's code in a basis for a column at its lower bound.
  static let atLowerBound: UInt8 = 2

  package static var isAvailable: Bool { cglpk_available() == 1 }

  /// Solves one model.
  ///
  /// - Parameters:
  ///   - model: validated by whoever made it; C checks shapes and numbers once more.
  ///   - basis: rows, then columns, in GLPK's codes: read if not empty, and set to the basis simplex ended with.
  /// - Returns: how it ended, and a point if there is one.
  /// - Throws: `SolverFailure.backend(code:)` where GLPK would have ended the process, `glpk.busy` on a thread
  ///   that holds GLPK objects of its own, `SolverFailure.unavailable(solver:)` where it is not compiled in.
  package func solve(_ model: LinearModel, basis: inout [UInt8]) throws(SolverFailure) -> Answer {
    guard model.columnCount > 0 else { return Self.answerWithoutColumns(model) }
    var values = [Double](repeating: 0, count: max(1, model.columnCount))
    let integer = [UInt8](repeating: self.integer ? 1 : 0, count: max(1, model.columnCount))
    let hasBasis = basis.count == model.rowCount + model.columnCount
    if !hasBasis { basis = [UInt8](repeating: 0, count: max(1, model.rowCount + model.columnCount)) }
    var options = unsafe self.options(for: model, hasBasis: hasBasis)
    var answer = unsafe cglpk_answer()
    let error = unsafe Self.run(
      model, &options, &answer, model.columnLower, model.columnUpper, model.objective, integer, model.rowLower,
      model.rowUpper, model.rowStarts, model.entryColumns, model.entryValues, &basis, &values, start,
      cancellation)
    try Self.check(Int(error))
    let integerStage = unsafe answer.stage == Int32(CGLPK_STAGE_INTOPT)
    var end = unsafe GLPKEnd(
      integerStage: integerStage, returned: Int(answer.returned), status: Int(answer.status),
      boundReached: answer.boundReached == 1)
    // Stopped before the search began: the point of the relaxation is no point of the integer programme.
    if self.integer, !integerStage, case .feasible(let reason) = end { end = .undecided(reason) }
    let hasValues = unsafe answer.hasValues == 1 && integerStage == self.integer
    return unsafe Answer(
      end: end, values: hasValues ? Array(values.prefix(model.columnCount)) : [],
      iterations: Int(answer.iterations), branches: Int(answer.branches), leftBytes: Int(answer.leftBytes))
  }

  /// glp_intopt calls a model without columns a misuse.
  private static func answerWithoutColumns(_ model: LinearModel) -> Answer {
    let holds = model.rowLower.allSatisfy { $0 <= 0 } && model.rowUpper.allSatisfy { $0 >= 0 }
    return Answer(end: holds ? .optimal : .infeasible, values: [], iterations: 0, branches: 0, leftBytes: 0)
  }

  private func options(for model: LinearModel, hasBasis: Bool) -> cglpk_options {
    let largest = model.objective.reduce(1) { max($0, $1.magnitude) }
    let highest = zip(model.objective, zip(model.columnLower, model.columnUpper)).reduce(1) {
      $0 + $1.0.magnitude * max($1.1.0.magnitude, $1.1.1.magnitude)
    }
    var options = unsafe cglpk_options()
    unsafe options.route = Int32(integer ? CGLPK_INTOPT : CGLPK_SIMPLEX)
    unsafe options.timeLimit = timeLimit.map { Int32(clamping: min($0, Int(Int32.max) - 1)) } ?? Int32.max
    unsafe options.memoryLimit = Int32(clamping: memoryLimit ?? 0)
    unsafe options.presolve = presolve ? 1 : 0
    unsafe options.cuts = 1
    unsafe options.gap = 0
    // Objectives are integers: whatever is better is better by 1.
    unsafe options.objectiveTolerance = max(1e-15, min(1e-7, 0.25 / highest))
    unsafe options.integerTolerance = max(1e-9, min(1e-6, 0.1 / largest))
    unsafe options.hasBound = bound == nil ? 0 : 1
    unsafe options.bound = bound ?? 0
    unsafe options.hasBasis = hasBasis ? 1 : 0
    return unsafe options
  }

  /// Arrays become pointers that live as long as this call, which is as long as C needs them.
  private static func run(
    _ model: LinearModel, _ options: inout cglpk_options, _ answer: inout cglpk_answer,
    _ columnLower: UnsafePointer<Double>, _ columnUpper: UnsafePointer<Double>, _ objective: UnsafePointer<Double>,
    _ integer: UnsafePointer<UInt8>, _ rowLower: UnsafePointer<Double>, _ rowUpper: UnsafePointer<Double>,
    _ rowStarts: UnsafePointer<Int32>, _ entryColumns: UnsafePointer<Int32>, _ entryValues: UnsafePointer<Double>,
    _ basis: UnsafeMutablePointer<UInt8>, _ values: UnsafeMutablePointer<Double>, _ start: UnsafePointer<Double>?,
    _ cancellation: Cancellation?
  ) -> CInt {
    var arrays = unsafe cglpk_model(
      rows: Int32(model.rowCount), columns: Int32(model.columnCount), columnLower: columnLower,
      columnUpper: columnUpper, objective: objective, integer: integer, rowLower: rowLower, rowUpper: rowUpper,
      rowStarts: rowStarts, columnIndices: entryColumns, coefficients: entryValues)
    unsafe answer.values = values
    unsafe options.basis = basis
    unsafe options.start = start
    return withExtendedLifetime(cancellation) {
      if let cancellation {
        unsafe options.context = UnsafeRawPointer(Unmanaged.passUnretained(cancellation).toOpaque())
        unsafe options.stop = { context in
          guard let context = unsafe context else { return 0 }
          return unsafe Unmanaged<Cancellation>.fromOpaque(context).takeUnretainedValue().isCancelled ? 1 : 0
        }
      }
      return unsafe cglpk_solve(&arrays, &options, &answer)
    }
  }

  /// Turns an error of the session into a failure with a stable code.
  package static func check(_ error: Int) throws(SolverFailure) {
    switch error {
    case CGLPK_OK: return
    case CGLPK_UNAVAILABLE: throw .unavailable(solver: "glpk")
    case CGLPK_BAD_MODEL: throw .backend(code: "glpk.model")
    case CGLPK_BUSY: throw .backend(code: "glpk.busy")
    case CGLPK_NO_MEMORY: throw .backend(code: "glpk.memory")
    case CGLPK_ARGUMENT: throw .backend(code: "glpk.argument")
    default: throw .backend(code: "glpk.assertion")
    }
  }

  /// How many misuses ``provoke(_:)`` knows.
  package static var misuses: Int { Int(CGLPK_MISUSES) }

  /// For the tests of the error hook: commits a misuse of GLPK and reports what it became.
  package static func provoke(_ which: Int) -> SolverFailure? {
    do {
      try check(Int(cglpk_provoke(Int32(which))))
      return nil
    } catch { return error }
  }

  /// Bytes GLPK holds for the calling thread: 0 outside a call.
  package static var liveBytes: Int { Int(cglpk_live_bytes()) }
}
