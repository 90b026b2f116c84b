internal import Dialogue
internal import Domain
internal import Terminal
internal import Wording

/// Writes the steps of a conversation in one of the two forms of the contract.
enum Presenter {
  case text(Speaker)
  case json(Speaker)

  /// Writes what is said, and gives back what is to follow piece by piece.
  func present(_ utterances: [Utterance], on surface: some Surface) -> [PageText] {
    switch self {
    case .text(let speaker):
      let counts = countsDown(on: surface)
      let refused = Set(utterances.flatMap(\.refusedQuestions))
      func isTaken(_ utterance: Utterance) -> Bool {
        guard case .understood(let answer) = utterance else { return true }
        return !refused.contains(answer.question)
      }
      let told = utterances.filter { !(counts && $0.isHoldWarning) }
      let turn = told.flatMap { speaker.words(for: $0, isTaken: isTaken($0)) }
      let pieces = page(on: surface, width: surface.width).pieces(of: turn)
      surface.write(surface.text(pieces[0]))
      return Array(pieces.dropFirst())
    case .json(let speaker):
      // The appointment is what a program waits for: it comes last, before `fin`.
      let spoken = utterances.flatMap { speaker.words(for: $0) }
      for spoken in spoken.filter({ !$0.isAppointment }) + spoken.filter(\.isAppointment) {
        surface.write(json(spoken))
      }
      return []
    }
  }

  private static let pipeColumns = 1_000

  /// What a command has to report, a blank line between its parts.
  func present(report: [Spoken], on surface: some Surface) {
    switch self {
    case .text:
      // In a pipe or a file a table is as wide as it is, unless somebody says otherwise.
      let width = surface.toldWidth ?? Self.pipeColumns
      let pieces = page(on: surface, width: width).pieces(of: report)
      // Nothing was typed that it follows.
      surface.write(surface.text(pieces[0].withoutLeadingEmptyLines))
      for piece in pieces.dropFirst() { surface.write(surface.text(piece)) }
    case .json:
      for spoken in report { surface.write(json(spoken)) }
    }
  }

  /// The question with its `options`, for so many columns; the line that is read follows it.
  func question(
    _ ask: Ask, _ options: [SpokenOption], on surface: some Surface
  ) -> (_ width: Int) -> [UInt8] {
    switch self {
    case .text(let speaker):
      let question = speaker.question(ask)
      let options = Array(options.prefix(ask.numbered))
      return { width in
        surface.text(page(on: surface, width: width).text(of: question, options: options))
      }
    case .json(let speaker):
      let line = JSON.line {
        $0.member("tipo", "pregunta")
        $0.member("campo", ask.subject.id)
        $0.member("texto", speaker.question(ask))
        $0.member("opciones", arrayOf: options) { json, option in
          json.object {
            $0.member("valor", option.value)
            $0.member("texto", option.text)
          }
        }
        $0.member("vence", ask.until?.iso)
      }
      return { _ in line }
    }
  }

  /// Whether the rest of a long list is wanted.
  func hearMore(on surface: some Surface) -> (_ width: Int) -> [UInt8] {
    guard case .text(let speaker) = self else { return { _ in [] } }
    let question = speaker.text(.hearMore)
    return { width in
      surface.text(page(on: surface, width: width).text(of: question, options: []))
    }
  }

  /// What is left of a hold, in a line that counts down by itself.
  func status(of ask: Ask, on surface: some Surface) -> ((Moment) -> LineRequest.Status)? {
    guard case .text(let speaker) = self, countsDown(on: surface), let until = ask.until else {
      return nil
    }
    return { now in
      let seconds = max(0, now.seconds(to: until))
      return LineRequest.Status(
        text: speaker.countdown(seconds: seconds), isUrgent: seconds <= Self.urgentSeconds)
    }
  }

  private static let urgentSeconds = 20

  /// Whoever listens is told at times instead.
  private func countsDown(on surface: some Surface) -> Bool {
    guard case .text(let speaker) = self else { return false }
    return surface.showsStatus && !speaker.isReading
  }

  /// The options by the names that a Tab puts into the line.
  func names(of ask: Ask) -> [String] {
    switch self {
    case .text(let speaker): speaker.names(of: ask)
    case .json: []
    }
  }

