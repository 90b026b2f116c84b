internal import Dialogue
internal import Domain
internal import Terminal
internal import Wording

/// Writes the steps of a conversation in one of the two forms of the contract.
enum Presenter {
  case text(Speaker)
  case json(Speaker)

  func present(_ utterances: [Utterance], on surface: some Surface) {
    switch self {
    case .text(let speaker):
      var isUnderstood = true
      let refused = Set(utterances.flatMap(\.refusedQuestions))
      func isTaken(_ utterance: Utterance) -> Bool {
        if case .understood(let answer) = utterance {
          !refused.contains(answer.question)
        } else {
          true
        }
      }
      for spoken in utterances.flatMap({ speaker.words(for: $0, isTaken: isTaken($0)) }) {
        let wasUnderstood = isUnderstood
        if case .understood = spoken { isUnderstood = true } else { isUnderstood = false }
        if !isUnderstood || !wasUnderstood { surface.write("\n") }
        surface.write(styled(spoken, on: surface) + "\n")
      }
    case .json(let speaker):
      // The appointment is what a program waits for: it comes last, before `fin`.
      let spoken = utterances.flatMap { speaker.words(for: $0) }
      for spoken in spoken.filter({ !$0.isAppointment }) + spoken.filter(\.isAppointment) {
        surface.write(json(spoken))
      }
    }
  }

  /// What a command has to report, a blank line between its parts. Its tables are as wide as they
  /// are.
  func present(report: [Spoken], on surface: some Surface) {
    for (index, spoken) in report.enumerated() {
      switch self {
      case .text:
        if index > 0 { surface.write("\n") }
        if case .table = spoken {
          surface.write(withPlainSpaces(spoken.text) + "\n")
        } else {
          surface.write(styled(spoken, on: surface) + "\n")
        }
      case .json: surface.write(json(spoken))
      }
    }
  }

  /// The question with its `options`; the line that is read follows it.
  func present(_ ask: Ask, _ options: [SpokenOption], on surface: some Surface) {
    switch self {
    case .text(let speaker):
      guard !ask.isReminder else { return }
      let width = min(surface.width, Self.textWidthMax)
      surface.write(
        "\n" + surface.styled(shown(speaker.question(ask), to: width), .question) + "\n")
      let numbered = options.prefix(ask.numbered)
      let shortMax = numbered.map { $0.short?.count ?? 0 }.max() ?? 0
      for (index, option) in numbered.enumerated() {
        let short = option.short ?? ""
        let gap = String(repeating: " ", count: shortMax == 0 ? 0 : shortMax - short.count + 2)
        surface.write(shown("  \(index + 1). \(short)\(gap)\(option.text)", to: width) + "\n")
      }
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

  /// Wrapped to `width`; no-break spaces have done their work then.
  private func shown(_ text: String, to width: Int) -> String {
    withPlainSpaces(wrapped(text, to: width))
  }

  /// Longer lines are hard to read.
  private static let textWidthMax = 80

  private func styled(_ spoken: Spoken, on surface: some Surface) -> String {
    let text = shown(spoken.text, to: min(surface.width, Self.textWidthMax))
    return switch spoken {
    case .message, .table: text
    case .understood, .appointment: surface.styled(text, .confirmed)
    case .refusal: surface.styled(text, .refused)
    }
  }

  private func json(_ spoken: Spoken) -> String {
    JSON.line {
      switch spoken {
      case .message(let key, let text):
        $0.member("tipo", "mensaje")
        $0.member("clave", key)
        $0.member("texto", text)
      case .table(let key, let columns, let rows, let text):
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
        $0.member("texto", text)
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
