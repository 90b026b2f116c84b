/// Rows of text for a spreadsheet: UTF-8 with its mark, without which Excel takes it for Latin-1;
/// otherwise RFC 4180. What a spreadsheet would compute is marked as text.
package func csv(header: [String], rows: [[String]]) -> String {
  "\u{FEFF}"
    + ([header] + rows).map { row in row.map(field).joined(separator: ",") + "\r\n" }.joined()
}

/// Quoted where it must be.
private func field(_ text: String) -> String {
  let text = startsFormula(text) ? "'" + text : text
  guard text.utf8.contains(where: { ",\"\r\n;".utf8.contains($0) }) else { return text }
  return "\""
    + text.split(separator: "\"", omittingEmptySubsequences: false)
    .joined(separator: "\"\"") + "\""
}

/// Whether a spreadsheet may take it for a formula. Source: OWASP, CSV Injection; the wide signs are
/// what Excel of East Asia takes for their narrow ones.
private func startsFormula(_ text: String) -> Bool {
  guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { return false }
  return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
}
