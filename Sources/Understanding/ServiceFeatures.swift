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
      appendParts(of: sound, kind: Kind.part.rawValue, to: &parts)
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
      sounds += spelling.mended(sound) { mark($0).map(Int.init) ?? 0 } as [[UInt8]?]
    }
    return sounds
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
  /// The key of that row before the first letter of the word.
  static let knownBeginning = FeatureKey(Kind.known.rawValue)

  private static let stemLengthMax = 6
  private static let letterCountMin = 5

  /// The beginning of a word by its sound, without its ending.
  static func stem(of sound: [UInt8]) -> [UInt8] {
    var length = min(sound.count, stemLengthMax)
    if length == sound.count, length > 3 {
      switch sound[length - 1] {
      case UInt8(ascii: "s"), UInt8(ascii: "n"), UInt8(ascii: "r"): length -= 1
      default: break
      }
    }
    while length > 3, isVowel(sound[length - 1]) { length -= 1 }
    return Array(sound[..<length])
  }

  private static func hash(_ kind: Kind, _ letters: some Collection<UInt8>) -> UInt32 {
    featureKey(kind.rawValue, letters)
  }

  /// Two words with a blank between.
  private static func hash(_ kind: Kind, _ first: [UInt8], _ second: [UInt8]) -> UInt32 {
    featureKey(kind.rawValue, first, second)
  }
}

/// The key of a feature among those of a table, made letter by letter; equal letters of different
/// kinds differ. FNV-1a. Source: http://www.isthe.com/chongo/tech/comp/fnv/
struct FeatureKey {
  private(set) var value: UInt32

  init(_ kind: UInt8) { value = (0x811C_9DC5 ^ UInt32(kind)) &* 0x0100_0193 }

  mutating func add(_ letter: UInt8) { value = (value ^ UInt32(letter)) &* 0x0100_0193 }

  mutating func add(_ letters: some Collection<UInt8>) {
    for letter in letters { add(letter) }
  }
}

func featureKey(_ kind: UInt8, _ letters: some Collection<UInt8>) -> UInt32 {
  var key = FeatureKey(kind)
  key.add(letters)
  return key.value
}

/// That of two words with a blank between.
func featureKey(_ kind: UInt8, _ first: [UInt8], _ second: [UInt8]) -> UInt32 {
  var key = FeatureKey(kind)
  key.add(first)
  key.add(UInt8(ascii: " "))
  key.add(second)
  return key.value
}

/// Appends the keys of the runs of three and of four letters of a word, its ends marked.
func appendParts(of sound: [UInt8], kind: UInt8, to keys: inout [UInt32]) {
  let end = UInt8(ascii: "_")
  let letters = sound.span
  func letter(_ place: Int) -> UInt8 {
    place == 0 || place > letters.count ? end : letters[place - 1]
  }
  let count = letters.count + 2
  for length in 3...4 where count >= length {
    for start in 0...(count - length) {
      var key = FeatureKey(kind)
      for place in start..<(start + length) { key.add(letter(place)) }
      keys.append(key.value)
    }
  }
}
