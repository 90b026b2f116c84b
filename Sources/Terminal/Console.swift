internal import CEditline
internal import Glibc

/// Where the conversation is held: reads lines, or says why there is none, and writes text.
///
/// A person at a terminal edits the line; from a pipe, a file or a terminal that can do nothing
/// lines are read as they come. Which of both is chosen once. While a console lives, an
/// interruption (`SIGINT`) and a hang-up (`SIGHUP`) wait for the next read instead of ending the
/// process, and `SIGPIPE` is ignored.
package final class Console {
  package enum Line: Hashable, Sendable {
    /// A line, without its end. May be empty.
    case text(String)
    /// Ctrl-D on an empty line, or the end of a pipe or file.
    case endOfInput
    /// Ctrl-C, or `SIGINT` from elsewhere. What had been typed is dropped.
    case interrupted(typed: Bool)
    /// The deadline passed with this typed and not sent.
    case timedOut(typed: String)
    /// The terminal is gone: write no more.
    case hungUp
  }

  /// What is shown where a line is read.
  package struct Prompt {
    /// At whose end is typed. On one line.
    package var text = ""
    /// The lines above it in UTF-8, for so many columns, each with its end. They are laid out anew
    /// when the terminal's width changes.
    package var question: (Int) -> [UInt8] = { _ in [] }
    /// Whether these lines stand on the screen already, right above.
    package var isQuestionShown = false
    /// A line between both that changes by itself while somebody types.
    package var status: (() -> Status)?

    package init(_ text: String = "") { self.text = text }
  }

  /// What the line says now, and when to look again. It is cut where the terminal ends.
  package struct Status: Hashable, Sendable {
    package var text: String
    package var style: Style
    package var nextMilliseconds: Int

    package init(text: String, style: Style, nextMilliseconds: Int) {
      self.text = text
      self.style = style
      self.nextMilliseconds = nextMilliseconds
    }
  }

  private let output: Int32
  private let environment: (String) -> String?
  private let editor: LineEditor?
  private var plain: PlainReader
  private let showsPrompt: Bool
  private var pending: [UInt8] = []
  private var isAtLineStart = true
  /// Whether the terminal has hung up.
  private var isGone = false
  private let caught: [Int32]

  /// Whether a person types at one end and reads at the other.
  package let isTerminal: Bool
  /// Whether `styled` marks text: a terminal that can, and nobody who does not want it.
  package let usesColour: Bool

  /// - `environment`: a variable's value; `TERM`, `NO_COLOR` and `COLUMNS` are asked for.
  /// - `colour`: false where it was switched off on the command line.
  /// - `fold`: what makes two texts the same for the completion.
  /// - `arrange`: several texts in columns for so wide a terminal.
  package init(
    input: Int32 = 0, output: Int32 = 1,
    environment: @escaping (String) -> String? = Console.processEnvironment,
    colour: Bool = true,
    fold: @escaping (String) -> String = { $0.lowercased() },
    arrange: @escaping ([String], Int) -> [String] = { words, _ in words }
  ) {
    let terminal = environment("TERM") ?? ""
    let isCapable = !terminal.isEmpty && terminal != "dumb"
    let readsTerminal = isatty(input) == 1
    let writesTerminal = isatty(output) == 1
    self.output = output
    self.environment = environment
    isTerminal = readsTerminal && writesTerminal
    showsPrompt = readsTerminal
    usesColour =
      colour && writesTerminal && isCapable && (environment("NO_COLOR") ?? "").isEmpty
    editor =
      isTerminal && isCapable
      ? LineEditor(
        input: input, output: output, terminal: terminal, fold: fold, arrange: arrange) : nil
    plain = PlainReader(input: input, isTerminal: readsTerminal)
    _ = citas_signal_ignore(SIGPIPE)
    caught = Signals.catch([SIGINT, SIGHUP])
  }

  deinit {
    Signals.release(caught)
  }

  /// A variable of the process, or nil. The corresponding C function is `getenv`.
  package static func processEnvironment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Columns of the output: the terminal's, else `$COLUMNS`, else 80. At least 20.
  package var width: Int { toldWidth ?? 80 }

  /// The same, or nil where neither the terminal nor `$COLUMNS` tells.
  package var toldWidth: Int? {
    let terminal = Int(citas_terminal_columns(output))
    return (terminal > 0 ? terminal : environment("COLUMNS").flatMap { Int($0) })
      .map { max(20, $0) }
  }

  /// Whether a line above the prompt can change by itself.
  package var showsStatus: Bool { editor != nil }

  /// Whether the next line has come already, so that to read it takes no waiting. Of a line that
  /// somebody edits nothing comes before its end.
  package var hasLine: Bool { editor == nil && plain.hasLine }

  /// Reads a line, after writing what is pending and the question.
  ///
  /// The prompt's own text is shown on a terminal only. Tab completes the text before the cursor
  /// with what `completions` gives for it. When `timeoutMilliseconds` have passed without the line's
  /// end, the result is `timedOut` and the screen is as it was before the prompt; the next read with
  /// `keepTyped` goes on with what had been typed. A line without editing goes on in any case.
  package func readLine(
    _ prompt: Prompt = Prompt(), timeoutMilliseconds: Int? = nil, keepTyped: Bool = false,
    completions: @escaping (String) -> [String] = { _ in [] }
  ) throws(OutputError) -> Line {
    let deadline = timeoutMilliseconds.map(Deadline.init(millisecondsFromNow:))
    if !prompt.isQuestionShown { write(prompt.question(width)) }
    let line: Line
    if let editor {
      // The editor counts columns from the first one.
      if !isAtLineStart { write("\n") }
      try flush()
      line = editor.readLine(
        prompt: prompt, styled: styled, deadline: deadline, keepTyped: keepTyped,
        completions: completions)
    } else {
      if showsPrompt { write(prompt.text) }
      try flush()
      line = plain.readLine(deadline: deadline)
      if showsPrompt, line != .hungUp {
        // The reader's Enter has ended the line on the screen; nothing else does.
        if case .text = line { isAtLineStart = true } else { write("\n") }
      }
    }
    if line == .hungUp { isGone = true }
    return line
  }

  /// Takes an interruption or a hang-up that came since the last read; false when none did.
  package func takeSignal() -> Bool {
    Signals.next() != nil
  }

  /// Lets the arrow keys bring this line back. For commands only, never for answers; it is kept in
  /// memory and ends with the console.
  package func remember(_ line: String) {
    editor?.remember(line)
  }

  /// Keeps the text for the next `flush` or `readLine`. Nothing is written to a terminal that is
  /// gone.
  package func write(_ text: String) { write(Array(text.utf8)) }

  /// The same, of text in UTF-8.
  package func write(_ bytes: [UInt8]) {
    guard !isGone, let last = bytes.last else { return }
    pending.append(contentsOf: bytes)
    isAtLineStart = last == UInt8(ascii: "\n")
  }

  /// Writes what is pending. After an error it is dropped.
  package func flush() throws(OutputError) {
    guard !pending.isEmpty else { return }
    defer { pending.removeAll(keepingCapacity: true) }
    guard let error = Output.send(pending[...], to: output) else { return }
    // A terminal that is gone is told by the next read.
    guard isTerminal, error.isClosed else { throw error }
    isGone = true
  }

  /// The text marked by its meaning, or as it is where there is no colour.
  package func styled(_ text: String, _ style: Style) -> String {
    usesColour ? style.marking(text) : text
  }
}
