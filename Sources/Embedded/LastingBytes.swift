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
