extension [UInt8] {
  /// Appends the UTF-8 of `text`: to put a text together so takes a third of what appending to a
  /// string does (Swift 6.3).
  package mutating func append(_ text: String) {
    if text.utf8.withContiguousStorageIfAvailable({ append(contentsOf: $0) }) == nil {
      append(contentsOf: text.utf8)
    }
  }
}
