internal import Domain

/// JSON as it is written, byte after byte; members and elements come as they are added. Source: RFC
/// 8259.
struct JSON {
  private var bytes: [UInt8] = []
  private static let usualLineBytes = 1_024

  /// An object on one line, with its line end.
  static func line(_ body: (inout JSON) -> Void) -> [UInt8] {
    var json = JSON()
    json.bytes.reserveCapacity(usualLineBytes)
    json.object(body)
    json.bytes.append(UInt8(ascii: "\n"))
    return json.bytes
  }

  // MARK: Members of the object that is open

  mutating func member(_ name: StaticString, _ value: String?) {
    begin(name)
    if let value { write(value) } else { bytes.append("null") }
  }

  mutating func member(_ name: StaticString, _ value: Int) {
    begin(name)
    bytes.append(String(value))
  }

  mutating func member(_ name: StaticString, orNull value: Int?) {
    begin(name)
    bytes.append(value.map { String($0) } ?? "null")
  }

  /// An array of what `element` adds for each of the elements.
  mutating func member<Element>(
    _ name: StaticString, arrayOf elements: [Element], _ element: (inout JSON, Element) -> Void
  ) {
    begin(name)
    array(of: elements, element)
  }

  /// A name is of the contract: nothing of it has to be escaped.
  private mutating func begin(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
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
    bytes.append(inJSON: string)
    bytes.append(UInt8(ascii: "\""))
  }
}
