internal import Embedded

/// An e-mail address: dot-atom at a host name (RFC 5321, 4.1.2, without quoted and literal forms,
/// and without the letters that only RFC 6531 allows).
package struct Email: Hashable, Sendable {
  /// The domain in lower case, the local part as typed.
  package let text: String

  /// Octets (RFC 5321, 4.5.3.1, and RFC 3696, erratum 1690).
  package static let lengthMax = 254
  package static let localPartLengthMax = 64
  private static let labelLengthMax = 63

  /// The address that `written` gives; blanks at the ends and about «@», `mailto:`, angle brackets
  /// and the stop of a sentence are dropped.
  package init(parsing written: String) throws(Rejection) {
    // Most addresses come as they stay.
    if Self.isPlain(written) {
      text = written
      return
    }
    if let controls = controlCharacters(in: written) { throw .characters(controls) }
    var kept = tidied(written)[...]
    guard !kept.isEmpty else { throw .empty }
    if kept.hasPrefix("<"), kept.hasSuffix(">") { kept = kept.dropFirst().dropLast() }
    if folded(String(kept.prefix(7))) == "mailto:" { kept = kept.dropFirst(7) }
    while let last = kept.last, ".,; ".contains(last) { kept = kept.dropLast() }
    let parts = kept.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count > 1 else { throw .withoutAt }
    guard parts.count == 2 else { throw .severalAts }
    var local = parts[0]
    var domain = parts[1]
    while local.last == " " { local = local.dropLast() }
    while domain.first == " " { domain = domain.dropFirst() }
    guard !domain.isEmpty else { throw .withoutDomain }
    try Self.check(local: local, domain: domain)
    text = String(local) + "@" + domain.lowercased()
  }

  /// An address as it came from the store.
  package init(stored text: String) {
    self.text = text
  }

  /// Whether it is letters and digits about one at sign, with single dots between, that end in letters;
  /// behind the sign they are small.
  private static func isPlain(_ written: String) -> Bool {
    guard written.utf8.count <= localPartLengthMax else { return false }
    var isBehindAt = false
    var hasDot = false
    // Letters since the last dot or the sign, and whether nothing else stands there.
    var (count, isOfLetters) = (0, true)
    for byte in written.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): count += 1
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where !isBehindAt: count += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        count += 1
        isOfLetters = false
      case UInt8(ascii: ".") where count > 0:
        hasDot = isBehindAt
        (count, isOfLetters) = (0, true)
      case UInt8(ascii: "@") where count > 0 && !isBehindAt:
        isBehindAt = true
        (count, isOfLetters) = (0, true)
      default: return false
      }
    }
    return isBehindAt && hasDot && count > 1 && isOfLetters
  }

  private static func check(local: Substring, domain: Substring) throws(Rejection) {
    let odd =
      (strangers(in: String(local), allowed: isOfAtom) ?? "")
      + (strangers(in: String(domain), allowed: isOfHost) ?? "")
    guard odd.isEmpty else {
      throw .characters(
        odd.split(separator: " ", omittingEmptySubsequences: false)
          .joined(separator: "␣"))
    }
    guard local.utf8.count <= localPartLengthMax else {
      throw .tooLong(maximum: localPartLengthMax)
    }
    guard local.utf8.count + 1 + domain.utf8.count <= lengthMax else {
      throw .tooLong(maximum: lengthMax)
    }
    let atoms = local.split(separator: ".", omittingEmptySubsequences: false)
    guard atoms.allSatisfy({ !$0.isEmpty }) else { throw .format }
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    guard
      labels.allSatisfy({
        !$0.isEmpty && $0.utf8.count <= labelLengthMax && $0.first != "-" && $0.last != "-"
      })
    else { throw .format }
    guard labels.count > 1, let ending = labels.last, ending.utf8.count >= 2,
      ending.allSatisfy(\.isLetter) || ending.lowercased().hasPrefix("xn--")
    else { throw .domainEnding }
  }

  private static func isOfAtom(_ character: Character) -> Bool {
    switch character {
    case "!", "#", "$", "%", "&", "'", "*", "+", "/", "=", "?", "^", "_", "`", "{", "|", "}", "~":
      true
    default: isOfHost(character)
    }
  }

  private static func isOfHost(_ character: Character) -> Bool {
    character.isASCIILetter || character.isASCIIDigit || character == "-" || character == "."
  }

  /// This address with the usual slip in its domain put right; nil when the domain shows none.
  package var corrected: Email? {
    guard let at = text.utf8.firstIndex(of: UInt8(ascii: "@")) else { return nil }
    let domain = text[text.index(after: at)...]
    guard let meant = Self.meantDomain(String(domain)) else { return nil }
    return Email(stored: text[...at] + meant)
  }

  private static func meantDomain(_ domain: String) -> String? {
    if let listed = Folder.data.row(domain, ofTable: "correo_dominios.tsv")?[1] {
      return listed == domain ? nil : listed
    }
    if let dot = domain.lastIndex(of: "."),
      let ending = endings.first(where: { $0.slip == domain[dot...] })?.meant
    {
      let repaired = domain[..<dot] + ending
      return meantDomain(String(repaired)) ?? String(repaired)
    }
    // One slip away from a great provider, whose names are too well known to be another's.
    let near = providers.filter { abs($0.utf8.count - domain.utf8.count) <= 1 }
    guard !near.isEmpty else { return nil }
    var measure = EditDistance(to: Array(domain.utf8), atMost: 1)
    return near.first { measure(Array($0.utf8), 0..<$0.utf8.count) == 1 }
  }

  private static let providers = ["gmail.com", "hotmail.com", "outlook.com", "icloud.com"]

  /// Endings that do not exist, or not for Colombians: keys beside «.com».
  private static let endings: [(slip: String, meant: String)] = [
    (".con", ".com"), (".comm", ".com"), (".cpm", ".com"), (".xom", ".com"), (".vom", ".com"),
    (".ocm", ".com"), (".cmo", ".com"), (".coom", ".com"), (".conm", ".com"),
    (".nte", ".net"), (".orgg", ".org"), (".rog", ".org"), (".cim", ".com"), (".clm", ".com"),
  ]
}
