internal import CEmbedded

/// Phrases of a vocabulary in buckets, as they lie in memory: in the binary, made beforehand, or in
/// bytes that were made of the texts. There is nothing to build before the first one is looked up.
///
/// The bytes are four numbers of 32 bits (buckets, phrases, bytes of text, words of the longest
/// phrase), where each bucket begins and the last one ends in numbers of 32 bits, the phrases, the
/// text; all in the order of bytes of the machine.
@safe package struct PhraseTable: @unchecked Sendable {
  package struct Phrase: BitwiseCopyable, Sendable {
    /// Where its first word begins in the text.
    package let start: UInt32
    package let words: UInt8
    /// What the maker of the table notes of it.
    package let note: UInt8
    /// The place of its section among those of the table.
    package let section: UInt16

    /// `start` is in bytes, `words` 255 at most, `section` 65,535 at most.
    package init(start: Int, words: Int, note: Int, section: Int) {
      self.start = UInt32(start)
      self.words = UInt8(words)
      self.note = UInt8(note)
      self.section = UInt16(section)
    }
  }

  // Bytes that nobody changes, kept by `memory`.
  private let bytes: UnsafeRawBufferPointer
  private let memory: LastingBytes
  private let ends: UnsafeBufferPointer<UInt32>
  private let phrases: UnsafeBufferPointer<Phrase>
  private let text: UnsafeBufferPointer<UInt8>
  /// Words of the longest phrase.
  package let wordsMax: Int

  private static let headerLength = 16
  static let alignment = 4

  /// Of phrases with the bucket of each, in a bucket in their order.
  package init(
    _ phrases: [(phrase: Phrase, bucket: Int)], bucketCount: Int, text: ArraySlice<UInt8>
  ) {
    // Sorted by counting.
    var ends = [UInt32](repeating: 0, count: bucketCount + 1)
    for (_, bucket) in phrases { ends[bucket + 1] += 1 }
    for bucket in 0..<bucketCount { ends[bucket + 1] += ends[bucket] }
    var next = ends
    var sorted = [Phrase](
      repeating: Phrase(start: 0, words: 0, note: 0, section: 0), count: phrases.count)
    for (phrase, bucket) in phrases {
      sorted[Int(next[bucket])] = phrase
      next[bucket] += 1
    }
    var image: [UInt8] = []
    func put<Number>(_ numbers: [Number]) {
      unsafe numbers.withUnsafeBytes { unsafe image.append(contentsOf: $0) }
    }
    let wordsMax = phrases.map(\.phrase.words).max() ?? 1
    put([UInt32(bucketCount), UInt32(phrases.count), UInt32(text.count), UInt32(wordsMax)])
    put(ends)
    put(sorted)
    image += text
    while image.count % Self.alignment > 0 { image.append(0) }
    self.init(LastingBytes(copying: image))
  }

  /// The bytes of a table, at a place that is divisible by `alignment`.
  init(_ memory: LastingBytes) {
    self.memory = memory
    let bytes = unsafe UnsafeRawBufferPointer(memory.bytes)
    unsafe self.bytes = unsafe bytes
    let header = (0..<4).map { unsafe Int(bytes.load(fromByteOffset: 4 * $0, as: UInt32.self)) }
    let (bucketCount, phraseCount, textCount) = (header[0], header[1], header[2])
    wordsMax = header[3]
    let phrasesStart = Self.headerLength + 4 * (bucketCount + 1)
    let textStart = phrasesStart + MemoryLayout<Phrase>.stride * phraseCount
    precondition(textStart + textCount <= bytes.count, "a table is as long as it says")
    unsafe ends = unsafe UnsafeRawBufferPointer(
      rebasing: bytes[Self.headerLength..<phrasesStart]
    ).bindMemory(to: UInt32.self)
    unsafe phrases = unsafe UnsafeRawBufferPointer(rebasing: bytes[phrasesStart..<textStart])
      .bindMemory(to: Phrase.self)
    unsafe text = unsafe UnsafeRawBufferPointer(rebasing: bytes[textStart..<textStart + textCount])
      .bindMemory(to: UInt8.self)
  }

  package var bucketCount: Int { unsafe ends.count - 1 }

  /// What it lies in memory as.
  package var image: [UInt8] { unsafe Array(bytes) }

  /// Lends the phrases of those buckets and the text of all.
  package func withPhrases(
    of buckets: Range<Int>, _ body: (_ phrases: Span<Phrase>, _ text: Span<UInt8>) -> Void
  ) {
    precondition(
      0 <= buckets.lowerBound && buckets.upperBound <= bucketCount, "there are such buckets")
    let range = unsafe Int(ends[buckets.lowerBound])..<Int(ends[buckets.upperBound])
    guard !range.isEmpty else { return }
    unsafe body(UnsafeBufferPointer(rebasing: phrases[range]).span, text.span)
    withExtendedLifetime(memory) {}
  }
}

