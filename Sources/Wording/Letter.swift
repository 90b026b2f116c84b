package import Domain

/// The words of a message: what its reader sees, and the entry of their calendar.
package struct Letter: Hashable, Sendable {
  package let senderName: String
  package let subject: String
  /// Its lines are wrapped.
  package let text: String
  /// Nil where nothing belongs in a calendar.
  package let calendar: Entry?

  package struct Entry: Hashable, Sendable {
    package let summary: String
    package let details: String
    /// Empty where nobody has to go.
    package let location: String
  }
}

extension Speaker {
  /// Longer lines are hard to read, and some readers of mail do not break them.
  private static let letterWidth = 72

  package func letter(for notice: Notice) -> Letter {
    switch notice.content {
    case .confirmation(let entry):
      return letter(
        entry.isDisplaced ? "confirmacion_recuperada" : "confirmacion", about: entry,
        requirements: true)
    case .change(let entry, let old):
      return letter(
        entry.isDisplaced ? "cambio_oficina" : "cambio", about: entry,
        ["antes": dayAndTime(old)], requirements: true)
    case .cancellation(let entry):
      return letter(
        entry.isDisplaced ? "cancelacion_oficina" : "cancelacion", about: entry,
        requirements: false)
    case .reminder(let entry):
      return letter("recordatorio", about: entry, requirements: true)
    case .offer(let offer):
      let end = SlotStart(day: offer.until.day, time: offer.until.time)
      let values = values(of: offer.point).adding(values(of: offer.slot))
        .adding(["hasta": dayAndTime(end)])
      return Letter(
        senderName: letterText(.letterSender),
        subject: letterText(.letterSubject("oferta"), values),
        text: body([letterText(.letterText("oferta"), values), letterText(.letterFoot)]),
        calendar: nil)
    }
  }

  private func letter(
    _ name: String, about entry: CalendarEntry, _ more: Values = [:], requirements: Bool
  ) -> Letter {
    let appointment = entry.appointment
    let isInPerson = appointment.point.attendance == .inPerson
    let values = values(of: appointment.point).adding(values(of: appointment.slot)).adding([
      "grupos": appointment.code.grouped, "final": String(entry.mobile.national.suffix(4)),
      "motivo": entry.closure ?? letterText(.letterScheduleChange),
    ]).adding(more)
    let needed = isInPerson ? Key.letterRequirementsInPerson : .letterRequirements
    let details =
      if !requirements {
        Key.letterEntryCancelled
      } else if isInPerson {
        Key.letterEntryInPerson
      } else {
        Key.letterEntry
      }
    return Letter(
      senderName: letterText(.letterSender), subject: letterText(.letterSubject(name), values),
      text: body(
        [letterText(.letterText(name), values), letterText(.letterFacts, values)]
          + (requirements ? [letterText(needed, values)] : []) + [letterText(.letterFoot)]),
      calendar: Letter.Entry(
        summary: letterText(.letterEntryTitle), details: letterText(details, values),
        location: isInPerson ? values["punto"] ?? "" : ""))
  }

  /// Letters are for citizens, whoever sends them.
  private func letterText(_ key: Key, _ values: Values = [:]) -> String {
    withPlainSpaces(Speaker(catalogue, isAgent: false).text(key, values))
  }

  private func values(of slot: SlotStart) -> Values {
    ["dia": fullDate(slot.day), "hora": brief(slot.time)]
  }

  private func body(_ paragraphs: [String]) -> String {
    wrapped(paragraphs.joined(separator: "\n\n"), to: Self.letterWidth) + "\n"
  }
}

extension Key {
  /// What happened, as the texts call it: what the office changes, cancels and gives back has its own.
  static let letterNames =
    Notice.Kind.allCases.map(\.rawValue)
    + ["confirmacion_recuperada", "cambio_oficina", "cancelacion_oficina"]

  static func letterSubject(_ name: String) -> Key {
    Key("mensaje.\(name).asunto", ["dia", "hora"])
  }

  static func letterText(_ name: String) -> Key {
    let placeholders: [String] =
      switch name {
      case "cambio": ["antes"]
      case "cambio_oficina": ["antes", "motivo"]
      case "cancelacion_oficina": ["motivo"]
      case "oferta": ["dia", "hora", "punto", "hasta"]
      default: []
      }
    return Key("mensaje.\(name).texto", placeholders)
  }

  static let letterSender = Key("mensaje.remitente")
  static let letterScheduleChange = Key("mensaje.cambio_de_horario")
  static let letterFacts = Key("mensaje.datos", ["grupos", "dia", "hora", "punto"])
  static let letterRequirements = Key("mensaje.requisitos", ["final"])
  static let letterRequirementsInPerson = Key("mensaje.requisitos_presencial")
  static let letterFoot = Key("mensaje.pie")
  static let letterEntryTitle = Key("mensaje.calendario.titulo")
  static let letterEntry = Key("mensaje.calendario.detalle", ["grupos", "final"])
  static let letterEntryInPerson = Key("mensaje.calendario.detalle_presencial", ["grupos"])
  static let letterEntryCancelled = Key("mensaje.calendario.detalle_cancelada")

  static let ofLetters =
    letterNames.flatMap { [letterSubject($0), letterText($0)] }
    + [
      letterSender, letterScheduleChange, letterFacts, letterRequirements,
      letterRequirementsInPerson, letterFoot,
      letterEntryTitle, letterEntry, letterEntryInPerson, letterEntryCancelled,
    ]
}
