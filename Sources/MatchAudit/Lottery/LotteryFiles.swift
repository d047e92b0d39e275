internal import CounselMatch
internal import MatchDatasets

/// The bytes of a record's files.
struct LotteryFiles {
  let lottery: FairLottery
  let draw: LotteryDraw
  let origin: LotteryOrigin
  let randomness: HashedRandomness

  private var instance: CaseInstance { lottery.instance }

  func output() throws(InvalidInput) -> [OutputFile] {
    var files = try ResultFiles(plan: draw.plan, inputs: instance.tableDigests).output()
    files.append(OutputFile(name: LotteryRecord.chancesName, bytes: try chances()))
    files.append(OutputFile(name: LotteryOrigin.fileName, text: origin.json(instance.policy).prettyText))
    if let commitment = try origin.commitment(instance) {
      files.append(OutputFile(name: LotteryCommitment.fileName, text: commitment.json.prettyText))
    }
    let document = try document(files)
    files.append(OutputFile(name: LotteryRecord.documentName, text: document.prettyText))
    return files
  }

  private func chances() throws(InvalidInput) -> [UInt8] {
    let levels = Dictionary(lottery.levels.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let served = Set(draw.served)
    var writer = try CSVWriter(header: LotteryRecord.chanceColumns, file: LotteryRecord.chancesName)
    for person in lottery.people {
      let level = levels[person.level]
      try writer.append([
        person.survivor, String(person.priority), person.probability.text, person.reason.rawValue, person.level,
        String(level?.people ?? 0), String(level?.places ?? 0), served.contains(person.survivor) ? "yes" : "no",
      ])
    }
    return writer.bytes
  }

  /// lottery.json; its `digest` is SHA-256 over the rest of it as RFC 8785 JSON, and with it over all files.
  private func document(_ files: [OutputFile]) throws(InvalidInput) -> JSONValue {
    var object: JSONObject = [
      ("schema", .string(LotteryRecord.schema)), ("notice", .string(MatchPlan.notice)),
      ("confidential", "Names people and their chances: for coordinators and their auditor only."),
      ("algorithm", .string(HashedRandomness.scheme)), ("expectedServed", .string(String(lottery.expectedServed))),
      ("levels", .array(lottery.levels.map(level))), ("served", .strings(draw.served)),
      ("onHold", .strings(lottery.onHold)), ("pairLevels", .array(draw.levels.map(value))),
      ("roster", .string(Hex.text(randomness.roster))), ("policy", .string(Hex.text(randomness.policy))),
      ("key", .string(Hex.text(randomness.key))),
      ("inputs", .object(JSONObject(instance.tableDigests.map { ($0.table, .string($0.sha256)) }))),
      ("files", .object(JSONObject(files.map { ($0.name, .string(Digest.sha256($0.bytes))) }))),
    ]
    object["digest"] = .string(Digest.sha256(try JSONValue.object(object).canonicalBytes()))
    return .object(object)
  }

  private func level(_ level: ChanceLevel) -> JSONValue {
    [
      "key": .string(level.key), "priority": .int(level.priority), "people": .int(level.people),
      "places": .int(level.places), "probability": .string(level.probability.text),
      "survivors": .strings(level.survivors), "pinned": .strings(level.pinned),
      "nobodyEligible": .strings(level.nobodyEligible), "served": .strings(level.served),
      "attorneys": .strings(level.attorneys), "behind": .strings(level.behind),
    ]
  }

  private func value(_ level: LevelResult) -> JSONValue {
    [
      "name": .string(level.name), "value": level.value.map { .integer($0) } ?? .null, "proven": .bool(level.proven),
    ]
  }
}
