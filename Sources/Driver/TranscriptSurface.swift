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
    events = transcript.events.filter {
      if case .places = $0.event { false } else { true }
    }.reversed()
    moment = start
    for (line, event) in transcript.events {
      if case .places = event { output += line + "\n" }
    }
  }

  var now: Moment { moment }
  var isTerminal: Bool { true }
  let width = 80

  func readLine(_ request: LineRequest) -> Console.Line {
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
      case .again, .command:
        events.append((line, event))
        return .endOfInput
      case .places: continue
      }
    }
    return .endOfInput
  }

  /// What comes after a conversation or a command.
  enum Next {
    case conversation
    case command([String])
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
      case .line, .interrupt, .places: continue
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

  func write(_ text: String) { output += text }
  func flush() {}
  func styled(_ text: String, _ style: Style) -> String { text }
  func remember(_ line: String) {}
  var wasInterrupted: Bool { false }
}
