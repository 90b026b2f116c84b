/// The number of an identity document: text, normalised, with its leading zeros.
package struct DocumentNumber: Hashable, Sendable {
  /// Digits or capitals without separators; a NIT is written `800197268-4`.
  package let text: String

  /// The number that `written` gives for a document of that type.
  package init(parsing written: String, type: DocumentType) throws(Rejection) {
    guard !written.isEmpty else { throw .empty }
    text = written
  }

  /// A number as it came from the store.
  package init(stored text: String) {
    self.text = text
  }
}
