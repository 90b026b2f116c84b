/// What of a description speaks for a matter, each as a key of the table of weights: the stems of
/// its words, neighbours, groups of like words and two groups together, and the parts of words, by
/// which a misspelt or unknown one still counts. As many as the line has letters, twice over.
struct ServiceFeatures {
  private(set) var words: [UInt32] = []
  /// Runs of three and four letters.
  private(set) var parts: [UInt32] = []

  /// The kinds of features, so that equal letters of different kinds differ.
  private enum Kind: UInt8 {
    case stem, letters, neighbours, neighboursWithWeight, part, group, twoGroups, weightless,
      member, bias, light, first, known
  }

  /// How often a matter comes up, whatever is said.
  static let bias = hash(.bias, [])

  /// How the words of a description sound; nil stands for a break. `mark` is what the table says of
  /// a word: that it has no weight, in which group its stem is, from 0 to 63.
  mutating func append(_ sounds: ArraySlice<[UInt8]?>, mark: (UInt32) -> Int8?) {
    words.reserveCapacity(sounds.count * 5)
    parts.reserveCapacity(sounds.count * 12)
    var previous: [UInt8]?
    var previousWithWeight: [UInt8]?
    var groups: UInt64 = 0
    var isFirst = true
    for sound in sounds {
      guard let sound else {
        previous = nil
        previousWithWeight = nil
        isFirst = false
        continue
      }
      let stem = Self.stem(of: sound)
      if isFirst { words.append(Self.hash(.first, stem)) }
      isFirst = false
      if let previous { words.append(Self.hash(.neighbours, previous, stem)) }
      previous = stem
      if let group = mark(Self.member(stem)) { groups |= 1 << UInt64(group) }
      guard mark(Self.weightless(sound)) == nil else {
        words.append(Self.hash(.light, stem))
        continue
      }
      words.append(Self.hash(.stem, stem))
      if let previousWithWeight {
        words.append(Self.hash(.neighboursWithWeight, previousWithWeight, stem))
      }
      previousWithWeight = stem
      // The same letters in another order: «embrago», «cuneta».
      if sound.count >= Self.letterCountMin { words.append(Self.hash(.letters, sound.sorted())) }
      appendParts(of: [0x5F] + sound + [0x5F])
    }
    append(groups: groups)
  }

  /// How the words sound, the misspelt ones mended: `mark` is in how many sentences a word of a sound
  /// is, nil when it is in too few.
  static func sounds(of tokens: [String?], mark: (UInt32) -> Int8?) -> [[UInt8]?] {
    var spelling = ServiceSpelling()
    var sounds: [[UInt8]?] = []
    sounds.reserveCapacity(tokens.count)
    for token in tokens {
      guard let token else {
        sounds.append(nil)
        continue
      }
      let sound = sound(of: token.utf8)
      guard !sound.isEmpty else { continue }
      sounds += spelling.mended(sound) { mark(known($0)).map(Int.init) ?? 0 } as [[UInt8]?]
    }
    return sounds
  }

  private mutating func appendParts(of sound: [UInt8]) {
    for length in 3...4 where sound.count >= length {
      for start in 0...(sound.count - length) {
        parts.append(Self.hash(.part, sound[start..<(start + length)]))
      }
    }
  }

  /// Each, and each with each.
  private mutating func append(groups: UInt64) {
    var left = groups
    while left != 0 {
      let first = UInt8(left.trailingZeroBitCount)
      left &= left - 1
      words.append(Self.hash(.group, [first]))
      var others = left
      while others != 0 {
        words.append(Self.hash(.twoGroups, [first, UInt8(others.trailingZeroBitCount)]))
        others &= others - 1
      }
    }
  }

  /// The row of a word that has no weight.
  static func weightless(_ sound: [UInt8]) -> UInt32 { hash(.weightless, sound) }
  /// The row that says in which group a stem is.
  static func member(_ stem: [UInt8]) -> UInt32 { hash(.member, stem) }

  /// The row that says in how many sentences a word of that sound is.
  static func known(_ sound: [UInt8]) -> UInt32 { hash(.known, sound) }

  private static let stemLengthMax = 6
  private static let letterCountMin = 5

  /// The beginning of a word by its sound, without its ending.
  static func stem(of sound: [UInt8]) -> [UInt8] {
    var length = min(sound.count, stemLengthMax)
    if length == sound.count, length > 3, [0x73, 0x6E, 0x72].contains(sound[length - 1]) {
      length -= 1
    }
    while length > 3, isVowel(sound[length - 1]) { length -= 1 }
    return Array(sound[..<length])
  }

  private static func hash(_ kind: Kind, _ letters: some Collection<UInt8>) -> UInt32 {
    featureKey(kind.rawValue, letters)
  }

  /// Two words with a blank between.
  private static func hash(_ kind: Kind, _ first: [UInt8], _ second: [UInt8]) -> UInt32 {
    var letters = first
    letters.append(0x20)
    letters.append(contentsOf: second)
    return hash(kind, letters)
  }
}

/// The key of a feature among those of a table; equal letters of different kinds differ. FNV-1a.
/// Source: http://www.isthe.com/chongo/tech/comp/fnv/
func featureKey(_ kind: UInt8, _ letters: some Collection<UInt8>) -> UInt32 {
  var hash = (0x811C_9DC5 ^ UInt32(kind)) &* 0x0100_0193
  for letter in letters { hash = (hash ^ UInt32(letter)) &* 0x0100_0193 }
  return hash
}
