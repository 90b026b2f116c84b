/// A folded word with one letter for each sound of Colombian Spanish, so that what is written as it
/// is heard is found: «enbargo», «erencia», «nobenta», «kinientos», «miyones». The letter `c`
/// stands for «ch».
func sound(of word: some Collection<UInt8>) -> [UInt8] {
  let letters = Array(word)
  // An array of nothing is shared by all threads, and the count is written to it all the same.
  guard !letters.isEmpty else { return [] }
  return [UInt8](unsafeUninitializedCapacity: letters.count) { sound, count in
    letters.withUnsafeBufferPointer {
      count = putSound(of: $0, 0..<$0.count, into: sound, at: 0)
    }
  }
}

/// Puts the sound of the word in `range` at `start`, where it takes no more room than the word; its
/// end there. On bare memory, as the whole vocabulary goes through it.
func putSound(
  of letters: UnsafeBufferPointer<UInt8>, _ range: Range<Int>,
  into sound: UnsafeMutableBufferPointer<UInt8>, at start: Int
) -> Int {
  precondition(
    0 <= range.lowerBound && range.upperBound <= letters.count
      && 0 <= start && range.count <= sound.count - start,
    "the word finds room")
  var end = start
  var index = range.lowerBound
  while index < range.upperBound {
    let next = index + 1 < range.upperBound ? letters[index + 1] : 0
    let isSoft = next == UInt8(ascii: "e") || next == UInt8(ascii: "i")
    var letter = letters[index]
    index += 1
    switch letter {
    case UInt8(ascii: "h"): continue
    case UInt8(ascii: "c") where next == UInt8(ascii: "h"): index += 1
    case UInt8(ascii: "c"): letter = isSoft ? UInt8(ascii: "s") : UInt8(ascii: "k")
    case UInt8(ascii: "q"):
      letter = UInt8(ascii: "k")
      if next == UInt8(ascii: "u") { index += 1 }
    case UInt8(ascii: "v"), UInt8(ascii: "w"): letter = UInt8(ascii: "b")
    case UInt8(ascii: "z"), UInt8(ascii: "x"): letter = UInt8(ascii: "s")
    case UInt8(ascii: "g") where isSoft: letter = UInt8(ascii: "j")
    case UInt8(ascii: "l") where next == letter:
      letter = UInt8(ascii: "y")
      index += 1
    case UInt8(ascii: "y") where !isVowel(next): letter = UInt8(ascii: "i")
    case UInt8(ascii: "n")
    where next == UInt8(ascii: "b") || next == UInt8(ascii: "v") || next == UInt8(ascii: "p"):
      letter = UInt8(ascii: "m")
    default: break
    }
    if end == start || sound[end - 1] != letter {
      sound[end] = letter
      end += 1
    }
  }
  return end
}

func isVowel(_ letter: UInt8) -> Bool {
  switch letter {
  case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
    UInt8(ascii: "u"):
    true
  default: false
  }
}

/// Whether one letter at most was left out, put in, changed or swapped with its neighbour.
func isOneSlipAway(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard abs(left.count - right.count) <= 1 else { return false }
  let shorter = min(left.count, right.count)
  var head = 0
  while head < shorter, left[head] == right[head] { head += 1 }
  var tail = 0
  while tail < shorter - head, left[left.count - 1 - tail] == right[right.count - 1 - tail] {
    tail += 1
  }
  let middle = (left.count - head - tail, right.count - head - tail)
  if middle.0 <= 1, middle.1 <= 1 { return true }
  return middle == (2, 2) && left[head] == right[head + 1] && left[head + 1] == right[head]
}

/// Whether a word that is a slip away sounds the same, has a letter more or less or two swapped, or
/// another one of a key beside it.
func isKeySlip(_ typed: String, _ meant: String) -> Bool {
  let (left, right) = (Array(typed.utf8), Array(meant.utf8))
  guard left.count == right.count, sound(of: left) != sound(of: right) else { return true }
  let changed = left.indices.filter { left[$0] != right[$0] }
  guard changed.count == 1, let place = changed.first else { return true }
  return areNeighbours(left[place], right[place])
}

private let keyRows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map { Array($0.utf8) }

/// Whether two letters are on keys beside each other.
private func areNeighbours(_ left: UInt8, _ right: UInt8) -> Bool {
  func place(_ letter: UInt8) -> (row: Int, column: Int)? {
    for (row, keys) in keyRows.enumerated() {
      if let column = keys.firstIndex(of: letter) { return (row, column) }
    }
    return nil
  }
  guard let left = place(left), let right = place(right) else { return false }
  return abs(left.row - right.row) <= 1 && abs(left.column - right.column) <= 1
}

/// Words that are looked for behind misspelt ones.
struct Spelling: Sendable {
  private let known: Set<String>
  /// Those that are long enough to be told from others, by how they sound.
  private let sounds: [(word: String, sound: [UInt8])]
  /// Of each of `sounds`, the letters in it, a bit each: nearly all are passed over by these.
  private let letters: [UInt32]
  /// The places in `sounds`, the shortest first, and of one length in their order.
  private let byLength: [Int]
  /// Where those of each length begin in `byLength`, and after the last the end.
  private let starts: [Int]

  init(of words: Set<String>) {
    known = words
    sounds = words.filter { $0.utf8.count >= 4 }.sorted().map { ($0, sound(of: $0.utf8)) }
    letters = sounds.map { Self.letters(of: $0.sound) }
    let lengths = sounds.map(\.sound.count)
    byLength = lengths.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
    var starts: [Int] = []
    for index in byLength.indices {
      while starts.count <= lengths[byLength[index]] { starts.append(index) }
    }
    self.starts = starts + [byLength.count]
  }

  private static func letters(of sound: [UInt8]) -> UInt32 {
    sound.reduce(0) { $0 | 1 << (UInt32($1) & 31) }
  }

  /// A known word as it is; else the one that sounds the same or, if long, is a slip away; nil when
  /// none or several are.
  func corrected(_ word: String) -> String? {
    let found = candidates(for: word)
    return found.count == 1 ? found[0] : nil
  }

  /// A known word as it is, the first that sounds the same, or all that are a slip away from a long
  /// one.
  func candidates(for word: String) -> [String] {
    if known.contains(word) { return [word] }
    guard (3...14).contains(word.utf8.count) else { return [] }
    let typed = sound(of: word.utf8)
    let wanted = Self.letters(of: typed)
    func start(ofLength length: Int) -> Int { starts[max(0, min(length, starts.count - 1))] }
    var near: [Int] = []
    for index in start(ofLength: typed.count - 1)..<start(ofLength: typed.count + 2) {
      let place = byLength[index]
      // A slip puts at most one letter in and one out.
      var others = letters[place] ^ wanted
      others &= others &- 1
      guard others & (others &- 1) == 0 else { continue }
      let other = sounds[place].sound
      if other == typed { return [sounds[place].word] }
      if typed.count >= 5, other.count >= 5, isOneSlipAway(typed, other) { near.append(place) }
    }
    return near.sorted().map { sounds[$0].word }
  }
}
