/// A value of JSON, written on one line. Source: RFC 8259.
enum JSON {
  case null
  case number(Int)
  case string(String)
  case array([JSON])
  /// In the order given.
  case object([(String, JSON)])

  private static let usualLineBytes = 1_024

  /// With its line end.
  var line: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.usualLineBytes)
    write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .number(let number): bytes += String(number).utf8
    case .string(let string): Self.write(string, to: &bytes)
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, (name, value)) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ string: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in Array(string.utf8) {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case UInt8(ascii: "\r"): bytes += "\\r".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      case ..<0x20:
        let hexadecimal = String(byte, radix: 16)
        bytes +=
          ("\\u" + String(repeating: "0", count: 4 - hexadecimal.utf8.count) + hexadecimal).utf8
      // A no-break space, U+00A0, is for people's lines.
      case 0xA0 where bytes.last == 0xC2: bytes[bytes.count - 1] = UInt8(ascii: " ")
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
