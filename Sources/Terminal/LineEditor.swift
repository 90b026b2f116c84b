internal import CEditline
internal import Glibc

/// One line at a time, edited on a terminal by libedit. A class, because libedit keeps its address
/// for the callbacks.
@safe final class LineEditor {
  /// Bytes that libedit takes out of the prompt and sends around the next character as they are.
  private static let literal: UInt8 = 1
  /// Characters of a line; more are refused with a beep. libedit redraws the whole line for each.
  private static let lineCharactersMax = 4096
  private static let historyLinesMax = 200
  /// Caught while the terminal gives every key at once, so that it is given back whatever happens.
  private static let signals = [SIGTERM, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH]

  private let input: Int32
  private let output: Int32
  private let fold: (String) -> String
  private let arrange: ([String], Int) -> [String]
  private let line: OpaquePointer
  private let history: OpaquePointer
  private let keys: UnsafeMutablePointer<FILE>
  private let screen: UnsafeMutablePointer<FILE>
  /// The terminal's, as they were found.
  private var settings: termios

  /// What libedit shows before the line. Its address is good until the next one is set.
  private var prompt: UnsafeMutablePointer<CChar>
  private var promptText = ""
  /// Columns of the terminal when the line was last drawn.
  private var columns = 80

  /// What belongs to one call of `readLine`.
  private struct Reading {
    var deadline: Deadline?
    var completions: (String) -> [String] = { _ in [] }
    var question: (Int) -> [UInt8] = { _ in [] }
    /// Whether the question still stands right above.
    var isUnderQuestion = false
    var status: (() -> Console.Status)?
    var styled: (String, Style) -> String = { text, _ in text }
    /// What the line above the prompt says, where there is one, and when to look again.
    var shownStatus: (text: String, next: Deadline)?
    /// The terminal has another size since then; drawn anew once it has stayed the same for a moment.
    var resized: Deadline?
    /// To be put into the line before the first key.
    var draft: Draft?
    /// Why the line was given up, when it was.
    var abandoned: Console.Line?
    var tabsInARow = 0
  }
  private var reading = Reading()
  private static let resizingMilliseconds = 80

  private struct Draft {
    var text: String
    /// Characters from the cursor to the end.
    var afterCursor: Int32
  }
  /// What had been typed when the last deadline passed.
  private var draft: Draft?
  private var pending = Pending()

  /// What has been read and not been given to libedit.
  private struct Pending {
    var keys = KeyAssembler()
    /// When the key that has begun ends without the rest of it.
    var keyEnd: Deadline?
    var assembler = ScalarAssembler()
    var scalars: [Unicode.Scalar] = []
  }

  /// Nil when libedit cannot edit there: no UTF-8 locale, or a terminal it does not know.
  /// The corresponding C function is `el_init`.
  init?(
    input: Int32, output: Int32, terminal: String, fold: @escaping (String) -> String,
    arrange: @escaping ([String], Int) -> [String]
  ) {
    // An unknown terminal would make libedit print a remark of its own.
    guard setUTF8Locale(), unsafe tgetent(nil, terminal) == 1 else { return nil }
    var settings = termios()
    guard unsafe tcgetattr(output, &settings) == 0 else { return nil }
    // Streams of their own, because closing one closes its descriptor.
    guard let keys = unsafe Self.open(input, "r") else { return nil }
    guard let screen = unsafe Self.open(output, "w") else {
      unsafe fclose(keys)
      return nil
    }
    guard let line = unsafe el_init("citas", keys, screen, screen) else {
      unsafe fclose(keys)
      unsafe fclose(screen)
      return nil
    }
    guard let history = unsafe history_winit(), let prompt = unsafe strdup("") else {
      unsafe el_end(line)
      unsafe fclose(keys)
      unsafe fclose(screen)
      return nil
    }
    self.input = input
    self.output = output
    self.fold = fold
    self.arrange = arrange
    self.settings = settings
    unsafe self.line = line
    unsafe self.history = history
    unsafe self.keys = keys
    unsafe self.screen = screen
    unsafe self.prompt = prompt
    configure()
    Rescue.prepare(output, settings)
  }

  private static func open(_ descriptor: Int32, _ mode: String) -> UnsafeMutablePointer<FILE>? {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { return nil }
    if let stream = unsafe fdopen(copy, mode) { return unsafe stream }
    close(copy)
    return nil
  }

