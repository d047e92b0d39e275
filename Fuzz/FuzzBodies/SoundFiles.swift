import MatchDatasets

/// Sound files that stand beside the invented one.
enum SoundFiles {
  static let survivors = OutputFile(
    name: "survivors.csv",
    text: """
      id,jurisdiction,languages,matter,trauma_training
      S1,TX,es;en,federal,required
      S2,CA,vi,state,preferred

      """)

  static let attorneys = OutputFile(
    name: "attorneys.csv",
    text: """
      id,admissions,languages,capacity,trauma_training,firm
      A1,TX;CA,es;en:native,2,certified,F001
      A2,CA,vi,1,,

      """)

  static let form = Array(
    """
    Submitted,Case number,State,Languages,Help,Training
    9/8/2025,BRN-1,Texas,Spanish,Remission,Yes
    9/9/2025,BRN-2,California,"Vietnamese, English",State,No

    """.utf8)

  static let map = Array(
    #"""
    {"schema":"counselmatch.map/1","table":"survivors","dates":"m/d/yyyy","separator":",","columns":{
    "id":{"from":"Case number"},"jurisdiction":{"from":"State"},"languages":{"from":"Languages"},
    "registered":{"from":"Submitted"},"matter":{"from":"Help","values":{"Remission":"federal","State":"state"}},
    "trauma_training":{"from":"Training","values":{"Yes":"required","No":"not-needed"}}}}
    """#.utf8)

  private static let names = [
    "survivors.csv", "attorneys.csv", "firms.csv", "exclusions.csv", "pins.csv", "scores.csv", "quotas.csv",
    "policy.json", "dataset.json",
  ]

  /// A whole folder in one text: files in the order of ``names``, parted by the byte 0xFF, which no UTF-8 text holds;
  /// those that are absent from the end are absent from the folder.
  static func split(_ bytes: [UInt8]) -> [OutputFile] {
    let parts = bytes.split(separator: 0xFF, maxSplits: names.count - 1, omittingEmptySubsequences: false)
    return zip(names, parts).filter { !$0.1.isEmpty }.map { OutputFile(name: $0.0, bytes: Array($0.1)) }
  }
}
