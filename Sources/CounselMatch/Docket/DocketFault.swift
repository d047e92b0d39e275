/// One reason why an event does not fit; it never carries an id or a fact of a survivor.
public struct DocketFault: Sendable, Hashable {
  /// Stable words; scripts rely on the raw values.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    case notOpen = "docket.notOpen"
    case alreadyOpen = "docket.alreadyOpen"
    /// The id of the event is not fit to be one.
    case eventID = "event.id"
    /// The id of the event is taken by one with another content.
    case eventTaken = "event.taken"
    case eventDay = "event.day"
    case eventOrder = "event.order"
    case survivorUnknown = "survivor.unknown"
    case survivorTaken = "survivor.taken"
    case survivorWithdrawn = "survivor.withdrawn"
    case survivorOnHold = "survivor.onHold"
    case survivorNotHeld = "survivor.notHeld"
    /// A case that asks for two attorneys.
    case survivorCoCounsel = "survivor.coCounsel"
    case idReserved = "id.reserved"
    case attorneyUnknown = "attorney.unknown"
    case attorneyTaken = "attorney.taken"
    case attorneyWithdrawn = "attorney.withdrawn"
    case firmUnknown = "firm.unknown"
    /// The pair was declined or excluded, or a conflict is imputed to the firm.
    case pairBarred = "pair.barred"
    /// The case is not at the step before this one, with this attorney.
    case pairStep = "pair.step"
    case pairPinned = "pair.pinned"
    case pairStands = "pair.stands"
    case pairRepeated = "pair.repeated"
    case placesAttorney = "places.attorney"
    case placesFirm = "places.firm"
    case purgeStanding = "purge.standing"
    case undoUnknown = "undo.unknown"
    case undoKind = "undo.kind"
    case undoPurged = "undo.purged"
    case undoRepeated = "undo.repeated"
    case undoBlocked = "undo.blocked"
    /// Facts that no dataset could have; ``DocketFault/input`` says which.
    case input
  }

  /// Which rule is broken.
  public let code: Code
  /// The number of the event that stands against it, where one does.
  public let event: Int?
  /// For ``Code/input``: what is wrong with the facts.
  public let input: InputFault?

  init(_ code: Code, event: Int? = nil, input: InputFault? = nil) {
    self.code = code
    self.event = event
    self.input = input
  }

  /// The rule, one sentence.
  public var rule: String {
    let text = input?.rule ?? Self.words(code).rule
    return event.map { "\(text) (Event \($0).)" } ?? text
  }

  /// What to do about it, one sentence.
  public var remedy: String { input?.remedy ?? Self.words(code).remedy }
}

/// An event that was not recorded: every reason found in one pass.
///
/// The docket is as it was.
public struct DocketRefusal: Error, Sendable, Hashable {
  /// At least one.
  public let faults: [DocketFault]
}

extension DocketRefusal: CustomStringConvertible {
  public var description: String { faults.map { "\($0.code.rawValue): \($0.rule)" }.joined(separator: " ") }
}

extension DocketFault {
  /// The faults as those of an input, for reports that show both.
  public var inputFault: InputFault {
    InputFault(
      code: input?.code ?? code.rawValue, file: input?.file, row: nil, column: input?.column, rule: rule,
      remedy: remedy)
  }

  private static func words(_ code: Code) -> (rule: String, remedy: String) {
    switch code {
    case .notOpen: ("A docket begins with its opening.", "Record the opening first.")
    case .alreadyOpen: ("A docket is opened once.", "Record arrivals and changes instead.")
    case .eventID: ("An event has an opaque id of 1 to 128 bytes.", "Give another id, one that names nobody.")
    case .eventTaken:
      (
        "An id stands for one event, and an earlier one has it with another content.",
        "Give the event an id of its own."
      )
    case .eventDay: ("No event lies on a day before that of the event before it.", "Correct the day.")
    case .eventOrder: ("Events are numbered from 1 without gaps.", "Restore the missing events.")
    case .survivorUnknown: ("The survivor is not in the docket.", "Correct the id, or record the arrival first.")
    case .survivorTaken: ("The survivor is in the docket already.", "Record changed facts, or give another id.")
    case .survivorWithdrawn: ("The survivor has withdrawn.", "Undo the withdrawal, or leave the event out.")
    case .survivorOnHold: ("The survivor is on hold.", "Release her first.")
    case .survivorNotHeld: ("The survivor is not on hold by an event.", "Record changed facts instead.")
    case .survivorCoCounsel:
      (
        "A docket offers a case to one attorney at a time, and this case asks for two.",
        "Keep the case outside the docket and match it with solve."
      )
    case .idReserved: ("Ids that begin with purged- stand for purged people.", "Give another id.")
    case .attorneyUnknown: ("The attorney is not in the docket.", "Correct the id, or record the arrival first.")
    case .attorneyTaken: ("The attorney is in the docket already.", "Record changed facts, or give another id.")
    case .attorneyWithdrawn: ("The attorney has withdrawn.", "Record her coming back first.")
    case .firmUnknown: ("No firm of this id is in the docket.", "Correct the id, or record the firm first.")
    case .pairBarred:
      ("The pair was declined or excluded, by itself or through the firm.", "Choose another attorney.")
    case .pairStep:
      ("The case is not at the step before this one with this attorney.", "Record the steps in between first.")
    case .pairPinned: ("The survivor is pinned to another attorney.", "Undo the pin first.")
    case .pairStands: ("The pair stands: it was offered, accepted, introduced or pinned.", "Record a decline instead.")
    case .pairRepeated: ("A survivor stands once in a plan.", "Keep one of the pairs.")
    case .placesAttorney:
      ("The attorney would have more cases than places.", "Record more places, or end a pair first.")
    case .placesFirm: ("The firm would have more cases than places.", "Record more places, or end a pair first.")
    case .purgeStanding: ("Only somebody who has withdrawn is purged.", "Record the withdrawal first.")
    case .undoUnknown: ("No earlier event has this id.", "Correct the id.")
    case .undoKind: ("Openings, purges and undone events are not undone.", "Record what is true now.")
    case .undoPurged: ("The event concerns somebody who was purged.", "Nothing can be done: the facts are gone.")
    case .undoRepeated: ("The event was undone before.", "Leave it as it is.")
    case .undoBlocked: ("A later event needs the one that is to be undone.", "Undo the later event first.")
    case .input: ("The facts are not fit for a dataset.", "Correct them.")
    }
  }
}