  deinit {
    Rescue.cancel()
    // `el_end` would give the terminal back too, but drop what was typed for the next program.
    unsafe citas_el_set_raw(line, 0)
    unsafe citas_el_set_editing(line, 0)
    unsafe el_end(line)
    unsafe tcsetattr(output, TCSADRAIN, &settings)
    unsafe history_wend(history)
    unsafe free(prompt)
    unsafe fclose(keys)
    unsafe fclose(screen)
  }

  private func configure() {
    unsafe citas_el_set_client(line, Unmanaged.passUnretained(self).toOpaque())
    unsafe citas_el_set_editor(line, "emacs")
    unsafe citas_el_set_prompt(
      line, { line in unsafe LineEditor.owner(of: line).prompt }, CChar(Self.literal))
    unsafe citas_el_set_reader(
      line,
      { line, scalar in
        guard let next = unsafe LineEditor.owner(of: line).nextScalar() else { return -1 }
        unsafe scalar.pointee = wchar_t(bitPattern: next.value)
        return 1
      })
    unsafe citas_el_add_completion(
      line,
      { line, _ in unsafe UInt8(LineEditor.owner(of: line).complete()) })
    unsafe citas_el_bind(line, "^I", "citas-complete")
    unsafe citas_el_add_clearing(
      line,
      { line, _ in unsafe UInt8(LineEditor.owner(of: line).clear()) })
    unsafe citas_el_bind(line, "^L", "citas-clear")
    // The first two would move the line away from what stands above it, for a history of few
    // orders; the others take the next key, even Enter, and are where others paste and cut.
    for key in ["^R", "^S", "^V", "^X"] { unsafe citas_el_bind(line, key, "ed-unassigned") }
    for key in EditingKey.allCases {
      unsafe citas_el_bind(line, String(Character(key.scalar)), key.rawValue)
    }
    unsafe citas_history_limit(history, Int32(Self.historyLinesMax))
    unsafe citas_el_set_history(line, history)
  }

  private static func owner(of line: OpaquePointer) -> LineEditor {
    guard let data = unsafe citas_el_client(line) else {
      preconditionFailure("the editor is registered before libedit can call it")
    }
    return unsafe Unmanaged<LineEditor>.fromOpaque(data).takeUnretainedValue()
  }

  /// Offers the line with the arrow keys from now on. In memory only.
  /// The corresponding C function is `history`.
  func remember(_ text: String) {
    unsafe citas_history_add(history, Self.wide(text))
  }

  /// Reads a line. The corresponding C function is `el_wgets`.
  func readLine(
    prompt: Console.Prompt, styled: @escaping (String, Style) -> String, deadline: Deadline?,
    keepTyped: Bool, completions: @escaping (String) -> [String]
  ) -> Console.Line {
    show(prompt.text)
    if !keepTyped {
      draft = nil
      pending = Pending()
    }
    reading = Reading(
      deadline: deadline, completions: completions, question: prompt.question,
      isUnderQuestion: true, status: prompt.status, styled: styled, draft: draft)
    // What it is given to ask leads back to whoever owns this editor, which so would never end.
    defer { reading = Reading() }
    draft = nil
    columns = Int(citas_terminal_columns(output))
    if columns == 0 { columns = 80 }
    let caught = Signals.catch(Self.signals)
    defer { Signals.release(caught) }
    // Before the prompt is seen: libedit itself would only do it after that. What was typed between
    // two reads has been shown by the terminal; libedit shows it again, in its place.
    unsafe citas_el_set_raw(line, 1)
    if hasInput { send("\r\u{1B}[J") }
    showStatus()
    var count: Int32 = 0
    guard let typed = unsafe el_wgets(line, &count), count > 0 else {
      // Ctrl-D says so without a reason, and leaves the cursor after "^D".
      guard let abandoned = reading.abandoned else {
        send("\n")
        return .endOfInput
      }
      return abandoned
    }
    if let abandoned = reading.abandoned { return abandoned }
    var text = unsafe Self.text(typed, Int(count))
    if text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
    // The cursor is on the line below the input.
    hideStatus(rowsUp: rows(of: promptText + text, columns: columns) + 2)
    return .text(text)
  }

