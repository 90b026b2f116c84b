package import Domain

/// Who a message is from or to. What stands in it cannot end a header line.
package struct Mailbox: Hashable, Sendable {
  /// Empty for none.
  package let name: String
  /// A dot-atom at a host name.
  package let address: String

  /// Nil when `email` is not an address that `Email` would read: a store's text is not trusted here.
  package init?(name: String = "", _ email: Email) {
    guard let read = try? Email(parsing: email.text), read.text == email.text else { return nil }
    self.name = printable(name)
    address = email.text
  }

  /// What stands after «@».
  var domain: Substring {
    address.split(separator: "@", maxSplits: 1).last ?? ""
  }
}

/// `text` on one line, without control characters; runs of line ends become a space.
func printable(_ text: String) -> String {
  withoutControls(text.split(whereSeparator: \.isNewline).joined(separator: " "))
}

/// The lines of `text`, without control characters.
func printableLines(_ text: String) -> [String] {
  text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    .map { withoutControls(String($0)) }
}

/// A tab becomes a space.
private func withoutControls(_ text: String) -> String {
  let text = String(text.map { $0 == "\t" ? " " : $0 })
  guard controlCharacters(in: text) != nil else { return text }
  return text.filter { controlCharacters(in: String($0)) == nil }
}