  /// The options of which whoever answers knows the words: a pipe of text has those with numbers.
  func options(of ask: Ask, isTerminal: Bool) -> [SpokenOption] {
    switch self {
    case .text(let speaker) where !isTerminal: speaker.options(of: ask, atMost: ask.numbered)
    case .text(let speaker), .json(let speaker): speaker.options(of: ask)
    }
  }

  /// The last line of `--json`; people are told in words before.
  func presentEnd(status: String, exitStatus: Int32, on surface: some Surface) {
    guard case .json = self else { return }
    surface.write(
      JSON.line {
        $0.member("tipo", "fin")
        $0.member("estado", status)
        $0.member("salida", Int(exitStatus))
      })
  }

  private func page(on surface: some Surface, width: Int) -> Page {
    guard case .text(let speaker) = self else { return Page(width: width) }
    // What is heard from a pipe is broken by nobody's screen.
    let isUnbroken = speaker.isReading && !surface.isTerminal
    return Page(width: isUnbroken ? Page.unbroken : width, isReading: speaker.isReading)
  }

  private func json(_ spoken: Spoken) -> [UInt8] {
    JSON.line {
      switch spoken {
      case .message(let key, let text):
        $0.member("tipo", "mensaje")
        $0.member("clave", key)
        $0.member("texto", text)
      case .table(let key, let columns, let rows, _):
        $0.member("tipo", "tabla")
        $0.member("clave", key)
        $0.member("columnas", arrayOf: columns) { $0.element($1) }
        $0.member("filas", arrayOf: rows) { json, row in
          json.array(of: row) { json, cell in
            switch cell {
            case .text(let text): json.element(text)
            case .number(let number): json.element(number)
            case .none: json.null()
            }
          }
        }
        $0.member("texto", spoken.text)
      case .understood(let field, let value, _):
        $0.member("tipo", "entendido")
        $0.member("campo", field)
        $0.member("valor", value)
      case .refusal(let field, let reason, let text):
        $0.member("tipo", "rechazo")
        $0.member("campo", field)
        $0.member("motivo", reason)
        $0.member("texto", text)
      case .appointment(let appointment, let state, let replaces, let showsMotive, let text):
        $0.member("tipo", "cita")
        $0.member("estado", state)
        $0.member("codigo", appointment.code.text)
        $0.member("inicio", appointment.slot.moment.iso)
        $0.member("ciudad", appointment.point.city)
        $0.member("punto_de_contacto", appointment.point.name)
        $0.member("motivo", showsMotive ? appointment.motive.rawValue : nil)
        $0.member("reemplaza", replaces?.text)
        $0.member("texto", text)
      }
    }
  }
}

extension Surface {
  /// The text, styled by what its parts mean.
  func text(_ page: PageText) -> [UInt8] {
    guard usesColour, !page.runs.isEmpty else { return page.bytes }
    var text: [UInt8] = []
    text.reserveCapacity(2 * page.bytes.count)
    var end = 0
    for run in page.runs {
      text.append(contentsOf: page.bytes[end..<run.bytes.lowerBound])
      let part = String(decoding: page.bytes[run.bytes], as: UTF8.self)
      text.append(run.role.style.map { styled(part, $0) } ?? part)
      end = run.bytes.upperBound
    }
    text.append(contentsOf: page.bytes[end...])
    return text
  }
}

extension PageText.Role {
  fileprivate var style: Style? {
    switch self {
    case .plain: nil
    case .heading: .heading
    case .question: .question
    case .confirmed: .confirmed
    case .refused: .refused
    case .quiet: .quiet
    case .strong: .strong
    }
  }
}

extension Utterance {
  /// The questions whose answers it says were not taken.
  fileprivate var refusedQuestions: [Question] {
    switch self {
    // Which of both does not match is not told.
    case .refused(.code, .notFound): [.code, .documentNumber]
    // An hour goes with its day.
    case .refused(.day, _), .proposalRefused(.day, _, _): [.day, .time]
    case .refused(let question, _), .proposalRefused(let question, _, _): [question]
    case .outOfScope: [.motive]
    case .noPoint: [.appointmentCity]
    case .slowDown: Question.allCases
    default: []
    }
  }
}

extension Spoken {
  fileprivate var isAppointment: Bool {
    if case .appointment = self { true } else { false }
  }
}
