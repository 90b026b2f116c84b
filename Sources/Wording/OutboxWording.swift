package import Domain

/// The outbox as a table for people.
extension Speaker {
  package func table(of queued: [QueuedNotice], at now: Moment) -> String {
    let header = ["mensaje", "para", "cita", "estado", "intentos"].map { text(.outboxColumn($0)) }
    let rows = queued.map { notice in
      [
        text(.outboxKind(notice.kind)), maskedAddress(of: notice),
        "\(notice.city), \(numeric(notice.slot.day)) \(brief(notice.slot.time))",
        state(of: notice, at: now),
        String(notice.attempts) + (notice.status.map { " (\($0))" } ?? ""),
      ]
    }
    return withPlainSpaces(
      Table(header: header, rows: rows, alignments: [.left, .left, .left, .left, .right]).lines
        .joined(separator: "\n"))
  }

  /// Nil once it was erased.
  package func maskedRecipient(of notice: QueuedNotice) -> String? {
    notice.recipient.map { maskedDisplay(.email($0)) }
  }

  private func maskedAddress(of notice: QueuedNotice) -> String {
    maskedRecipient(of: notice) ?? text(.outboxErased)
  }

  private func state(of notice: QueuedNotice, at now: Moment) -> String {
    guard notice.state == .pending, notice.due > now else {
      return text(.outboxState(notice.state))
    }
    return text(.outboxRetry, ["hora": brief(notice.due.time)])
  }

  package func reminders(_ count: Int, through day: Day) -> String {
    text(.reminders, ["cantidad": String(count), "dia": dayOfMonth(day)])
  }
}

extension Key {
  package static let outboxEmpty = Key("entrega.vacio")
  static func outboxColumn(_ name: String) -> Key { Key("entrega.columna." + name) }
  static func outboxKind(_ kind: Notice.Kind) -> Key { Key("entrega.mensaje." + kind.rawValue) }
  static func outboxState(_ state: QueuedNotice.State) -> Key {
    Key("entrega.estado." + state.rawValue)
  }
  static let outboxRetry = Key("entrega.estado.reintento", ["hora"])
  static let outboxErased = Key("entrega.borrado")
  package static let mailToFolder = Key("entrega.por_carpeta", ["ruta"])
  package static let mailByProgram = Key("entrega.por_programa", ["ruta"])
  package static let mailByNobody = Key("entrega.sin_medio")
  package static let mailWithoutSender = Key("entrega.sin_remitente")
  package static let deliveries = Key(
    "entrega.resumen", ["entregados", "reintentos", "fallidos", "retirados"])
  static let reminders = Key("entrega.recordatorios", ["cantidad", "dia"])
  package static let mailSettingKept = Key("entrega.ajustado", ["nombre", "valor"])
  package static let mailSettingErased = Key("entrega.desajustado", ["nombre"])

  static let ofOutbox =
    [
      outboxEmpty, outboxRetry, outboxErased, mailToFolder, mailByProgram, mailByNobody,
      mailWithoutSender, deliveries, reminders, mailSettingKept, mailSettingErased,
    ] + ["mensaje", "para", "cita", "estado", "intentos"].map(outboxColumn)
    + Notice.Kind.allCases.map(outboxKind) + QueuedNotice.State.allCases.map(outboxState)
}
