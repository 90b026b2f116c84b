internal import Domain
internal import Terminal

/// Holds a conversation with a transcript, and keeps what comes out in the transcript's form.
final class TranscriptSurface: Surface {
  private(set) var output: String
  private var events: [(line: String, event: Transcript.Event)]
  private var moment: Moment
  /// Seconds of a wait that a wake has interrupted.
  private var waitLeft = 0

  init(_ transcript: Transcript, start: Moment) {
    output = (transcript.lines.first.map { String($0) } ?? "") + "\n"
    moment = start
    events = []
    for (line, event) in transcript.events {
      switch event {
      case .places, .full, .waiting: output += line + "\n"
      // Before anything is typed it is how wide the terminal is from the beginning.
      case .columns(let columns) where events.isEmpty:
        output += line + "\n"
        width = columns
      default: events.append((line, event))
      }
    }
    events.reverse()
  }

  var now: Moment { moment }
  var isTerminal: Bool { true }
  private(set) var width = 80

  var showsStatus: Bool { false }

  func readLine(_ request: LineRequest) -> Console.Line {
    if !request.isQuestionShown { write(request.question(width)) }
    if waitLeft > 0, wait(until: request.wake) { return .timedOut(typed: "") }
    while let (line, event) = events.popLast() {
      switch event {
      case .line(let text):
        output += line + "\n"
        return .text(text)
      case .interrupt:
        output += line + "\n"
        return .interrupted(typed: false)
      case .wait(let seconds):
        output += line + "\n"
        waitLeft = seconds
        if wait(until: request.wake) { return .timedOut(typed: "") }
      case .again, .command, .cancellation:
        events.append((line, event))
        return .endOfInput
      case .columns(let columns):
        output += line + "\n"
        width = columns
      case .places, .full, .waiting: continue
      }
    }
    return .endOfInput
  }

  /// What comes after a conversation or a command.
  enum Next {
    case conversation
    case command([String])
    case cancellation(city: String, SlotStart)
  }

  /// What is to begin now; nil at the end. What was left of the conversation is passed over.
  func beginNext() -> Next? {
    while let (line, event) = events.popLast() {
      switch event {
      case .again:
        output += line + "\n"
        return .conversation
      case .command(let words):
        output += "\n" + line + "\n"
        return .command(words)
      case .wait(let seconds):
        output += line + "\n"
        moment = moment.advanced(bySeconds: seconds)
      case .cancellation(let city, let slot):
        output += line + "\n"
        return .cancellation(city: city, slot)
      case .line, .interrupt, .places, .full, .waiting, .columns: continue
      }
    }
    return nil
  }

  /// Lets the time that is left pass; true when `wake` came before its end.
  private func wait(until wake: Moment?) -> Bool {
    let target = moment.advanced(bySeconds: waitLeft)
    guard let wake, wake <= target else {
      waitLeft = 0
      moment = target
      return false
    }
    waitLeft = wake.seconds(to: target)
    moment = wake
    return true
  }

  func write(_ bytes: [UInt8]) { output += String(decoding: bytes, as: UTF8.self) }
  func flush() {}
  func remember(_ line: String) {}
  var wasInterrupted: Bool { false }
}