  /// Marks the escapes of the prompt, which take no columns, for libedit.
  private func show(_ prompt: String) {
    var marked: [UInt8] = []
    var shown: [UInt8] = []
    var isEscape = false
    for byte in prompt.utf8 where byte != Self.literal && byte != 0 {
      if byte == 0x1B && !isEscape {
        isEscape = true
        // Escapes that follow one another are one: each hangs on the next character.
        if marked.last == Self.literal { marked.removeLast() } else { marked.append(Self.literal) }
      }
      marked.append(byte)
      if !isEscape {
        shown.append(byte)
      } else if byte == UInt8(ascii: "m") {
        isEscape = false
        marked.append(Self.literal)
      }
    }
    if isEscape { marked.append(Self.literal) }
    if marked.last == Self.literal {
      marked.append(UInt8(ascii: " "))
      shown.append(UInt8(ascii: " "))
    }
    guard let copy = unsafe strdup(String(decoding: marked, as: UTF8.self)) else { return }
    unsafe free(self.prompt)
    unsafe self.prompt = copy
    promptText = String(decoding: shown, as: UTF8.self)
  }
}

// Called by libedit, from `el_wgets`.
extension LineEditor {
  /// The next character typed, or nil to give the line up; `reading.abandoned` says why.
  private func nextScalar() -> Unicode.Scalar? {
    if let draft = reading.draft {
      reading.draft = nil
      erase()
      _ = unsafe el_winsertstr(line, Self.wide(draft.text))
      _ = unsafe el_cursor(line, -draft.afterCursor)
      unsafe citas_el_draw(line)
    }
    while pending.scalars.isEmpty {
      let next = [
        reading.deadline, reading.shownStatus?.next, reading.resized, pending.keyEnd,
      ].compactMap { $0 }
      switch wait(for: input, until: next.min()) {
      case .signal(let signal):
        answer(signal)
        if reading.abandoned != nil { return nil }
      case .deadline where pending.keyEnd?.hasPassed == true:
        pending.keys = KeyAssembler()
        pending.keyEnd = nil
      case .deadline where reading.resized?.hasPassed == true:
        layOutAnew()
      case .deadline where reading.deadline?.hasPassed != true:
        updateStatus()
      case .deadline:
        let typed = typed
        if !typed.text.isEmpty {
          draft = Draft(text: typed.text, afterCursor: Int32(typed.afterCursor.count))
        }
        erase(rowsUp: rowsUp + (reading.shownStatus == nil ? 0 : 1))
        return abandon(.timedOut(typed: typed.text))
      case .readable:
        if reading.resized != nil { layOutAnew() }
        var byte: UInt8 = 0
        let count = unsafe read(input, &byte, 1)
        if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
        // A terminal that gives every key at once has no end of input: it is gone.
        guard count == 1 else { return abandon(.hungUp) }
        take(byte)
      }
    }
    let scalar = pending.scalars.removeFirst()
    reading.tabsInARow = scalar == "\t" ? reading.tabsInARow + 1 : 0
    switch scalar.value {
    // Ctrl-D before the prompt came, while the terminal still gave whole lines: it kept the place.
    case 0: return "\u{04}"
    case 0x20... where !isControl(scalar) && characterCount >= Self.lineCharactersMax:
      send("\u{07}")
      return nextScalar()
    default: return scalar
    }
  }

  private func take(_ byte: UInt8) {
    for piece in pending.keys.pieces(with: byte) {
      switch piece {
      case .key(let key): pending.scalars.append(key.scalar)
      case .byte(let byte):
        // Unicode's own control characters stand for the editing keys.
        pending.scalars += pending.assembler.scalars(with: byte).map {
          $0.value >= 0x80 && isControl($0) ? "\u{FFFD}" : $0
        }
      }
    }
    pending.keyEnd = pending.keys.patienceMilliseconds.map { Deadline(millisecondsFromNow: $0) }
  }

