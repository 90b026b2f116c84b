/// A mobile number of Colombia: 3 and nine more digits.
package struct Mobile: Hashable, Sendable {
  /// Ten digits.
  package let national: String

  /// The number that `written` gives; +57 and separators are dropped.
  package init(parsing written: String) throws(Rejection) {
    // Most numbers come as they stay.
    if written.utf8.count == 10, written.utf8.first == UInt8(ascii: "3"),
      wholeNumber(written.utf8) != nil
    {
      national = written
      return
    }
    let dialled = try Dialled(written)
    // Before September 2021 a mobile was called from a fixed line with 03 in front.
    let digits =
      dialled.digits.hasPrefix("033") && dialled.digits.utf8.count == 12
      ? dialled.digits.dropFirst(2) : dialled.digits[...]
    switch (digits.first ?? "0", digits.utf8.count) {
    case ("3", 10): national = String(digits)
    case ("6", 10) where digits.hasPrefix("60"): throw .landlineAsMobile
    case ("3", ..<10): throw .tooShort(minimum: 10)
    case ("2"..."8", 7), ("1"..."8", 8): throw .landlineAsMobile
    case (_, ..<10): throw .tooShort(minimum: 10)
    case (_, 11...): throw .tooLong(maximum: 10)
    default: throw .format
    }
  }

  /// A number as it came from the store, ten digits or E.164.
  package init(stored text: String) {
    national = text.hasPrefix("+57") ? String(text.dropFirst(3)) : text
  }

  /// `+573001234567`.
  package var e164: String { "+57" + national }

  /// A prefix that no operator was given, or one digit ten times: to be confirmed.
  /// Source: numbering plan as in libphonenumber, metadata of CO.
  package var isUnusual: Bool {
    if national.dropFirst().isOfOneDigit { return true }
    return switch Int(national.prefix(3)) ?? 0 {
    case 300...305, 310...324, 330, 333, 350...351, 370: false
    default: true
    }
  }
}

/// A fixed line of Colombia: 60, the area digit and seven more. Source: Resolución CRC 5826 de 2019.
package struct Landline: Hashable, Sendable {
  /// Ten digits.
  package let national: String

  /// The complete number that `written` gives; +57 and separators are dropped, and the forms of
  /// before September 2021 with their area digit are brought up to date. Seven digits alone are
  /// too short: see `LandlineAnswer.init(parsing:)`.
  package init(parsing written: String) throws(Rejection) {
    let dialled = try Dialled(written)
    let digits = dialled.digits
    let local: Substring
    switch digits.utf8.count {
    case 10 where digits.hasPrefix("60"): local = digits.dropFirst(2)
    case 10 where digits.hasPrefix("3"): throw .mobileAsLandline
    case 10 where digits.hasPrefix("03"): local = digits.dropFirst(2)
    case 12 where digits.hasPrefix("033"): throw .mobileAsLandline
    case 8 where !digits.hasPrefix("3"): local = digits[...]
    case ..<10: throw .tooShort(minimum: 10)
    case 11...: throw .tooLong(maximum: 10)
    default: throw .format
    }
    guard let area = local.first, Self.areas.contains(area) else {
      throw .unknownArea(digit: String(local.prefix(1)))
    }
    national = "60" + local
  }

  /// A number as it came from the store, ten digits or E.164.
  package init(stored text: String) {
    national = text.hasPrefix("+57") ? String(text.dropFirst(3)) : text
  }

  private init(area: Character, sevenDigits: String) {
    national = "60" + String(area) + sevenDigits
  }

  /// The line that seven digits of before September 2021 became in that department; nil when they
  /// are not seven digits.
  package static func completed(sevenDigits: String, department: Department) -> Landline? {
    guard sevenDigits.utf8.count == 7, wholeNumber(sevenDigits.utf8) != nil,
      let area = area(of: department)
    else { return nil }
    return Landline(area: area, sevenDigits: sevenDigits)
  }

  /// The lines that seven digits of before September 2021 became, one a region.
  package static func completions(sevenDigits: String) -> [Landline] {
    areas.sorted().map { Landline(area: $0, sevenDigits: sevenDigits) }
  }

  /// `+576014890000`.
  package var e164: String { "+57" + national }

  /// Its seven digits begin with 0 or 1, as few lines do, or are all the same: to be confirmed.
  package var isUnusual: Bool {
    let local = national.dropFirst(3)
    return "019".contains(local.first ?? "0") || local.isOfOneDigit
  }

  private static let areas: Set<Character> = ["1", "2", "4", "5", "6", "7", "8"]

  /// The area digit of a department. Source: Resolución CRC 5826 de 2019.
  private static func area(of department: Department) -> Character? {
    switch department.code {
    case "11", "25": "1"
    case "19", "52", "76": "2"
    case "05", "23", "27": "4"
    case "08", "13", "20", "44", "47", "70": "5"
    case "17", "63", "66": "6"
    case "54", "68", "81": "7"
    case "15", "18", "41", "50", "73", "85", "86", "88", "91", "94", "95", "97", "99": "8"
    default: nil
    }
  }
}

/// What is said of a fixed line.
extension LandlineAnswer {
  /// The line, or the seven digits of before September 2021, that `written` gives.
  package init(parsing written: String) throws(Rejection) {
    let digits = try Dialled(written).digits
    if digits.utf8.count == 7, let first = digits.first, ("2"..."9").contains(first) {
      self = .withoutArea(digits)
    } else {
      self = .number(try Landline(parsing: written))
    }
  }
}

/// A telephone as dialled: its digits without separators and without Colombia's code.
private struct Dialled {
  let digits: String

  init(_ written: String) throws(Rejection) {
    if let controls = controlCharacters(in: written) { throw .characters(controls) }
    let tidy = tidied(written)
    guard !tidy.isEmpty else { throw .empty }
    let isInternational = tidy.hasPrefix("+") || tidy.hasPrefix("(+")
    var kept = tidy.filter { !Self.isSeparator($0) }[...]
    if isInternational { kept = kept.dropFirst() }
    if let strangers = strangers(in: String(kept), allowed: \.isASCIIDigit) {
      throw .characters(strangers)
    }
    guard !kept.isEmpty else { throw .format }
    if kept.hasPrefix("0057") {
      kept = kept.dropFirst(4)
    } else if kept.hasPrefix("57"), isInternational || [10, 12].contains(kept.utf8.count) {
      kept = kept.dropFirst(2)
    } else if isInternational {
      throw .format  // of another country
    }
    if Self.isService(kept) { throw .serviceNumber }
    digits = String(kept)
  }

  private static func isSeparator(_ character: Character) -> Bool {
    switch character {
    case " ", ".", "(", ")", "/": true
    default: character.isDash
    }
  }

  /// 123, 01 8000, 01 900 and their like, which nobody is called at.
  private static func isService(_ digits: Substring) -> Bool {
    digits.utf8.count == 3 && digits.hasPrefix("1")
      || ["01800", "01900", "1800", "1900"].contains { digits.hasPrefix($0) }
        && digits.utf8.count > 8
  }
}

extension Substring {
  fileprivate var isOfOneDigit: Bool {
    let digits = utf8
    return digits.allSatisfy { $0 == digits.first }
  }
}
