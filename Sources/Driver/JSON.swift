/// A value of JSON, written on one line. Source: RFC 8259.
enum JSON {
  case null
  case number(Int)
  case string(String)
  case array([JSON])
  /// In the order given.
  case object([(String, JSON)])

  /// With its line end.
  var line: String {
    var text = ""
    write(to: &text)
    return text + "\n"
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .number(let number): text += String(number)
    case .string(let string): Self.write(string, to: &text)
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        value.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, (name, value)) in members.enumerated() {
        if index > 0 { text += "," }
        Self.write(name, to: &text)
        text += ":"
        value.write(to: &text)
      }
      text += "}"
    }
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let hexadecimal = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
      case "\u{A0}": text += " "
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