/// Tables of phrases in one file, made beforehand of texts: each holds for the texts that it was made of.
package enum PhraseTables {
  /// The table under that name; nil when there is none, or when it was made of another text.
  package static func table(_ name: UInt32) -> PhraseTable? {
    file?.table(name) { Folder.fingerprint(ofPrompt: sources[$0]) }
  }

  private static let file = Folder.data.phraseTables("vocabulario.tablas")

  /// The texts that the tables are made of.
  package static let sources = [
    "ordenes.txt", "vocabulario.txt", "vocabulario_dictado.txt", "vocabulario_fechas.txt",
    "vocabulario_servicios.txt", "vocabulario_nombres.txt", "vocabulario_siglas.txt",
  ]

  /// The name of a table of those sections in that form: their fingerprint.
  package static func name(of sections: [String], form: UInt8) -> UInt32 {
    var name = UInt64(form)
    for section in sections {
      var section = section
      name = section.withUTF8 { unsafe embeddedFingerprint($0, seed: name) }
    }
    return UInt32(truncatingIfNeeded: name ^ name >> 32)
  }

  /// The file of those tables, whose names differ, with the sections that each is made of.
  package static func bytes(
    of tables: [(name: UInt32, sections: [String], table: PhraseTable)]
  ) -> [UInt8] {
    let indices = sources.map { Folder.prompts.sections($0) }
    return PhraseTableFile.bytes(
      of: tables.map { name, sections, table in
        let places = indices.indices.filter { place in
          sections.contains { indices[place].withBody(under: $0) { _ in } }
        }
        return (name, Set(places), table)
      }, fingerprints: sources.map(Folder.fingerprint(ofPrompt:)))
  }
}

/// How many texts and how many tables there are, in numbers of 32 bits; the fingerprint of each text, in
/// 64 bits; then, in 32 bits, of each table, ordered by name, its name, where it begins, its length and a
/// bit for each text that it is made of; then the tables.
@safe struct PhraseTableFile: @unchecked Sendable {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let textCount: Int
  private let count: Int
  private static let headerLength = 8
  private static let fingerprintLength = 8
  private static let rowLength = 16

  /// Nil when it is too short to be one.
  init?(binary bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count >= Self.headerLength, UInt(bitPattern: bytes.baseAddress) % 8 == 0 else {
      return nil
    }
    let raw = UnsafeRawBufferPointer(bytes)
    unsafe self.bytes = unsafe bytes
    textCount = unsafe Int(raw.load(as: UInt32.self))
    count = unsafe Int(raw.load(fromByteOffset: 4, as: UInt32.self))
    guard rowsStart + count * Self.rowLength <= bytes.count else { return nil }
  }

  private var rowsStart: Int { Self.headerLength + textCount * Self.fingerprintLength }

  private func fingerprint(_ text: Int) -> UInt64 {
    let place = Self.headerLength + text * Self.fingerprintLength
    return unsafe UnsafeRawBufferPointer(bytes).load(fromByteOffset: place, as: UInt64.self)
  }

  private func number(_ row: Int, _ column: Int) -> UInt32 {
    let place = rowsStart + row * Self.rowLength + 4 * column
    return unsafe UnsafeRawBufferPointer(bytes).load(fromByteOffset: place, as: UInt32.self)
  }

  /// The table of that name; nil when there is none, or when a text that it is made of has another
  /// fingerprint now.
  func table(_ name: UInt32, fingerprintNow: (_ text: Int) -> UInt64) -> PhraseTable? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if number(middle, 0) < name { low = middle + 1 } else { high = middle }
    }
    guard low < count, number(low, 0) == name,
      (0..<textCount).allSatisfy({
        number(low, 3) >> $0 & 1 == 0 || fingerprint($0) == fingerprintNow($0)
      })
    else { return nil }
    let start = Int(number(low, 1))
    let range = start..<start + Int(number(low, 2))
    return unsafe PhraseTable(
      LastingBytes(binary: UnsafeBufferPointer(rebasing: bytes[range])))
  }

  /// `texts` are places in `fingerprints`, of which there are 32 at most.
  static func bytes(
    of tables: [(name: UInt32, texts: Set<Int>, table: PhraseTable)], fingerprints: [UInt64]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    func put<Number>(_ number: Number) {
      unsafe withUnsafeBytes(of: number) { unsafe bytes.append(contentsOf: $0) }
    }
    let tables = tables.sorted { $0.name < $1.name }
    put(UInt32(fingerprints.count))
    put(UInt32(tables.count))
    fingerprints.forEach(put)
    let images = tables.map(\.table.image)
    var start = bytes.count + rowLength * tables.count
    for (table, image) in zip(tables, images) {
      put(table.name)
      put(UInt32(start))
      put(UInt32(image.count))
      put(table.texts.reduce(UInt32(0)) { $0 | 1 << UInt32($1) })
      start += image.count
    }
    return bytes + images.joined()
  }
}
