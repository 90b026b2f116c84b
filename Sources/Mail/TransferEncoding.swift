/// How the octets of a body stand in lines of ASCII. Source: RFC 2045, 6.
private let encodedLineLengthMax = 76

/// Base64 on one line.
func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var encoded: [UInt8] = []
  encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = (0..<3).reduce(0) { $0 << 8 | ($1 < group.count ? Int(group[start + $1]) : 0) }
    for digit in 0..<4 {
      encoded.append(
        digit <= group.count ? alphabet[bits >> (18 - 6 * digit) & 63] : UInt8(ascii: "="))
    }
  }
  return String(decoding: encoded, as: UTF8.self)
}

/// Base64 in lines.
func base64Lines(_ bytes: [UInt8]) -> [String] {
  let perLine = encodedLineLengthMax / 4 * 3
  return stride(from: 0, to: bytes.count, by: perLine).map {
    base64(Array(bytes[$0..<min($0 + perLine, bytes.count)]))
  }
}

/// Lines of text as quoted-printable, each broken where it is too long, between characters.
func quotedPrintable(_ lines: [String]) -> [String] {
  lines.flatMap { line -> [String] in
    var encoded = [""]
    let scalars = Array(line.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let isEdge = index == scalars.count - 1
      // What some transports take for their own: a dot alone, «From » at the beginning, a blank at
      // the end (RFC 2049, 3).
      let isMistaken =
        index == 0 && (scalar == "." || line.hasPrefix("From ")) || isEdge && scalar == " "
      let unit =
        (0x20..<0x7F).contains(scalar.value) && scalar != "=" && !isMistaken
        ? String(scalar) : String(scalar).utf8.map(escaped).joined()
      // A soft break takes a column.
      let room = encodedLineLengthMax - (isEdge ? 0 : 1)
      if encoded[encoded.count - 1].utf8.count + unit.utf8.count > room {
        encoded[encoded.count - 1] += "="
        encoded.append("")
      }
      encoded[encoded.count - 1] += unit
    }
    return encoded
  }
}

private func escaped(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return "=" + (digits.utf8.count < 2 ? "0" : "") + digits
}
