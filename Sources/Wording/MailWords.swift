package import Domain

/// How messages leave this host, as it is told.
package enum DeliveryKind: Hashable, Sendable {
  case folder(String)
  case program(String)
}

/// What came of a delivery.
package struct DeliveryTally: Hashable, Sendable {
  package var delivered = 0
  package var postponed = 0
  package var failed = 0
  /// Those that had nothing to tell any more.
  package var swept = 0
  package var wasInterrupted = false

  package init() {}
}

/// The reports of the mail. Addresses are masked.
extension Speaker {
  /// `isFiltered`: there may be others than these.
  package func report(
    of queued: [QueuedNotice], isFiltered: Bool, at now: Moment
  ) -> Spoken {
    guard !queued.isEmpty else { return message(isFiltered ? .outboxHasNone : .outboxEmpty) }
    return Listing(
      key: "correos",
      columns: [
        outboxColumn("numero", .right), outboxColumn("mensaje"), outboxColumn("codigo"),
        outboxColumn("turno", .right, isOptional: true), outboxColumn("correo"),
        outboxColumn("ciudad"), outboxColumn("inicio"), outboxColumn("estado"),
        outboxColumn("fallos", .right), outboxColumn("salida", .right, isOptional: true),
      ],
      rows: queued.map { notice in
        let recipient = notice.recipient.map { maskedDisplay(.email($0)) }
        return [
          Listing.Cell(notice.id),
          Listing.Cell(.text(notice.kind.rawValue), text(.outboxKind(notice.kind))),
          notice.code.map { cell($0) } ?? .none,
          notice.waiting.map { Listing.Cell($0) } ?? .none,
          recipient.map { Listing.Cell($0) } ?? Listing.Cell(.none, text(.outboxErased)),
          Listing.Cell(notice.city), cell(notice.slot),
          Listing.Cell(.text(notice.state.rawValue), state(of: notice, at: now)),
          Listing.Cell(notice.attempts),
          notice.status.map { Listing.Cell($0) } ?? .none,
        ]
      }
    ).spoken(text(.outboxTitle, ["cuantos": String(queued.count)]))
  }

  private func outboxColumn(
    _ id: String, _ alignment: Table.Alignment = .left, isOptional: Bool = false
  ) -> Listing.Column {
    Listing.Column(
      id: id, title: text(.outboxColumn(id)), alignment: alignment, isOptional: isOptional)
  }

  private func state(of notice: QueuedNotice, at now: Moment) -> String {
    guard notice.state == .pending, notice.due > now else {
      return text(.outboxState(notice.state))
    }
    return text(.outboxRetry, ["hora": brief(notice.due.time)])
  }

  /// Nil when nobody delivers; `useless` is what was set for it, then.
  package func words(forDelivery kind: DeliveryKind?, useless: String?) -> Spoken {
    switch kind {
    case .folder(let path): message(.mailToFolder, ["ruta": visible(path)])
    case .program(let path): message(.mailByProgram, ["ruta": visible(path)])
    case nil:
      useless.map { message(.mailWayIsUseless, ["ruta": visible($0)]) } ?? message(.mailByNobody)
    }
  }

  package func words(forUselessFolder path: String) -> Spoken {
    refused(.uselessMailFolder, "carpeta", ["ruta": visible(path)])
  }

  package var senderIsMissing: Spoken { message(.mailWithoutSender) }

  package func report(of tally: DeliveryTally) -> Spoken {
    let counts = [
      ("entregados", tally.delivered), ("reintentos", tally.postponed), ("fallidos", tally.failed),
      ("retirados", tally.swept),
    ]
    return .table(
      key: "entrega", columns: counts.map(\.0), rows: [counts.map { .number($1) }],
      sentence(text(.deliveries, counts.reduce([:]) { $0.adding([$1.0: String($1.1)]) })))
  }

  package func report(ofReminders count: Int, through day: Day) -> Spoken {
    .table(
      key: "recordatorios", columns: ["cantidad", "hasta"],
      rows: [[.number(count), .text(day.iso)]],
      sentence(text(.reminders, ["cantidad": String(count), "dia": dayOfMonth(day)])))
  }

  /// People are told in words what a program gets as a row.
  private func sentence(_ text: String) -> Block {
    Block(heading: [], body: .sentences([text], isList: false))
  }

  /// Nil took the value away.
  package func words(for name: MailSettings.Name, setTo value: String?) -> Spoken {
    if let value {
      message(.mailSettingKept, ["nombre": name.rawValue, "valor": visible(value)])
    } else {
      message(.mailSettingErased, ["nombre": name.rawValue])
    }
  }
}

extension Key {
  static let outboxEmpty = Key("entrega.vacio")
  static let outboxHasNone = Key("entrega.ninguno")
  static let outboxTitle = Key("entrega.titulo", ["cuantos"])
  static func outboxColumn(_ id: String) -> Key { Key("entrega.columna." + id) }
  static func outboxKind(_ kind: Notice.Kind) -> Key { Key("entrega.mensaje." + kind.rawValue) }
  static func outboxState(_ state: QueuedNotice.State) -> Key {
    Key("entrega.estado." + state.rawValue)
  }
  static let outboxRetry = Key("entrega.estado.reintento", ["hora"])
  static let outboxErased = Key("entrega.borrado")
  static let mailToFolder = Key("entrega.por_carpeta", ["ruta"])
  static let mailByProgram = Key("entrega.por_programa", ["ruta"])
  static let mailByNobody = Key("entrega.sin_medio")
  static let mailWayIsUseless = Key("entrega.sin_medio_util", ["ruta"])
  static let uselessMailFolder = Key("entrega.no.carpeta", ["ruta"])
  static let mailWithoutSender = Key("entrega.sin_remitente")
  static let deliveries = Key(
    "entrega.resumen", ["entregados", "reintentos", "fallidos", "retirados"])
  static let reminders = Key("entrega.recordatorios", ["cantidad", "dia"])
  static let mailSettingKept = Key("entrega.ajustado", ["nombre", "valor"])
  static let mailSettingErased = Key("entrega.desajustado", ["nombre"])

  static let ofOutbox =
    [
      outboxEmpty, outboxHasNone, outboxTitle, outboxRetry, outboxErased, mailToFolder,
      mailByProgram, mailByNobody, mailWayIsUseless, uselessMailFolder,
      mailWithoutSender, deliveries, reminders, mailSettingKept, mailSettingErased,
    ]
    + [
      "numero", "mensaje", "codigo", "turno", "correo", "ciudad", "inicio", "estado", "fallos",
      "salida",
    ].map(outboxColumn)
    + Notice.Kind.allCases.map(outboxKind) + QueuedNotice.State.allCases.map(outboxState)
}