  private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
  }

  private func abandon(_ reason: Console.Line) -> Unicode.Scalar? {
    reading.abandoned = reason
    return nil
  }

  private func answer(_ signal: Int32) {
    switch signal {
    case SIGINT:
      let typed = typed
      hideStatus()
      leave(with: "^C")
      reading.abandoned = .interrupted(typed: !typed.text.isEmpty)
      draft = nil
      pending = Pending()
    case SIGHUP:
      reading.abandoned = .hungUp
    case SIGTERM, SIGQUIT:
      hideStatus()
      leave(with: "")
      unsafe citas_el_set_raw(line, 0)
      Signals.surrender(to: signal)
    case SIGTSTP:
      hideStatus()
      leave(with: "")
      unsafe citas_el_set_raw(line, 0)
      Signals.surrender(to: signal)
    // Continued, perhaps after a stop that could not be caught, by a shell that has left the
    // terminal as it likes it.
    case SIGCONT:
      unsafe citas_el_set_raw(line, 0)
      unsafe citas_el_set_raw(line, 1)
      resize()
      send("\r\u{1B}[J")
      showQuestion()
      showStatus()
      unsafe citas_el_draw(line)
    // While a window is dragged the signal comes again and again.
    case SIGWINCH:
      reading.resized = Deadline(millisecondsFromNow: Self.resizingMilliseconds)
    default: break
    }
  }

  /// Draws the question and the line for the terminal's new width, as `fish` does with a prompt of
  /// several lines; `psql` does so with its line only. What stands above is the terminal's. A
  /// terminal that breaks long lines anew, as most do, may leave a remnant of the question above:
  /// rather that than to erase what is not ours.
  private func layOutAnew() {
    reading.resized = nil
    let above = rowsOfQuestion
    let up = rowsUp + (reading.shownStatus == nil ? 0 : 1)
    let isWhole = above > 0 && up + above < Int(citas_terminal_rows(output))
    erase(rowsUp: up + (isWhole ? above : 0))
    resize()
    if isWhole { showQuestion() } else { reading.isUnderQuestion = false }
    showStatus()
    unsafe citas_el_draw(line)
  }

  /// The corresponding C function is `el_resize`.
  private func resize() {
    unsafe el_resize(line)
    let now = Int(citas_terminal_columns(output))
    if now > 0 { columns = now }
  }

  /// The command on Ctrl-L: the question is the first thing on the screen.
  private func clear() -> Int32 {
    send("\u{1B}[H\u{1B}[2J")
    showQuestion()
    showStatus()
    unsafe citas_el_draw(line)
    return CC_NORM
  }

  /// The command on Tab. Its result is what libedit is to do next.
  private func complete() -> Int32 {
    let typed = typed
    let completion = Completion(
      of: typed.beforeCursor, among: reading.completions(typed.beforeCursor), fold: fold)
    switch completion {
    case .none: return CC_ERROR
    case .replace(let text):
      unsafe el_deletestr(line, Int32(typed.beforeCursor.unicodeScalars.count))
      _ = unsafe el_winsertstr(line, Self.wide(text))
      return CC_REFRESH
    case .choices where reading.tabsInARow < 2: return CC_ERROR
    case .choices(let choices):
      hideStatus()
      leave(with: "")
      let rows = arrange(choices, columns - 1)
      // Not more than the screen has room for: another letter makes the list shorter.
      let fitting = max(1, Int(citas_terminal_rows(output)) - 3)
      for row in rows.count > fitting ? rows.prefix(fitting - 1) + ["…"] : rows {
        send(row + "\r\n")
      }
      reading.isUnderQuestion = false
      showStatus()
      unsafe citas_el_draw(line)
      return CC_NORM
    }
  }
}

// The line above the prompt that changes by itself.
extension LineEditor {
  /// From the first column of an empty line, which becomes it.
  private func showStatus() {
    guard let status = reading.status?() else { return }
    remember(status)
    send(marked(status) + "\r\n")
  }

  /// Writes it where it stands; the cursor returns to where somebody types.
  private func updateStatus() {
    guard let status = reading.status?(), let shown = reading.shownStatus else { return }
    remember(status)
    if status.text != shown.text { write(marked(status) + "\u{1B}[K", rowsUp: rowsUp + 1) }
  }

  /// What it said is over when the line is.
  private func hideStatus(rowsUp up: Int? = nil) {
    guard reading.shownStatus != nil else { return }
    write("\u{1B}[2K", rowsUp: up ?? rowsUp + 1)
    reading.shownStatus = nil
  }

  private func remember(_ status: Console.Status) {
    reading.shownStatus = (
      status.text, Deadline(millisecondsFromNow: max(1, status.nextMilliseconds))
    )
  }

  private func marked(_ status: Console.Status) -> String {
    var text = ""
    var width = 0
    for character in status.text {
      width += columns(of: String(character))
      if width >= columns { break }
      text.append(character)
    }
    return reading.styled(text, status.style)
  }

  /// Saves the cursor (DECSC), writes and restores it (DECRC), unless the row is above the screen.
  private func write(_ text: String, rowsUp up: Int) {
    guard up < Int(citas_terminal_rows(output)) else { return }
    send("\u{1B}7\u{1B}[\(up)A\r" + text + "\u{1B}8")
  }
}

