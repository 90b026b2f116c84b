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

/// Tables of phrases in one file, made beforehand of texts: it holds for these texts only.
package enum PhraseTables {
  /// The table under that name; nil when there is none, or when the file was made of other texts.
  package static func table(_ name: UInt32) -> PhraseTable? { file?.table(name) }

  private static let file = Folder.data.phraseTables("vocabulario.tablas", of: sources)

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

  /// The file of those tables, whose names differ.
  package static func bytes(of tables: [(name: UInt32, table: PhraseTable)]) -> [UInt8] {
    PhraseTableFile.bytes(
      of: tables, fingerprint: Folder.prompts.fingerprint(of: sources))
  }
}

/// A fingerprint of 64 bits; then, in numbers of 32 bits, how many tables there are, nothing, and of
/// each, ordered by name, its name, where it begins and its length; then the tables.
@safe struct PhraseTableFile: @unchecked Sendable {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let count: Int
  private static let headerLength = 16
  private static let rowLength = 12

  /// Nil when it was made of texts with another fingerprint.
  init?(binary bytes: UnsafeBufferPointer<UInt8>, fingerprint: UInt64) {
    guard bytes.count >= Self.headerLength,
      UInt(bitPattern: bytes.baseAddress) % 8 == 0,
      unsafe UnsafeRawBufferPointer(bytes).load(as: UInt64.self) == fingerprint
    else { return nil }
    unsafe self.bytes = unsafe bytes
    count = unsafe Int(UnsafeRawBufferPointer(bytes).load(fromByteOffset: 8, as: UInt32.self))
  }

  private func number(_ row: Int, _ column: Int) -> UInt32 {
    let place = Self.headerLength + row * Self.rowLength + 4 * column
    return unsafe UnsafeRawBufferPointer(bytes).load(fromByteOffset: place, as: UInt32.self)
  }

  func table(_ name: UInt32) -> PhraseTable? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if number(middle, 0) < name { low = middle + 1 } else { high = middle }
    }
    guard low < count, number(low, 0) == name else { return nil }
    let start = Int(number(low, 1))
    let range = start..<start + Int(number(low, 2))
    return unsafe PhraseTable(
      LastingBytes(binary: UnsafeBufferPointer(rebasing: bytes[range])))
  }

  static func bytes(
    of tables: [(name: UInt32, table: PhraseTable)], fingerprint: UInt64
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    func put<Number>(_ number: Number) {
      unsafe withUnsafeBytes(of: number) { unsafe bytes.append(contentsOf: $0) }
    }
    let tables = tables.sorted { $0.name < $1.name }
    put(fingerprint)
    put(UInt32(tables.count))
    put(UInt32(0))
    let images = tables.map(\.table.image)
    var start = headerLength + rowLength * tables.count
    for (table, image) in zip(tables, images) {
      put(table.name)
      put(UInt32(start))
      put(UInt32(image.count))
      start += image.count
    }
    return bytes + images.joined()
  }
}
