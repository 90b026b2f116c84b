internal import Dialogue
internal import Domain
internal import Terminal
internal import Wording

/// Writes the steps of a conversation in one of the two forms of the contract.
enum Presenter {
  case text(Speaker)
  case json(Speaker)

  /// Writes what is said, and gives back what is to follow piece by piece.
  func present(_ utterances: [Utterance], on surface: some Surface) -> [[PageLine]] {
    switch self {
    case .text(let speaker):
      let isTaken = !utterances.contains(where: \.isRefusal)
      let turn = utterances.flatMap { speaker.words(for: $0, isTaken: isTaken) }
      let pieces = page(on: surface).pieces(of: turn)
      surface.write(pieces[0])
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

  /// The question with its `options`; the line that is read follows it.
  func present(_ ask: Ask, _ options: [SpokenOption], on surface: some Surface) {
    switch self {
    case .text(let speaker):
      surface.write(
        page(on: surface).lines(
          of: speaker.question(ask), options: Array(options.prefix(ask.numbered))))
    case .json(let speaker):
      surface.write(
        JSON.line {
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
        })
    }
  }

  /// Whether the rest of a long list is wanted.
  func presentHearMore(on surface: some Surface) {
    guard case .text(let speaker) = self else { return }
    surface.write(page(on: surface).lines(of: speaker.text(.hearMore), options: []))
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

  private func page(on surface: some Surface) -> Page {
    guard case .text(let speaker) = self else { return Page(width: Page.textWidthMax) }
    // What is heard from a pipe is broken by nobody's screen.
    let isUnbroken = speaker.isReading && !surface.isTerminal
    return Page(width: isUnbroken ? .max : surface.width, isReading: speaker.isReading)
  }

  private func json(_ spoken: Spoken) -> String {
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
  /// Each line styled by what its pieces mean.
  func write(_ lines: [PageLine]) {
    for line in lines {
      write(line.pieces.map { styled($0.text, $0.role) }.joined() + "\n")
    }
  }

  private func styled(_ text: String, _ role: PageLine.Role) -> String {
    switch role {
    case .plain: text
    case .heading: styled(text, .heading)
    case .question: styled(text, .question)
    case .confirmed: styled(text, .confirmed)
    case .refused: styled(text, .refused)
    case .quiet: styled(text, .quiet)
    case .strong: styled(text, .strong)
    }
  }
}

extension Spoken {
  fileprivate var isAppointment: Bool {
    if case .appointment = self { true } else { false }
  }
}
