package import Domain

/// The type of a document and its number in a line that tells both, «NIT 800197268-5»: why the number
/// is none, if it is none, or is asked back. Where only one type is offered, a number alone is of that type. Nil for
/// every other line.
package func typeAndNumber(
  _ line: String, in context: Context
) -> (type: DocumentType, number: Reading)? {
  guard line.utf8.count <= lineLengthMax, line.utf8.contains(where: isDigit) else { return nil }
  let line = Line(line)
  let offered = context.personType.map(DocumentType.offered) ?? []
  let onRequest = context.personType.map(DocumentType.onRequest) ?? []
  let words = Vocabulary.articles.dropping(Vocabulary.beforeField.dropping(trimmed(line.phrase)))
  var number = line
  var told: DocumentType?
  if let (type, rest) = Vocabulary.documentTypes.leading(words) {
    let value = Vocabulary.is.dropping(rest)
    guard !value.isEmpty else { return nil }
    told = type
    number = Line(line.typedToEnd(from: value.startIndex))
  } else if offered.count == 1 {
    told = offered[0]
  }
  guard let type = told, (offered + onRequest).contains(type), number.isNumberAlone else {
    return nil
  }
  var context = context
  context.documentType = type
  let reading = documentNumber(number, in: context)
  switch reading {
  case .value, .confirm, .invalid: return (type, reading)
  default: return nil
  }
}

extension Line {
  /// At least three digits, and between them what may part them.
  fileprivate var isNumberAlone: Bool {
    text.utf8.count(where: isDigit) > 2
      && text.utf8.allSatisfy { isDigit($0) || " .-".utf8.contains($0) }
  }
}
