import CounselMatch

/// The coarse groups of the generated audit columns: census regions, and the census' families of languages.
enum AuditGroups {
  static func language(_ language: Language?) -> String {
    guard let language else { return "unknown" }
    switch language.code {
    case "en": return "english"
    case "es": return "spanish"
    case "bn", "bs", "de", "el", "fa", "fr", "gu", "hi", "ht", "hy", "it", "mr", "ne", "nl", "pa", "pl", "pt", "ro",
      "ru",
      "sq", "sr", "uk", "ur", "yi":
      return "indo-european"
    case "haw", "hmn", "ja", "km", "kn", "ko", "lo", "ml", "mn", "my", "sm", "ta", "te", "th", "tl", "vi", "yue", "zh":
      return "asian-pacific"
    default: return "other"
    }
  }

  static func region(_ home: Jurisdiction?) -> String {
    guard let home else { return "unknown" }
    switch home.code {
    case "CT", "MA", "ME", "NH", "NJ", "NY", "PA", "RI", "VT": return "northeast"
    case "IA", "IL", "IN", "KS", "MI", "MN", "MO", "ND", "NE", "OH", "SD", "WI": return "midwest"
    case "AK", "AZ", "CA", "CO", "HI", "ID", "MT", "NM", "NV", "OR", "UT", "WA", "WY": return "west"
    case "INTL": return "abroad"
    case "PR": return "territories"
    default: return "south"
    }
  }
}
