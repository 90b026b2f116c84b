package import Domain
package import Terminal

/// Where a conversation is held and what its clock says.
package protocol Surface: AnyObject {
  var now: Moment { get }
  /// Whether a person types at it, who can be asked whether to leave.
  var isTerminal: Bool { get }
  /// In columns.
  var width: Int { get }
  /// Nil where nobody has told it.
  var toldWidth: Int? { get }
  /// Whether a line that counts down is shown above the prompt.
  var showsStatus: Bool { get }
  /// A line, or why there is none; `timedOut` once `wake` has come.
  func readLine(_ request: LineRequest) throws(OutputError) -> Console.Line
  /// Whether the next line is here already, and to read it takes no waiting.
  var hasLine: Bool { get }
  /// Text in UTF-8.
  func write(_ bytes: [UInt8])
  func flush() throws(OutputError)
  /// Whether `styled` marks text.
  var usesColour: Bool { get }
  func styled(_ text: String, _ style: Style) -> String
  func remember(_ line: String)
  /// Whether somebody wants to end what takes long. It is asked once for each time.
  var wasInterrupted: Bool { get }
}

extension Surface {
  package var toldWidth: Int? { width }
  package var hasLine: Bool { false }
  package var usesColour: Bool { false }
  package func styled(_ text: String, _ style: Style) -> String { text }
  func write(_ text: String) { write(Array(text.utf8)) }
}

package struct LineRequest {
  package var prompt: String
  /// For so many columns.
  package var question: (Int) -> [UInt8]
  /// Whether it stands right above already.
  package var isQuestionShown: Bool
  /// What the line above the prompt says at a moment.
  package var status: ((Moment) -> Status)?
  package var wake: Moment?
  package var keepTyped: Bool
  /// By what stands before the cursor.
  package var completions: (String) -> [String]

  package struct Status {
    package var text: String
    package var isUrgent: Bool
  }
}

/// The process's own terminal or pipe.
final class ConsoleSurface: Surface {
  private let console: Console
  private let clock: Clock

  /// How the moment is known.
  enum Clock {
    /// The system's, shifted so that the conversation begins when it was told.
    case running(shiftSeconds: Int)
    case standing(Moment)
  }

  /// `start` replaces the system's moment: it runs on at a terminal and stands still elsewhere.
  init(_ console: Console, start: Moment?) {
    self.console = console
    clock =
      switch start {
      case nil: .running(shiftSeconds: 0)
      case .some(let start) where console.isTerminal:
        .running(shiftSeconds: start.secondsSinceEpoch - systemSeconds())
      case .some(let start): .standing(start)
      }
  }

  var now: Moment {
    switch clock {
    case .running(let shift): Moment(secondsSinceEpoch: systemSeconds() + shift)
    case .standing(let moment): moment
    }
  }

  var isTerminal: Bool { console.isTerminal }
  var width: Int { console.width }
  var toldWidth: Int? { console.toldWidth }
  var showsStatus: Bool { console.showsStatus }

  func readLine(_ request: LineRequest) throws(OutputError) -> Console.Line {
    var timeout: Int?
    if case .running = clock, let wake = request.wake {
      timeout = max(0, now.seconds(to: wake) * 1000)
    }
    var prompt = Console.Prompt(request.prompt)
    prompt.question = request.question
    prompt.isQuestionShown = request.isQuestionShown
    if let status = request.status {
      prompt.status = { [self] in
        let status = status(now)
        return Console.Status(
          text: status.text, style: status.isUrgent ? .strong : .quiet,
          nextMilliseconds: millisecondsToNextSecond())
      }
    }
    return try console.readLine(
      prompt, timeoutMilliseconds: timeout, keepTyped: request.keepTyped,
      completions: request.completions)
  }

  var hasLine: Bool { console.hasLine }
  func write(_ bytes: [UInt8]) { console.write(bytes) }
  func flush() throws(OutputError) { try console.flush() }
  var usesColour: Bool { console.usesColour }
  func styled(_ text: String, _ style: Style) -> String { console.styled(text, style) }
  func remember(_ line: String) { console.remember(line) }
  var wasInterrupted: Bool { console.takeSignal() }
}
