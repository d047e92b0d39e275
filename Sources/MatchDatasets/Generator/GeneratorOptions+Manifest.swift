extension GeneratorOptions {
  /// What a generated dataset was asked for; nil for a dataset that was not generated, or by another preset.
  public init?(_ manifest: DatasetManifest) {
    let parameters = JSONValue.object(manifest.parameters)
    guard parameters["preset"]?.stringValue == "remission", let survivors = parameters["survivors"]?.intValue,
      let attorneys = parameters["attorneys"]?.intValue, let firms = parameters["firms"]?.intValue
    else { return nil }
    self.init(survivors: survivors, attorneys: attorneys, firms: firms, seed: manifest.seed ?? 0)
    scarcity = parameters["scarcityThousandths"]?.intValue
    firmCaps = parameters["firmCapsThousandths"]?.intValue
    minimums = parameters["minimums"]?.boolValue ?? false
    hours = parameters["hours"]?.boolValue ?? false
    familyShare = parameters["familyShareThousandths"]?.intValue ?? 0
    pairNoise = parameters["pairNoiseThousandths"]?.intValue ?? 0
    factsFew = parameters["factsFew"]?.boolValue ?? false
    factsMissing = parameters["factsMissing"]?.boolValue ?? false
  }
}