// The line and where it stands on the screen.
extension LineEditor {
  private var typed: (text: String, beforeCursor: String, afterCursor: Substring.UnicodeScalarView)
  {
    guard let info = unsafe el_wline(line) else { return ("", "", Substring().unicodeScalars) }
    let before = unsafe Self.text(info.pointee.buffer, info.pointee.cursor - info.pointee.buffer)
    let after = unsafe Self.text(info.pointee.cursor, info.pointee.lastchar - info.pointee.cursor)
    return (before + after, before, Substring(after).unicodeScalars)
  }

  private var hasInput: Bool {
    var watched = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&watched, 1, 0) > 0
  }

  private var characterCount: Int {
    guard let info = unsafe el_wline(line) else { return 0 }
    return unsafe info.pointee.lastchar - info.pointee.buffer
  }

  /// Clears prompt and line from the screen; the cursor is where the prompt began. When the
  /// terminal's width has just changed, it stands where both widths would have it: rather a
  /// remnant than a line of what stands above.
  private func erase() {
    erase(rowsUp: rowsUp)
  }

  private func erase(rowsUp up: Int) {
    send("\r" + (up > 0 ? "\u{1B}[\(up)A" : "") + "\u{1B}[J")
  }

  /// From the first row of the prompt down to the cursor.
  private var rowsUp: Int {
    let now = max(1, Int(citas_terminal_columns(output)))
    let before = promptText + typed.beforeCursor
    return min(rows(of: before, columns: columns), rows(of: before, columns: now))
  }

  private func showQuestion() {
    let question = String(decoding: reading.question(columns), as: UTF8.self)
    send(
      question.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\r\n"))
    reading.isUnderQuestion = true
  }

  /// The lines that the question took when it was shown.
  private var rowsOfQuestion: Int {
    guard reading.isUnderQuestion else { return 0 }
    return reading.question(columns).count { $0 == UInt8(ascii: "\n") }
  }

  /// Goes to the line below the last one of the input, `mark` at the input's end.
  private func leave(with mark: String) {
    let typed = typed
    let all = promptText + typed.text
    let down =
      rows(of: all, columns: columns) - rows(of: promptText + typed.beforeCursor, columns: columns)
    let column = columns(of: all) % columns
    send(
      (down > 0 ? "\u{1B}[\(down)B" : "") + "\r" + (column > 0 ? "\u{1B}[\(column)C" : "")
        + mark + "\r\n")
  }

  /// Rows below the first at the end of `text`.
  private func rows(of text: String, columns: Int) -> Int {
    var row = 0
    var column = 0
    for scalar in text.unicodeScalars {
      let width = self.columns(of: scalar)
      if column + width > columns {
        row += 1
        column = 0
      }
      column += width
      if column == columns {
        row += 1
        column = 0
      }
    }
    return row
  }

  private func columns(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
  }

  /// As libedit shows it: a control character as `^A`, what cannot be shown as `\U+E000`.
  /// The corresponding C function is `wcwidth`.
  private func columns(of scalar: Unicode.Scalar) -> Int {
    let width = Int(wcwidth(wchar_t(bitPattern: scalar.value)))
    if width >= 0 { return width }
    return scalar.value < 0x100 ? 2 : scalar.value > 0xFFFF ? 8 : 7
  }

  /// Straight to the terminal: libedit has sent its own before it asks for a key.
  private func send(_ text: String) {
    _ = Output.send(Array(text.utf8)[...], to: output)
  }

  private static func wide(_ text: String) -> [wchar_t] {
    text.unicodeScalars.lazy.filter { $0 != "\0" }.map { wchar_t(bitPattern: $0.value) } + [0]
  }

  private static func text(_ start: UnsafePointer<wchar_t>, _ count: Int) -> String {
    var text = String.UnicodeScalarView()
    unsafe text.append(
      contentsOf: UnsafeBufferPointer(start: start, count: count).lazy.map {
        Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{FFFD}"
      })
    return String(text)
  }
}

extension EditingKey {
  /// What it is for libedit, which looks up the characters below U+0100: one that nobody can type.
  fileprivate var scalar: Unicode.Scalar {
    Unicode.Scalar(0x80 + UInt8(Self.allCases.firstIndex(of: self) ?? 0))
  }
}
