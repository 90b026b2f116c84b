/// Bytes that stay where they are and as they are, in the binary or for as long as this lives.
@safe final class LastingBytes: @unchecked Sendable {
  let bytes: UnsafeBufferPointer<UInt8>
  private let isOwned: Bool

  init(binary bytes: UnsafeBufferPointer<UInt8>) {
    unsafe self.bytes = unsafe bytes
    isOwned = false
  }

  init(copying text: [UInt8]) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
    _ = unsafe copy.initialize(from: text)
    unsafe bytes = UnsafeBufferPointer(copy)
    isOwned = true
  }

  deinit {
    if isOwned { unsafe bytes.deallocate() }
  }
}

/// The bytes of a file in the binary, as they lie there.
@safe package struct FileBytes: @unchecked Sendable {
  // Nobody changes them.
  private let bytes: UnsafeBufferPointer<UInt8>

  init(binary bytes: UnsafeBufferPointer<UInt8>) {
    unsafe self.bytes = unsafe bytes
  }

  /// Lends them.
  package func withSpan(_ body: (Span<UInt8>) -> Void) { unsafe body(bytes.span) }

  /// Appends those in that range to `text`.
  package func append(_ range: Range<Int>, to text: inout [UInt8]) {
    unsafe text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
  }

  /// The UTF-8 in that range as text.
  package func text(_ range: Range<Int>) -> String {
    unsafe String(decoding: bytes[range], as: UTF8.self)
  }
}
