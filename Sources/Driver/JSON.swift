internal import Domain

/// JSON as it is written, byte after byte; members and elements come as they are added. Source: RFC
/// 8259.
struct JSON {
  private var bytes: [UInt8] = []
  private static let usualLineBytes = 1_024

  /// An object on one line, with its line end.
  static func line(_ body: (inout JSON) -> Void) -> String {
    var json = JSON()
    json.bytes.reserveCapacity(usualLineBytes)
    json.object(body)
    json.bytes.append(UInt8(ascii: "\n"))
    return String(decoding: json.bytes, as: UTF8.self)
  }

  // MARK: Members of the object that is open

  mutating func member(_ name: String, _ value: String?) {
    begin(name)
    if let value { write(value) } else { bytes.append("null") }
  }

  mutating func member(_ name: String, _ value: Int) {
    begin(name)
    bytes.append(String(value))
  }

  mutating func member(_ name: String, orNull value: Int?) {
    begin(name)
    bytes.append(value.map { String($0) } ?? "null")
  }

  /// An array of what `element` adds for each of the elements.
  mutating func member<Element>(
    _ name: String, arrayOf elements: [Element], _ element: (inout JSON, Element) -> Void
  ) {
    begin(name)
    array(of: elements, element)
  }

  private mutating func begin(_ name: String) {
    separate()
    write(name)
    bytes.append(UInt8(ascii: ":"))
  }

  // MARK: Elements of the array that is open

  mutating func element(_ value: String) {
    separate()
    write(value)
  }

  mutating func element(_ value: Int) {
    separate()
    bytes.append(String(value))
  }

  mutating func null() {
    separate()
    bytes += "null".utf8
  }

  mutating func object(_ body: (inout JSON) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "{"))
    body(&self)
    bytes.append(UInt8(ascii: "}"))
  }

  mutating func array<Element>(
    of elements: [Element], _ element: (inout JSON, Element) -> Void
  ) {
    separate()
    bytes.append(UInt8(ascii: "["))
    for each in elements { element(&self, each) }
    bytes.append(UInt8(ascii: "]"))
  }

  /// A comma, unless this is the first of its object or array, or the value after a name.
  private mutating func separate() {
    switch bytes.last {
    case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): break
    default: bytes.append(UInt8(ascii: ","))
    }
  }

  private mutating func write(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    let start = bytes.count
    bytes.append(string)
    // Most strings stay as they are.
    if Self.mayChange(string) {
      let rest = Array(bytes[start...])
      bytes.removeSubrange(start...)
      var place = 0
      while let next = Self.firstChange(in: rest.span, from: place) {
        bytes += rest[place..<next]
        write(rest[next])
        place = next + 1
      }
      bytes += rest[place...]
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Looks at all, without a way out, so that many are looked at at once.
  private static func mayChange(_ string: String) -> Bool {
    string.utf8.withContiguousStorageIfAvailable { bytes in
      var changes: UInt8 = 0
      for byte in bytes { changes |= mayChange(byte) ? 1 : 0 }
      return changes != 0
    } ?? true
  }

  private static func firstChange(in bytes: Span<UInt8>, from start: Int) -> Int? {
    var place = start
    while place < bytes.count {
      if mayChange(bytes[place]) { return place }
      place += 1
    }
    return nil
  }

  /// Whether a byte is written otherwise than it is, alone or with the one before it.
  private static func mayChange(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0xA0
  }

  /// A byte of a string.
  private mutating func write(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): bytes.append("\\\"")
    case UInt8(ascii: "\\"): bytes.append("\\\\")
    case UInt8(ascii: "\n"): bytes.append("\\n")
    case UInt8(ascii: "\r"): bytes.append("\\r")
    case UInt8(ascii: "\t"): bytes.append("\\t")
    case ..<0x20:
      let hexadecimal = String(byte, radix: 16)
      bytes.append(
        "\\u" + String(repeating: "0", count: 4 - hexadecimal.utf8.count) + hexadecimal)
    // A no-break space, U+00A0, is for people's lines.
    case 0xA0 where bytes.last == 0xC2: bytes[bytes.count - 1] = UInt8(ascii: " ")
    default: bytes.append(byte)
    }
  }
}
