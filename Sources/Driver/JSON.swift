internal import Domain

/// JSON as it is written, byte after byte; members and elements come as they are added. Source: RFC
/// 8259.
struct JSON {
  /// UTF-8.
  private(set) var bytes: [UInt8] = []
  private static let usualLineBytes = 1_024

  init() { bytes.reserveCapacity(Self.usualLineBytes) }

  /// An object on one line, with its line end.
  static func line(_ body: (inout JSON) -> Void) -> [UInt8] {
    var json = JSON()
    json.line(body)
    return json.bytes
  }

  /// The same behind those that there are.
  mutating func line(_ body: (inout JSON) -> Void) {
    object(body)
    bytes.append(UInt8(ascii: "\n"))
  }

  // MARK: Members of the object that is open

  mutating func member(_ name: StaticString, _ value: String?) {
    begin(name, ofString: value != nil)
    guard let value else { return bytes.append("null") }
    bytes.append(inJSON: value)
    bytes.append(UInt8(ascii: "\""))
  }

  /// A value of the contract: nothing of it has to be escaped.
  mutating func member(_ name: StaticString, is value: StaticString) {
    begin(name)
    write(value)
  }

  mutating func member(_ name: StaticString, _ value: Int) {
    begin(name)
    bytes.append(decimal: value)
  }

  /// A string that is there in UTF-8.
  mutating func member(_ name: StaticString, utf8 value: ArraySlice<UInt8>) {
    begin(name, ofString: true)
    bytes.append(inJSON: value)
    bytes.append(UInt8(ascii: "\""))
  }

  /// A string of what `append` appends in UTF-8.
  mutating func member(_ name: StaticString, _ append: (inout [UInt8]) -> Void) {
    begin(name, ofString: true)
    writeRest(append)
  }

  /// An array of what `element` adds for each of the elements.
  mutating func member<Elements: Sequence>(
    _ name: StaticString, arrayOf elements: Elements,
    _ element: (inout JSON, Elements.Element) -> Void
  ) {
    begin(name)
    array(of: elements, element)
  }

  /// A name is of the contract: nothing of it has to be escaped.
  private mutating func begin(_ name: StaticString, ofString: Bool = false) {
    let follows = isFollowing
    let name = unsafe UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    bytes.append(addingCapacity: name.count + 5) { out in
      if follows { out.append(UInt8(ascii: ",")) }
      out.append(UInt8(ascii: "\""))
      for byte in unsafe name { out.append(byte) }
      out.append(UInt8(ascii: "\""))
      out.append(UInt8(ascii: ":"))
      if ofString { out.append(UInt8(ascii: "\"")) }
    }
  }

  // MARK: Elements of the array that is open

  mutating func element(_ value: String) {
    separate()
    write(value)
  }

  /// A value of the contract: nothing of it has to be escaped.
  mutating func element(is value: StaticString) {
    separate()
    write(value)
  }

  mutating func element(_ value: Int) {
    separate()
    bytes.append(decimal: value)
  }

  /// A string of what `append` appends in UTF-8.
  mutating func element(_ append: (inout [UInt8]) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    writeRest(append)
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

  mutating func array<Elements: Sequence>(
    of elements: Elements, _ element: (inout JSON, Elements.Element) -> Void
  ) {
    array { json in
      for each in elements { element(&json, each) }
    }
  }

  mutating func array(_ body: (inout JSON) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "["))
    body(&self)
    bytes.append(UInt8(ascii: "]"))
  }

  /// A comma, where something stands before.
  private mutating func separate() {
    if isFollowing { bytes.append(UInt8(ascii: ",")) }
  }

  /// Whether this is not the first of its object, array or line, nor the value after a name.
  private var isFollowing: Bool {
    switch bytes.last {
    case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: "\n"): false
    default: true
    }
  }

  private mutating func write(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    bytes.append(inJSON: string)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func write(_ string: StaticString) {
    let string = unsafe UnsafeBufferPointer(
      start: string.utf8Start, count: string.utf8CodeUnitCount)
    bytes.append(addingCapacity: string.count + 2) { out in
      out.append(UInt8(ascii: "\""))
      for byte in unsafe string { out.append(byte) }
      out.append(UInt8(ascii: "\""))
    }
  }

  /// A string whose quotation mark stands already.
  private mutating func writeRest(_ append: (inout [UInt8]) -> Void) {
    let start = bytes.count
    append(&bytes)
    bytes.escapeForJSON(from: start)
    bytes.append(UInt8(ascii: "\""))
  }
}
