internal import Domain
internal import Embedded

/// A table of phrases and the sections of the vocabulary that it is made of.
protocol VocabularyTable: Sendable {
  var keys: [String] { get }
  var table: PhraseTable { get }
  /// How the words stand in the table.
  var form: VocabularyForm { get }
}

enum VocabularyForm: UInt8, Sendable {
  /// As they are compared: folded.
  case words
  /// As they sound.
  case sounds
}

extension Phrases: VocabularyTable {
  var form: VocabularyForm { .words }
}

extension Lexicon: VocabularyTable {
  var form: VocabularyForm { .sounds }
}

/// The file of tables of the vocabulary: with it nothing is folded and sorted when the program runs.
/// Whoever changes the vocabulary makes it anew; until then the tables are made of the texts.
package func vocabularyTables() -> [UInt8] {
  var seen: Set<UInt32> = []
  var tables: [(name: UInt32, sections: [String], table: PhraseTable)] = []
  for table in Vocabulary.tables {
    let name = PhraseTables.name(of: table.keys, form: table.form.rawValue)
    // Several tables may have the same sections, with other meanings.
    guard seen.insert(name).inserted else { continue }
    tables.append((name, table.keys, PhraseTable(under: table.keys, form: table.form)))
  }
  return PhraseTables.bytes(of: tables)
}

extension PhraseTable {
  static let wordSign = UInt8(ascii: " ")
  static let stemSign = UInt8(ascii: "-")

  /// The phrases of those sections, as they were made beforehand or else made now.
  static func ofWords(under keys: [String]) -> PhraseTable { of(keys, .words) }
  static func ofSounds(under keys: [String]) -> PhraseTable { of(keys, .sounds) }

  private static func of(_ keys: [String], _ form: VocabularyForm) -> PhraseTable {
    PhraseTables.table(PhraseTables.name(of: keys, form: form.rawValue))
      ?? PhraseTable(under: keys, form: form)
  }

  /// Made of the texts.
  fileprivate init(under keys: [String], form: VocabularyForm) {
    var lines = FoldedLines()
    // Where the lines of each section end.
    var ends: [Int] = []
    for key in keys {
      Vocabulary.withBody(under: key) { lines.append($0, keepsDashes: form == .sounds) }
      ends.append(lines.lines.count)
    }
    switch form {
    case .words: self.init(words: lines, sectionEnds: ends)
    case .sounds: self.init(sounds: lines, sectionEnds: ends)
    }
  }

  // MARK: Words

  /// Few phrases are looked through.
  private static let bucketCountMax = 256
  private static let phrasesWithoutBuckets = 8

  private init(words lines: FoldedLines, sectionEnds ends: [Int]) {
    let text = lines.text
    let bucketCount =
      lines.lines.count > Self.phrasesWithoutBuckets ? Self.bucketCountMax : 1
    var section = 0
    let phrases = lines.lines.enumerated().map { index, line in
      while ends[section] <= index { section += 1 }
      let second = line.words > 1 ? text[line.start + line.firstLength + 1] : 0
      return (
        phrase: Phrase(
          start: line.start, words: line.words, note: line.firstLength, section: section),
        bucket: Self.bucket(text[line.start], line.firstLength, second, of: bucketCount)
      )
    }
    self.init(phrases, bucketCount: bucketCount, text: text[..<lines.end])
  }

  /// Most phrases are told apart by the first letter and the length of their first word, and by the
  /// first letter of their second: there are many that begin with «la». `second` is 0 for those of
  /// one word; `count` is a power of two.
  static func bucket(_ initial: UInt8, _ length: Int, _ second: UInt8, of count: Int) -> Int {
    (Int(initial) + 37 * length + 101 * Int(second)) & (count - 1)
  }

  /// Calls `body` with every word of the text.
  func forEachWord(_ body: (String) -> Void) {
    withPhrases(of: 0..<bucketCount) { _, text in
      var word: [UInt8] = []
      for place in text.indices {
        if text[place] == Self.wordSign {
          body(String(decoding: word, as: UTF8.self))
          word = []
        } else {
          word.append(text[place])
        }
      }
    }
  }

  // MARK: Sounds

  private init(sounds lines: FoldedLines, sectionEnds ends: [Int]) {
    let folded = lines.text
    var text = [UInt8](repeating: 0, count: lines.end)
    var end = 0
    var section = 0
    let phrases = lines.lines.enumerated().map { index, line in
      while ends[section] <= index { section += 1 }
      let start = end
      var word = line.start
      var hasStem = false
      for _ in 0..<line.words {
        var wordEnd = word
        while folded[wordEnd] != Self.wordSign, folded[wordEnd] != Self.stemSign { wordEnd += 1 }
        for byte in heard(folded[word..<wordEnd]) {
          text[end] = byte
          end += 1
        }
        let sign = folded[wordEnd]
        hasStem = hasStem || sign == Self.stemSign
        text[end] = sign
        end += 1
        word = wordEnd + 1
      }
      return (
        phrase: Phrase(start: start, words: line.words, note: hasStem ? 1 : 0, section: section),
        bucket: Self.bucket(text[start], text[start + 1])
      )
    }
    self.init(phrases, bucketCount: Self.soundBucketCount, text: text[..<end])
  }

  private static let soundBucketCount = 1024

  static func bucket(ofSounds word: ArraySlice<UInt8>) -> Int {
    guard let first = word.first else { return 0 }
    return bucket(first, word.dropFirst().first ?? wordSign)
  }

  private static func bucket(_ first: UInt8, _ second: UInt8) -> Int {
    (Int(first & 0x1F) << 5 | Int(second & 0x1F)) & (soundBucketCount - 1)
  }
}
