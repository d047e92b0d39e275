/// The stable codes of faults, warnings and notes: the same word whether a value came from a file or from memory.
///
/// The part before the dot says what is concerned. Scripts rely on the raw values.
public enum FaultCode: String, Sendable, Hashable, CaseIterable {
  // Identifiers.
  case idDuplicate = "id.duplicate"
  case idEmpty = "id.empty"
  /// Two ids that look the same and differ in their bytes (NFC and NFD).
  case idAmbiguous = "id.ambiguous"
  /// Warning: two ids differ only in letter case or spaces.
  case idSimilar = "id.similar"
  /// Warning: letters of different scripts that look alike.
  case idHomoglyph = "id.homoglyph"
  case idControlCharacter = "id.controlCharacter"
  case idTooLong = "id.tooLong"
  /// It looks like an e-mail address, a telephone or a social security number.
  case idLooksPersonal = "id.looksPersonal"
  /// Warning: it looks like an id that a spreadsheet turned into a date or a number.
  case idMangled = "id.mangled"

  // Links between tables.
  /// An id that stands in no table it should stand in.
  case referenceUnknown = "reference.unknown"
  /// An exclusion names an attorney or a firm, not both and not neither.
  case exclusionTarget = "exclusion.target"
  case pinDuplicate = "pin.duplicate"
  case pinConflict = "pin.conflict"
  case scoreDuplicate = "score.duplicate"
  /// A value that the quota's column cannot hold.
  case quotaValue = "quota.value"
  /// No bound at all, or a minimum above the maximum.
  case quotaBounds = "quota.bounds"
  /// A quota may not read this column.
  case quotaColumn = "quota.column"
  case quotaDuplicate = "quota.duplicate"
  /// Warning: supervision that the policy or the attorney's training leaves without effect.
  case supervisionIdle = "supervision.idle"
  /// A survivor stands twice in the previous plan.
  case previousDuplicate = "previous.duplicate"
  /// Warning: the same row twice, or one that another row contains.
  case exclusionDuplicate = "exclusion.duplicate"
  /// Warning: an attorney's firm has no row in firms.csv, so it has no cap.
  case firmNoRow = "firm.noRow"

  // Numbers, weights, sizes.
  case numberFormat = "number.format"
  /// Note: a number was read although it was written in an unusual way (`3.0`).
  case numberRepaired = "number.repaired"
  case numberNotFinite = "number.notFinite"
  case numberRange = "number.range"
  case weightNegative = "weight.negative"
  case weightNotFinite = "weight.notFinite"
  case weightRange = "weight.range"
  /// The sum of the largest scores does not fit 64 bits.
  case scoreOverflow = "score.overflow"
  /// Warning: one attorney has more places than there are survivors.
  case capacityAbsurd = "capacity.absurd"
  /// Warning: more active cases than places.
  case capacityBelowLoad = "capacity.belowLoad"
  /// Warning: a minimum above the capacity.
  case minimumAboveCapacity = "minimum.aboveCapacity"
  case sizeLimit = "size.limit"

  // Values and dates.
  case valueEmpty = "value.empty"
  case valueUnknown = "value.unknown"
  /// Note: spaces were trimmed, a letter case mended.
  case valueRepaired = "value.repaired"
  case dateFormat = "date.format"
  /// The end of an interval lies before its start.
  case dateOrder = "date.order"
  case languageUnknown = "language.unknown"
  /// Note: a name or an alias was read as a language code.
  case languageCanonical = "language.canonical"
  /// Warning: a language twice in one list.
  case languageDuplicate = "language.duplicate"
  case jurisdictionUnknown = "jurisdiction.unknown"
  /// Note: a name was read as a jurisdiction's code.
  case jurisdictionCanonical = "jurisdiction.canonical"
  /// An attorney cannot be admitted in `INTL`.
  case jurisdictionNoAdmission = "jurisdiction.noAdmission"
  /// Warning: a state matter outside the United States can be met by nobody.
  case jurisdictionStateMatter = "jurisdiction.stateMatter"
  /// Note: an empty trauma_training was read as required.
  case trainingAssumed = "training.assumed"
  /// Warning: the admission ended before asOf.
  case admissionExpired = "admission.expired"
  /// Warning: the deadline, less the lead days, lies before asOf.
  case deadlinePast = "deadline.past"
  /// Warning: `together` without a household, or one household with contradicting wishes.
  case householdWish = "household.wish"

