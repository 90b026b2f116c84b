internal import CEmbedded

/// The texts and tables in the binary. Nothing is read or copied before it is asked for.
package enum Folder: Sendable {
  /// `prompts/`: the Spanish texts.
  case prompts
  /// `Sources/CEmbedded/data/`: the tables.
  case data

  /// The names of its files, ordered.
  package var names: [String] {
    unsafe files.map { unsafe String(cString: $0.name) }
  }

  /// The text of that file; nil when there is none of that name or it is not UTF-8.
  package func text(_ name: String) -> String? {
    guard let bytes = unsafe content(name) else { return nil }
    return unsafe String(validating: bytes, as: UTF8.self)
  }

  /// The text under `key` in that file, as `Section` has it; nil when there is none. For whoever wants
  /// a few: the file is looked through, and of many an index is quicker.
  package func text(under key: String, in name: String) -> String? {
    guard let content = unsafe content(name) else { return nil }
    var key = key
    return key.withUTF8 { key in
      unsafe section(under: key, in: content).map { unsafe Embedded.text(of: $0) }
    }
  }

  /// Appends to `text` what stands under `key` in the file of that stem, as `Section` has it: under the
  /// key with the first of the `ends` behind it, else with the second, else under the key itself. False
  /// when there is none.
  package func appendText(
    under key: Span<UInt8>, ends: (String, String), in stem: Span<UInt8>, to text: inout [UInt8]
  ) -> Bool {
    let files = unsafe files
    guard let first = files.baseAddress,
      let file = unsafe stem.withUnsafeBufferPointer({ stem in
        unsafe stem.baseAddress.flatMap {
          unsafe embedded_text_file(first, files.count, $0, stem.count)
        }
      })
    else { return false }
    let content = unsafe UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.size)
    let body = unsafe key.withUnsafeBufferPointer {
      unsafe section(under: $0, ends: ends, in: content)
    }
    guard let body = unsafe body, let start = body.baseAddress else { return false }
    text.append(addingCapacity: body.count + 1) { out in
      unsafe out.withUnsafeMutableBufferPointer { buffer, count in
        guard let begin = buffer.baseAddress else { return }
        unsafe count += embedded_text(start, body.count, begin + count)
      }
    }
    return true
  }

  private func section(
    under key: UnsafeBufferPointer<UInt8>, ends: (String, String) = ("", ""),
    in content: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    guard let start = content.baseAddress else { return nil }
    var ends = ends
    var length = 0
    let body = ends.0.withUTF8 { first in
      ends.1.withUTF8 { second in
        unsafe embedded_section(
          start, content.count, key.baseAddress, key.count, first.baseAddress, first.count,
          second.baseAddress, second.count, &length)
      }
    }
    return unsafe body.map { unsafe UnsafeBufferPointer(start: $0, count: length) }
  }

  /// The bytes of that file, for whoever reads it by bytes; nil when there is none of that name.
  package func bytes(_ name: String) -> [UInt8]? {
    guard let bytes = unsafe content(name) else { return nil }
    return unsafe Array(bytes)
  }

  /// The bytes of that file, as they lie in the binary; nil when there is none of that name.
  package func fileBytes(_ name: String) -> FileBytes? {
    unsafe content(name).map { unsafe FileBytes(binary: $0) }
  }

  /// The row of that table that begins with `key`, as its columns; nil when there is none. The rows
  /// are looked through: a table has a hundred at most, and most words are in none.
  package func row(_ key: String, ofTable name: String) -> [String]? {
    guard let bytes = unsafe content(name), let start = bytes.baseAddress else { return nil }
    var key = key
    let row = key.withUTF8 { unsafe embedded_row(start, bytes.count, $0.baseAddress, $0.count) }
    guard let row = unsafe row else { return nil }
    return unsafe columns(
      of: UnsafeBufferPointer(start: row, count: bytes.count - (row - start)))
  }

  /// That table by its first column, for whoever looks for many rows; nil when there is none of that
  /// name.
  package func index(ofTable name: String) -> TableIndex? {
    unsafe content(name).map { unsafe TableIndex(binary: $0) }
  }

  /// The sections of those files, without those that there are not.
  package func sections(_ names: String...) -> SectionIndex {
    unsafe SectionIndex(binary: names.compactMap { unsafe content($0) })
  }

  /// That file as a table of weights; nil when there is none of that name.
  package func weights(_ name: String, columns: Int) -> WeightTable? {
    unsafe content(name).map { unsafe WeightTable(binary: $0, columns: columns) }
  }

  /// That file as tables of phrases; nil when there is none of that name.
  func phraseTables(_ name: String) -> PhraseTableFile? {
    unsafe content(name).flatMap { unsafe PhraseTableFile(binary: $0) }
  }

  /// A number of the text of that name that is another one, all but certainly, when the text is; 0 when
  /// there is none.
  static func fingerprint(ofPrompt name: String) -> UInt64 {
    let files = unsafe Folder.prompts.files
    guard let first = files.baseAddress,
      let file = unsafe name.withCString({ unsafe embedded_named(first, files.count, $0) })
    else { return 0 }
    return unsafe embedded_prompt_fingerprint(file - first)
  }

  private func content(_ name: String) -> UnsafeBufferPointer<UInt8>? {
    let files = unsafe files
    guard let first = files.baseAddress,
      let file = unsafe name.withCString({ unsafe embedded_named(first, files.count, $0) })
    else { return nil }
    return unsafe UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.size)
  }

  private var files: UnsafeBufferPointer<embedded_file> {
    var count = 0
    let start =
      switch self {
      case .prompts: unsafe embedded_prompts(&count)
      case .data: unsafe embedded_data(&count)
      }
    return unsafe UnsafeBufferPointer(start: start, count: count)
  }
}

/// The fingerprint of `text` behind what has the fingerprint `seed`.
package func embeddedFingerprint(_ text: String, seed: UInt64) -> UInt64 {
  var text = text
  return text.withUTF8 { unsafe embeddedFingerprint($0, seed: seed) }
}

/// The fingerprint of `bytes` behind those whose fingerprint is `seed`.
func embeddedFingerprint(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt64 {
  guard let start = bytes.baseAddress else { return seed }
  return unsafe embedded_fingerprint(start, bytes.count, seed)
}

/// How many of those bytes of UTF-8, from the first, stand between the quotation marks of JSON as they
/// are; the second byte of a no-break space does not.
package func countOfPlainInJSON(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
  guard let start = bytes.baseAddress else { return 0 }
  return unsafe embedded_plain_in_json(start, bytes.count)
}
