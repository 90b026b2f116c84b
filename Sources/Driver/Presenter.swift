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
      let isTaken = !utterances.contains(where: \.isRefusal)
      for spoken in utterances.flatMap({ speaker.words(for: $0, isTaken: isTaken) }) {
        let wasUnderstood = isUnderstood
        if case .understood = spoken { isUnderstood = true } else { isUnderstood = false }
        if !isUnderstood || !wasUnderstood { surface.write("\n") }
        surface.write(styled(spoken, on: surface) + "\n")
      }
    case .json(let speaker):
      // The appointment is what a program waits for: it comes last, before `fin`.
      let spoken = utterances.flatMap { speaker.words(for: $0) }
      for spoken in spoken.filter({ !$0.isAppointment }) + spoken.filter(\.isAppointment) {
        surface.write(json(spoken).line)
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
      for (index, option) in options.prefix(ask.numbered).enumerated() {
        surface.write(shown("  \(index + 1). \(option.text)", to: width) + "\n")
      }
    case .json(let speaker):
      surface.write(
        JSON.object([
          ("tipo", .string("pregunta")),
          ("campo", .string(ask.subject.id)),
          ("texto", .string(speaker.question(ask))),
          (
            "opciones",
            .array(
              options.map {
                .object([("valor", .string($0.value)), ("texto", .string($0.text))])
              })
          ),
          ("vence", ask.until.map { .string($0.iso) } ?? .null),
        ]).line)
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
      JSON.object([
        ("tipo", .string("fin")), ("estado", .string(status)),
        ("salida", .number(Int(exitStatus))),
      ]).line)
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

  private func json(_ spoken: Spoken) -> JSON {
    switch spoken {
    case .message(let key, let text):
      .object([
        ("tipo", .string("mensaje")), ("clave", .string(key)), ("texto", .string(text)),
      ])
    case .table(let key, let columns, let rows, let text):
      .object([
        ("tipo", .string("tabla")), ("clave", .string(key)),
        ("columnas", .array(columns.map { .string($0) })),
        (
          "filas",
          .array(
            rows.map { row in
              .array(
                row.map {
                  switch $0 {
                  case .text(let text): .string(text)
                  case .number(let number): .number(number)
                  }
                })
            })
        ),
        ("texto", .string(text)),
      ])
    case .understood(let field, let value, _):
      .object([
        ("tipo", .string("entendido")), ("campo", .string(field)), ("valor", .string(value)),
      ])
    case .refusal(let field, let reason, let text):
      .object([
        ("tipo", .string("rechazo")), ("campo", .string(field)), ("motivo", .string(reason)),
        ("texto", .string(text)),
      ])
    case .appointment(let appointment, let state, let replaces, let text):
      .object([
        ("tipo", .string("cita")), ("estado", .string(state)),
        ("codigo", .string(appointment.code.text)),
        ("inicio", .string(appointment.slot.moment.iso)),
        ("ciudad", .string(appointment.point.city)),
        ("punto_de_contacto", .string(appointment.point.name)),
        ("motivo", .string(appointment.motive.rawValue)),
        ("reemplaza", replaces.map { .string($0.text) } ?? .null),
        ("texto", .string(text)),
      ])
    }
  }
}

extension Spoken {
  fileprivate var isAppointment: Bool {
    if case .appointment = self { true } else { false }
  }
}
