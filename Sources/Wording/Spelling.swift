internal import Domain

extension Answer {
  /// Whether it is spoken in groups of digits.
  var isOfGroups: Bool {
    switch self {
    case .documentNumber(let number): number.text.allSatisfy { $0.isNumber || $0 == "-" }
    case .mobile, .landline, .code: true
    default: false
    }
  }
}

/// Data letter by letter, as they are read aloud; dictated back so, they are the same.
extension Speaker {
  func spelled(_ answer: Answer) -> String {
    switch answer {
    case .documentNumber(let number): document(number.text)
    case .mobile(let mobile): groups(of: mobile.national, sizes: [3, 3, 4])
    case .landline(.number(let landline)): groups(of: landline.national, sizes: [3, 3, 4])
    case .code(.some(let code)):
      code.grouped.split(separator: "-").joined(separator: ", ")
    case .email(let email): self.email(email.text)
    default: letters(display(answer)).joined(separator: ", ")
    }
  }

  /// Thousands, and the check digit behind its dash; letters of a passport one by one.
  private func document(_ number: String) -> String {
    let parts = number.split(separator: "-", maxSplits: 1).map(String.init)
    let groups = parts[0].allSatisfy(\.isNumber) ? thousands(parts[0]) : letters(parts[0])
    return (groups + (parts.count > 1 ? [text(.spelling(of: "guion")), parts[1]] : []))
      .joined(separator: ", ")
  }

  /// `52`, `123`, `456`
  private func thousands(_ digits: String) -> [String] {
    var groups: [String] = []
    var rest = digits[...]
    while !rest.isEmpty {
      groups.insert(String(rest.suffix(3)), at: 0)
      rest = rest.dropLast(3)
    }
    return groups
  }

  private func groups(of digits: String, sizes: [Int]) -> String {
    var groups: [String] = []
    var rest = digits[...]
    for size in sizes {
      groups.append(String(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    return groups.joined(separator: ", ")
  }

  /// The parts of a domain that everybody knows are words.
  private func email(_ address: String) -> String {
    let parts = address.split(separator: "@", maxSplits: 1).map(String.init)
    let domain = parts.dropFirst().joined().split(separator: ".").map { label -> String in
      Self.knownLabels.contains(String(label))
        ? String(label) : letters(String(label)).joined(separator: ", ")
    }
    let dot = text(.spelling(of: "punto"))
    return (letters(parts[0]) + [text(.spelling(of: "arroba"))]).joined(separator: ", ") + ", "
      + domain.joined(separator: ", \(dot), ")
  }

  private static let knownLabels: Set<String> = [
    "gmail", "hotmail", "outlook", "yahoo", "icloud", "live", "msn", "com", "co", "net", "org",
    "edu", "gov", "es",
  ]

  private func letters(_ written: String) -> [String] {
    written.lowercased().map { letter in
      if let sign = Self.signs[letter] { return text(.spelling(of: sign)) }
      if let (plain, key) = Self.marked[letter] {
        return text(key, ["letra": text(.spelling(of: plain))])
      }
      return Key.spelledLetters.contains(String(letter))
        ? text(.spelling(of: String(letter))) : String(letter)
    }
  }

  private static let signs: [Character: String] = [
    " ": "espacio", ".": "punto", "-": "guion", "_": "guion_bajo", "@": "arroba", "+": "mas",
    "'": "apostrofo",
  ]

  private static let marked: [Character: (plain: String, key: Key)] = [
    "á": ("a", .withAccent), "é": ("e", .withAccent), "í": ("i", .withAccent),
    "ó": ("o", .withAccent), "ú": ("u", .withAccent), "ü": ("u", .withDiaeresis),
  ]
}
