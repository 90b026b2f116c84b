import Domain
import Testing

@testable import Embedded
@testable import Understanding

@Suite struct VocabularyTableTests {
  @Test func `the tables are those of the texts`() {
    let areThose = vocabularyTables() == Folder.data.bytes("vocabulario.tablas")
    #expect(
      areThose,
      """
      The vocabulary of prompts/ was changed. Until its tables are made anew, they are made of the texts \
      each time the program runs. Run: \
      swift build && .build/debug/citas aprender Sources/CEmbedded/data/vocabulario.tablas && swift build
      """)
  }

  @Test func `every table that is listed is in the file`() {
    for table in Vocabulary.tables {
      let name = PhraseTables.name(of: table.keys, form: table.form.rawValue)
      // Not in the expectation: the bytes are no use to anybody.
      let isThere = PhraseTables.table(name)?.image == table.table.image
      #expect(isThere, "\(table.keys)")
    }
  }

  @Test func `a file of tables holds for the texts that it was made of`() throws {
    let phrases = [("uno", 0), ("dos", 1), ("tres", 0)].enumerated().map { index, row in
      (
        phrase: PhraseTable.Phrase(start: 4 * index, words: 1, note: 3, section: index),
        bucket: row.1
      )
    }
    let table = PhraseTable(phrases, bucketCount: 2, text: Array("uno dos tres ".utf8)[...])
    let bytes = PhraseTableFile.bytes(of: [(7, [0, 2], table)], fingerprints: [1, 2, 3])
    try bytes.withUnsafeBufferPointer { bytes in
      let file = try #require(PhraseTableFile(binary: bytes))
      #expect(file.table(8) { [1, 2, 3][$0] } == nil)
      #expect(file.table(7) { [1, 2, 4][$0] } == nil)
      // The text that it is not made of may be another.
      let read = try #require(file.table(7) { [1, 9, 3][$0] })
      #expect(read.image == table.image)
      var sections: [[UInt16]] = []
      for bucket in 0..<2 {
        read.withPhrases(of: bucket..<bucket + 1) { phrases, _ in
          sections.append(phrases.indices.map { phrases[$0].section })
        }
      }
      #expect(sections == [[0, 2], [1]])
    }
  }

  @Test func `a byte more or less in a text is another fingerprint`() {
    func fingerprint(_ text: String) -> UInt64 {
      Array(text.utf8).withUnsafeBufferPointer { embeddedFingerprint($0, seed: 0) }
    }
    let texts = ["", "a", "b", "a\0", "vocabula", "vocabulb", "vocabulario", "vocabulariO"]
    #expect(Set(texts.map(fingerprint)).count == texts.count)
  }

  /// In tables with buckets and without.
  @Test(arguments: ["relleno.cortesia", "corregir.sino", "no", "nombre_de_pila", "pedido.de_frase"])
  func `every line of a section is found as a whole and before other words`(key: String) {
    let phrases = Phrases(key)
    Vocabulary.forEachLine(under: key) { line in
      let words = foldedWords(String(decoding: line, as: UTF8.self)).map(\.text)
      #expect(phrases.whole(words[...]) == true, "\(words)")
      #expect(phrases.leading((words + ["xilofono"])[...])?.rest.last == "xilofono")
      #expect(phrases.whole((words + ["xilofono"])[...]) == nil)
    }
  }
}