  // Sides.
  case survivorsNone = "survivors.none"
  case attorneysNone = "attorneys.none"

  // Policy.
  case policyAsOfMissing = "policy.asOfMissing"
  case policyLevels = "policy.levels"
  case policyLevelUnavailable = "policy.levelUnavailable"
  /// A level that needs `served` before it.
  case policyLevelOrder = "policy.levelOrder"
  case policyRange = "policy.range"
  case policyUnknownKey = "policy.unknownKey"
  case policyValue = "policy.value"
  case policyJurisdictionAssumed = "policy.jurisdictionAssumed"
  case policyGroupObjective = "policy.groupObjective"
  /// group-rates without the name of an audit column that there is.
  case policyGroupRatesBy = "policy.groupRatesBy"
  /// group-rates without a reason.
  case policyGroupRatesReason = "policy.groupRatesReason"
  case policyPreviousMissing = "policy.previousMissing"
  case schemaVersion = "schema.version"

  // Changes.
  /// A change says what is done where, and nothing that is not known.
  case changeKey = "change.key"
  /// What a change is made on is missing or one too many.
  case changeTarget = "change.target"
  /// A value that no cell can hold.
  case changeValue = "change.value"

  // Files.
  case encoding
  case fileMissing = "file.missing"
  case fileEmpty = "file.empty"
  case fileUnknown = "file.unknown"
  case fileLimit = "file.limit"
  case fileChanged = "file.changed"
  case fileNotRegular = "file.notRegular"
  case hashChanged = "hash.changed"
  case fileUnreadable = "file.unreadable"
  case csvUnclosedQuote = "csv.unclosedQuote"
  case csvTextAfterQuote = "csv.textAfterQuote"
  case csvBareQuote = "csv.bareQuote"
  case csvFieldCount = "csv.fieldCount"
  case csvDelimiter = "csv.delimiter"
  case csvBlankRow = "csv.blankRow"
  case csvNul = "csv.nul"
  /// Note: a byte order mark was skipped.
  case csvByteOrderMark = "csv.bom"
  /// Note: LF, CRLF and CR in one file.
  case csvMixedLineEnds = "csv.mixedLineEnds"
  /// Note: an empty cell after the last delimiter was left out.
  case csvTrailingDelimiter = "csv.trailingDelimiter"
  case columnMissing = "column.missing"
  case columnUnknown = "column.unknown"
  case columnUnnamed = "column.unnamed"
  case columnDuplicate = "column.duplicate"
  /// Note: a header that differs in letter case or spaces was taken.
  case columnRepaired = "column.repaired"
  case jsonSyntax = "json.syntax"
  case jsonDuplicateKey = "json.duplicateKey"
  case jsonTrailing = "json.trailing"
  case jsonSurrogate = "json.surrogate"
  case jsonControlCharacter = "json.control"
  /// An integer that canonical JSON cannot hold.
  case jsonCanonicalRange = "json.canonicalRange"
  /// Note: a byte order mark was skipped.
  case jsonByteOrderMark = "json.bom"
  case jsonDepth = "json.depth"
  case jsonType = "json.type"
}

extension InputFault {
  /// A fault with a code of the list.
  public init(
    _ severity: Severity = .error, _ code: FaultCode, file: InputTable? = nil, row: Int? = nil, column: String? = nil,
    rule: String, remedy: String
  ) {
    self.init(
      severity, code: code.rawValue, file: file?.rawValue, row: row, column: column, rule: rule, remedy: remedy)
  }
}
