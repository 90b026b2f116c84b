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
      var json = JSON()
      // The appointment is what a program waits for: it comes last, before `fin`.
      var appointments: [Spoken] = []
      let said = utterances.span
      for index in said.indices {
        for spoken in speaker.words(for: said[index], isTaken: nil) {
          if spoken.isAppointment {
            appointments.append(spoken)
          } else {
            json.line { Self.append(spoken, to: &$0) }
          }
        }
      }
      for appointment in appointments { json.line { Self.append(appointment, to: &$0) } }
      surface.write(json.bytes)
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
      var json = JSON()
      for spoken in report { json.line { Self.append(spoken, to: &$0) } }
      surface.write(json.bytes)
    }
  }

  /// The question with its `options`, for so many columns; the line that is read follows it.
  func question(
    _ ask: Ask, _ options: SpokenOptions, on surface: some Surface
  ) -> (_ width: Int) -> [UInt8] {
    switch self {
    case .text(let speaker):
      let question = speaker.question(ask)
      return { width in
        surface.text(
          page(on: surface, width: width)
            .text(of: question, options: options, atMost: ask.numbered))
      }
    case .json(let speaker):
      let line = JSON.line {
        $0.member("tipo", is: "pregunta")
        $0.member("campo", ask.subject.id)
        $0.member("texto") { speaker.append(question: ask, to: &$0) }
        $0.member("opciones", arrayOf: 0..<options.count) { json, index in
          json.object {
            $0.member("valor") { options.appendValue(index, to: &$0) }
            $0.member("texto", utf8: options.text(index))
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
      surface.text(page(on: surface, width: width).text(of: question, options: SpokenOptions()))
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
  func options(of ask: Ask, isTerminal: Bool) -> SpokenOptions {
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
        $0.member("tipo", is: "fin")
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

  private static func append(_ spoken: Spoken, to json: inout JSON) {
    switch spoken {
    case .message(let key, let text):
      json.member("tipo", is: "mensaje")
      json.member("clave", key)
      json.member("texto", text)
    case .table(let key, let columns, let rows, let block):
      append(table: key, columns, of: rows, block, to: &json) { json, row in
        for cell in row {
          switch cell {
          case .text(let text): json.element(text)
          case .number(let number): json.element(number)
          case .none: json.null()
          }
        }
      }
    case .calendar(let calendar, let block):
      let marks = calendar.marks.enumerated()
      append(table: "calendario", ["dia", "estado"], of: marks, block, to: &json) { json, day in
        json.element { calendar.month.first.advanced(by: day.offset).appendISO(to: &$0) }
        switch day.element {
        case .selected: json.element(is: "seleccionado")
        case .free: json.element(is: "disponible")
        case .notFree: json.element(is: "no_disponible")
        }
      }
    case .hours(let hours, let block):
      append(table: "horas", ["hora", "citas"], of: hours.slots, block, to: &json) { json, slot in
        json.element { slot.time.appendISO(to: &$0) }
        json.element(slot.free)
      }
    case .summary(let answers, let block):
      append(table: "resumen", ["campo", "valor"], of: answers, block, to: &json) { json, answer in
        json.element(answer.question.rawValue)
        json.element { answer.appendValue(to: &$0) }
      }
    case .understood(let field, let value, _):
      json.member("tipo", is: "entendido")
      json.member("campo", field)
      json.member("valor", value)
    case .refusal(let field, let reason, let text):
      json.member("tipo", is: "rechazo")
      json.member("campo", field)
      json.member("motivo", reason)
      json.member("texto", text)
    case .appointment(let appointment, let state, let replaces, let showsMotive, let text):
      json.member("tipo", is: "cita")
      json.member("estado", state)
      json.member("codigo", appointment.code.text)
      json.member("inicio", appointment.slot.moment.iso)
      json.member("ciudad", appointment.point.city)
      json.member("punto_de_contacto", appointment.point.name)
      json.member("motivo", showsMotive ? appointment.motive.rawValue : nil)
      json.member("reemplaza", replaces?.text)
      json.member("texto", text)
    }
  }

  private static func append<Rows: Sequence>(
    table key: String, _ columns: [String], of rows: Rows, _ block: Block, to json: inout JSON,
    cells: (inout JSON, Rows.Element) -> Void
  ) {
    json.member("tipo", is: "tabla")
    json.member("clave", key)
    json.member("columnas", arrayOf: columns) { $0.element($1) }
    json.member("filas", arrayOf: rows) { json, row in json.array { cells(&$0, row) } }
    json.member("texto", utf8: block.textInJSON)
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
