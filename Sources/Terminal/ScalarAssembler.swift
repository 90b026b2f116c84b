/// Puts the bytes of UTF-8 together one at a time, without reading ahead: the next byte may be a
/// minute away. What is no UTF-8 becomes U+FFFD, one for each maximal part, as Unicode advises
/// (The Unicode Standard, 3.9, table 3-8).
struct ScalarAssembler {
  private var value: UInt32 = 0
  private var missing = 0
  /// What the next byte may be: narrower than 80…BF after E0, ED, F0 and F4.
  private var allowed: ClosedRange<UInt8> = 0x80...0xBF

  /// The scalars that are complete with `byte`: none, one, or a replacement and one.
  mutating func scalars(with byte: UInt8) -> [Unicode.Scalar] {
    if missing > 0 {
      guard allowed.contains(byte) else {
        missing = 0
        return ["\u{FFFD}"] + scalars(with: byte)
      }
      value = value << 6 | UInt32(byte & 0x3F)
      allowed = 0x80...0xBF
      missing -= 1
      return missing > 0 ? [] : [Unicode.Scalar(value) ?? "\u{FFFD}"]
    }
    switch byte {
    case ..<0x80: return [Unicode.Scalar(byte)]
    case 0xC2...0xDF: begin(byte & 0x1F, missing: 1)
    case 0xE0: begin(byte & 0x0F, missing: 2, allowed: 0xA0...0xBF)
    case 0xED: begin(byte & 0x0F, missing: 2, allowed: 0x80...0x9F)
    case 0xE1...0xEF: begin(byte & 0x0F, missing: 2)
    case 0xF0: begin(byte & 0x07, missing: 3, allowed: 0x90...0xBF)
    case 0xF1...0xF3: begin(byte & 0x07, missing: 3)
    case 0xF4: begin(byte & 0x07, missing: 3, allowed: 0x80...0x8F)
    default: return ["\u{FFFD}"]
    }
    return []
  }

  private mutating func begin(
    _ bits: UInt8, missing: Int, allowed: ClosedRange<UInt8> = 0x80...0xBF
  ) {
    value = UInt32(bits)
    self.missing = missing
    self.allowed = allowed
  }
}
