/// Mends words that no sentence has: a known word is a slip away, or several are written together.
/// By how they sound.
struct ServiceSpelling {
  private var mendedCount = 0

  /// A line of strange words is another language, or noise.
  private static let mendedMax = 8
  private static let letters = 4...14
  private static let lettersTogether = 6...24
  /// A shorter word is near too many others: only common ones are meant.
  private static let lettersSure = 5
  private static let commonMin = 8
  private static let partsMax = 4
  /// One word at least tells something.
  private static let longestMin = 4

  /// The sounds of the known words that are meant by `sound`; itself when there are none.
  /// `frequency` is in how many sentences the word of a key is (see `ServiceFeatures.known`), 0 when
  /// it is not known.
  mutating func mended(_ sound: [UInt8], frequency: (UInt32) -> Int) -> [[UInt8]] {
    guard sound.count >= Self.letters.lowerBound, mendedCount < Self.mendedMax,
      frequency(ServiceFeatures.known(sound)) == 0,
      !sound.contains(where: { $0 < UInt8(ascii: "a") })
    else { return [sound] }
    mendedCount += 1
    if Self.letters ~= sound.count, let near = Self.near(sound, frequency) { return [near] }
    if Self.lettersTogether ~= sound.count, let parts = Self.parts(of: sound, frequency) {
      return parts
    }
    return [sound]
  }

  /// What makes another word of one, at a place among its letters.
  private enum Slip {
    case without(Int)
    case swapped(Int)
    case changed(Int, UInt8)
    case added(Int, UInt8)

    func applied(to sound: [UInt8]) -> [UInt8] {
      var other = sound
      switch self {
      case .without(let place): other.remove(at: place)
      case .swapped(let place): other.swapAt(place, place + 1)
      case .changed(let place, let letter): other[place] = letter
      case .added(let place, let letter): other.insert(letter, at: place)
      }
      return other
    }
  }

  /// The most frequent word that is a slip away: a letter too many, swapped, changed or missing. Of
  /// the hundreds of words that there could be only the keys are made.
  private static func near(_ sound: [UInt8], _ frequency: (UInt32) -> Int) -> [UInt8]? {
    var best: (slip: Slip, count: Int)?
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    // The key of each beginning of the word.
    var beginnings = [ServiceFeatures.knownBeginning]
    beginnings.reserveCapacity(sound.count + 1)
    for (place, letter) in sound.enumerated() {
      var key = beginnings[place]
      key.add(letter)
      beginnings.append(key)
    }
    func look(_ beginning: FeatureKey, then rest: Int, _ slip: Slip) {
      var key = beginning
      for place in rest..<sound.count { key.add(sound[place]) }
      let count = frequency(key.value)
      if count > best?.count ?? 0 { best = (slip, count) }
    }
    for place in sound.indices { look(beginnings[place], then: place + 1, .without(place)) }
    for place in sound.indices.dropLast() {
      var key = beginnings[place]
      key.add(sound[place + 1])
      key.add(sound[place])
      look(key, then: place + 2, .swapped(place))
    }
    for place in sound.indices {
      for letter in letters {
        var key = beginnings[place]
        key.add(letter)
        look(key, then: place + 1, .changed(place, letter))
      }
    }
    for place in 0...sound.count {
      for letter in letters {
        var key = beginnings[place]
        key.add(letter)
        look(key, then: place, .added(place, letter))
      }
    }
    guard let best, sound.count >= lettersSure || best.count >= Self.commonMin else {
      return nil
    }
    return best.slip.applied(to: sound)
  }

  /// The fewest known words that `sound` is written together of; of as few the most frequent.
  private static func parts(of sound: [UInt8], _ frequency: (UInt32) -> Int) -> [[UInt8]]? {
    /// How each beginning of `sound` is best parted.
    var best: [(ends: [Int], weight: Int)?] = [([], 0)]
    for end in 1...sound.count {
      var found: (ends: [Int], weight: Int)?
      for start in max(0, end - Self.letters.upperBound)..<end {
        guard let before = best[start], before.ends.count < Self.partsMax else { continue }
        var key = ServiceFeatures.knownBeginning
        key.add(sound[start..<end])
        let count = frequency(key.value)
        guard isPart(sound[start..<end], count) else { continue }
        let weight = before.weight + Int.bitWidth - count.leadingZeroBitCount
        if let found, (found.ends.count, -found.weight) <= (before.ends.count + 1, -weight) {
          continue
        }
        found = (before.ends + [end], weight)
      }
      best.append(found)
    }
    guard let ends = best[sound.count]?.ends, ends.count > 1 else { return nil }
    let parts = zip([0] + ends, ends).map { Array(sound[$0..<$1]) }
    return parts.contains { $0.count >= Self.longestMin } ? parts : nil
  }

  /// The shorter, the more common a word has to be, so that not every ending is one.
  private static func isPart(_ sound: ArraySlice<UInt8>, _ count: Int) -> Bool {
    switch sound.count {
    case 1: count >= 40 && "adi".utf8.contains(sound[sound.startIndex])
    case 2: count >= 40
    case 3: count >= Self.commonMin
    default: count > 0
    }
  }
}
