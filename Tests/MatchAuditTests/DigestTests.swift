import MatchAudit
import Testing

@Suite("SHA-256")
struct DigestTests {
  @Test("the vectors of FIPS 180")
  func vectors() {
    #expect(Digest.sha256("".utf8) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(Digest.sha256("abc".utf8) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("pieces give the digest of the whole")
  func pieces() {
    var running = RunningDigest()
    running.update("a".utf8)
    running.update("bc".utf8)
    #expect(running.finalized() == Digest.sha256("abc".utf8))
  }
}
