internal import Domain

/// The sentences told anew, as others would: with slips of the keys, like words for like, words of
/// courtesy around them, and two in one line. What is learnt from one wording holds for more.
struct ServiceVariants {
  struct Told {
    /// As `affirmed` gives them.
    var tokens: [String?]
    /// Places in `Scope.allCases`.
    var scopes: [Int]
  }

  private var random: SplitMix64
  private let groups: [[String]]
  private let groupOfWord: [String: Int]
  private let before: [[String]]
  private let after: [[String]]
  private let between: [[String]]

  // One in so many.
  private static let slips: UInt64 = 8
  private static let likeWords: UInt64 = 2
  private static let runTogether: UInt64 = 30
  private static let courtesiesBefore: UInt64 = 3
  private static let courtesiesAfter: UInt64 = 6
  private static let commas: UInt64 = 4

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    func lines(under key: String) -> [[String]] {
      var lines: [[String]] = []
      Vocabulary.forEachLine(under: key) {
        lines.append(foldedWords(String(decoding: $0, as: UTF8.self)).map(\.text))
      }
      return lines
    }
    groups = lines(under: "servicios.grupos")
    before = lines(under: "servicios.antes")
    after = lines(under: "servicios.despues")
    between = lines(under: "servicios.entre")
    var groupOfWord: [String: Int] = [:]
    for (group, words) in groups.enumerated() {
      for word in words where groupOfWord[word] == nil { groupOfWord[word] = group }
    }
    self.groupOfWord = groupOfWord
  }

  private mutating func isOne(in count: UInt64) -> Bool { random.next() % count == 0 }

  private mutating func one<Element>(of elements: [Element]) -> Element {
    elements[Int(random.next() % UInt64(elements.count))]
  }

  mutating func retold(_ told: Told) -> Told {
    var tokens: [String?] = []
    var isGlued = false
    for token in told.tokens {
      guard var word = token else {
        tokens.append(nil)
        isGlued = false
        continue
      }
      if let group = groupOfWord[word], isOne(in: Self.likeWords) { word = one(of: groups[group]) }
      if isOne(in: Self.slips) { word = misspelt(word) }
      if isGlued, let last = tokens.popLast() {
        tokens.append((last ?? "") + word)
      } else {
        tokens.append(word)
      }
      isGlued = isOne(in: Self.runTogether)
    }
    if isOne(in: Self.courtesiesBefore) { tokens = one(of: before) + tokens }
    if isOne(in: Self.courtesiesAfter) { tokens += one(of: after) as [String?] }
    return Told(tokens: tokens, scopes: told.scopes)
  }

  /// With one letter left out, swapped, changed, doubled or put in.
  private mutating func misspelt(_ word: String) -> String {
    var letters = Array(word.utf8)
    guard letters.count >= 4 else { return word }
    let place = Int(random.next() % UInt64(letters.count))
    let letter = UInt8(ascii: "a") + UInt8(random.next() % 26)
    switch random.next() % 5 {
    case 0: letters.remove(at: place)
    case 1 where place + 1 < letters.count: letters.swapAt(place, place + 1)
    case 2: letters[place] = letter
    case 3: letters.insert(letters[place], at: place)
    default: letters.insert(letter, at: place)
    }
    return String(decoding: letters, as: UTF8.self)
  }

  private static let joinedWords = 2...9

  /// So many descriptions that ask for two services, put together of `all`.
  mutating func joined(_ all: [Told], count: Int) -> [Told] {
    let services = Motive.allCases.indices.map { motive in
      all.filter { $0.scopes == [motive] && Self.joinedWords ~= $0.tokens.count }
    }
    guard services.count > 1, services.allSatisfy({ !$0.isEmpty }) else { return [] }
    return (0..<count).map { _ in
      let first = Int(random.next() % UInt64(services.count))
      let second =
        (first + 1 + Int(random.next() % UInt64(services.count - 1))) % services.count
      var tokens = one(of: services[first]).tokens
      if isOne(in: Self.commas) { tokens.append(nil) }
      tokens += one(of: between) as [String?]
      return Told(tokens: tokens + one(of: services[second]).tokens, scopes: [first, second])
    }
  }
}
