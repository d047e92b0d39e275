import CounselMatch
import MatchAudit
import MatchDatasets
import Testing

@Suite("Keys and streams of a draw")
struct HashedRandomnessTests {
  /// RFC 4231, test cases 1 to 7; of case 5 the RFC gives the first 16 bytes.
  static let vectors: [(key: String, message: String, code: String)] = [
    (
      String(repeating: "0b", count: 20), "4869205468657265",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      String(repeating: "aa", count: 20), String(repeating: "dd", count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      "0102030405060708090a0b0c0d0e0f10111213141516171819", String(repeating: "cd", count: 50),
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
    (
      String(repeating: "0c", count: 20), "546573742057697468205472756e636174696f6e",
      "a3b6167473100ee06e0c796c2955552b"
    ),
    (
      String(repeating: "aa", count: 131), Hex.text("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    (
      String(repeating: "aa", count: 131),
      Hex.text(
        ("This is a test using a larger than block-size key and a larger than block-size data. "
          + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ]

  @Test func theVectorsOfTheRFC() throws {
    for (key, message, code) in Self.vectors {
      let found = FramedHash.hmac(key: try #require(Hex.bytes(key)), message: try #require(Hex.bytes(message)))
      #expect(Hex.text(found).hasPrefix(code))
    }
  }

  @Test func hexadecimalIsReadStrictly() {
    #expect(Hex.bytes("00fF") == [0, 255] && Hex.bytes("")?.isEmpty == true)
    for text in ["0", "0g", "0x", " 00", "00 ", "é0"] { #expect(Hex.bytes(text) == nil, "\(text)") }
  }

  /// Values from another implementation (Python's hashlib) of the scheme in HashedRandomness.swift.
  @Test func theSchemeIsTheOneThatIsWrittenDown() {
    #expect(Hex.text(FramedHash.framed("d", [Array("ab".utf8), []])) == "6400000000000000000261620000000000000000")
    let randomness = HashedRandomness(key: Array(0..<32))
    var stream = randomness.makeGenerator()
    let numbers = (0..<6).map { _ in stream.next() }
    #expect(
      numbers == [
        0xffe2_5e3f_ba82_7eee, 0x6a3d_2c0a_2a7b_22dd, 0xfcfa_98ae_6e6d_a58f, 0x4da0_17bf_f49b_3fa5,
        0x5157_daad_443b_6cff, 0x018c_6ae5_588d_42fe,
      ])
    #expect(
      randomness.key(ofSurvivor: "S1")
        == DrawKey(0x2608_b85c_4d43_2d25, 0xb40a_4d31_4540_0085, 0xd98e_3c91_0b7a_d310, 0x71f9_5154_acbe_4a5b))
    let policy = [UInt8](repeating: 7, count: 32)
    let roster = Hex.bytes("f8f1e16b64e3db07c8ad525299099a023125701211815b864858b80a766b9279") ?? []
    #expect(
      Hex.text(HashedRandomness(.seed(7), roster: roster, policy: policy).key)
        == "a769eaa8bcbbd22411ef48e3375ab12759c7285b3890a794b79f47d3a38295b6")
    #expect(
      Hex.text(HashedRandomness(.revealed([0, 255]), roster: roster, policy: policy).key)
        == "5447ca980a99018155500cd48a26c6b38c51e7019321b03bb962d1029bc4f241")
  }

  private func instance(_ ids: [String] = ["S1", "S2"], _ change: (inout Survivor) -> Void = { _ in }) throws
    -> CaseInstance
  {
    var survivors = ids.map { Survivor(id: $0, jurisdiction: "TX", languages: ["es"], matter: .federal) }
    if !survivors.isEmpty { change(&survivors[0]) }
    return try CaseInstance(survivors: survivors, attorneys: [])
  }

  @Test func theRosterIsTheIdsAlone() throws {
    let roster = try HashedRandomness(.seed(1), instance: instance()).roster
    #expect(Hex.text(roster) == "f8f1e16b64e3db07c8ad525299099a023125701211815b864858b80a766b9279")
  }

  /// Nothing that somebody submits moves a key, hers or another's; who is in the pool and the seed do.
  @Test func aKeyDependsOnThePoolAndTheSeed() throws {
    let key = try HashedRandomness(.seed(1), instance: instance()).key(ofSurvivor: "S1")
    let changes: [(inout Survivor) -> Void] = [
      { $0.audit = ["audit_region": "west"] }, { $0.household = "H1" }, { $0.languages = ["vi"] },
      { $0.registered = Day("2026-01-02") }, { $0.priority = 0 }, { $0.mayMatch = false },
    ]
    for change in changes {
      let changed = try HashedRandomness(.seed(1), instance: instance(["S1", "S2"], change))
      #expect(changed.key(ofSurvivor: "S1") == key)
    }
    #expect(try HashedRandomness(.seed(2), instance: instance()).key(ofSurvivor: "S1") != key)
    #expect(try HashedRandomness(.seed(1), instance: instance(["S1", "S3"])).key(ofSurvivor: "S1") != key)
    #expect(try HashedRandomness(.seed(1), instance: instance(["S1S2"])).roster != instanceRoster())
    let bytes = [UInt8](repeating: 0, count: 7) + [1]
    #expect(try HashedRandomness(.revealed(bytes), instance: instance()).key(ofSurvivor: "S1") != key)
  }

  private func instanceRoster() throws -> [UInt8] { try HashedRandomness(.seed(1), instance: instance()).roster }
}
