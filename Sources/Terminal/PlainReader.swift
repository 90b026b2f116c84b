internal import Glibc

/// Lines from a pipe, a file or a terminal without editing.
struct PlainReader {
  let input: Int32
  let isTerminal: Bool
  private var buffer = LineBuffer()
  private static let pieceBytes = 16_384

  init(input: Int32, isTerminal: Bool) {
    self.input = input
    self.isTerminal = isTerminal
  }

  /// Whether the next line is here already.
  var hasLine: Bool { buffer.hasLine }

  /// A line that has begun when the deadline passes stays for the next call.
  mutating func readLine(deadline: Deadline?) -> Console.Line {
    while true {
      if let line = buffer.nextLine() {
        // A signal that came before goes first; the line stays gone, as it does on a terminal.
        return interruption() ?? .text(line)
      }
      switch wait(for: input, until: deadline) {
      case .signal(let signal):
        if let line = outcome(of: signal) { return line }
      case .deadline:
        return .timedOut(typed: buffer.partialLine)
      case .readable(let hungUp):
        let count = fill()
        if count > 0 { continue }
        if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
        if isTerminal && (hungUp || count < 0) { return .hungUp }
        return buffer.lastLine().map(Console.Line.text) ?? .endOfInput
      }
    }
  }

  /// The bytes read, 0 at the end, negative with `errno`. The corresponding C function is `read`.
  private mutating func fill() -> Int {
    var count = 0
    let piece = unsafe [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { piece, filled in
      count = unsafe read(input, piece.baseAddress, piece.count)
      filled = max(0, count)
    }
    buffer.append(piece)
    return count
  }

  private mutating func interruption() -> Console.Line? {
    while let signal = Signals.next() {
      if let line = outcome(of: signal) { return line }
    }
    return nil
  }

  private mutating func outcome(of signal: Int32) -> Console.Line? {
    switch signal {
    case SIGINT:
      let typed = buffer.hasPartialLine
      buffer.dropPartialLine()
      return .interrupted(typed: typed)
    case SIGHUP: return .hungUp
    default: return nil
    }
  }
}
