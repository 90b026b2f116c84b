internal import Domain
internal import Store
internal import Terminal
internal import Wording

/// `citas correo` and `citas recordatorios`.
extension Program {
  enum MailCommand: Equatable {
    case list
    /// To the folder, when there is one.
    case deliver(folder: String?)
    /// Nil takes the value away.
    case set(MailSettings.Name, String?)
    case remind
  }

  /// Runs on the store at `path`; what is to be written, and the exit status.
  func run(_ command: MailCommand, on store: Store, clock: () -> Moment) throws(StoreError)
    -> (text: String, exitStatus: Int32)
  {
    switch command {
    case .list: (try list(store, now: clock()), 0)
    case .deliver(let folder): try deliver(store, folder: folder, clock: clock)
    case .set(let name, let value): (try set(name, to: value, store, now: clock()), 0)
    case .remind: (try remind(store, now: clock()), 0)
    }
  }

  private func list(_ store: Store, now: Moment) throws(StoreError) -> String {
    let queued = try store.outbox(now: now)
    guard !arguments.json else {
      return queued.map { notice in
        JSON.line {
          $0.member("tipo", "correo")
          $0.member("numero", notice.id)
          $0.member("mensaje", notice.kind.rawValue)
          $0.member("estado", notice.state.rawValue)
          $0.member("para", speaker.maskedRecipient(of: notice))
          $0.member("ciudad", notice.city)
          $0.member("inicio", notice.slot.moment.iso)
          $0.member("intentos", notice.attempts)
          $0.member("ultima_salida", numberOrNull: notice.status)
          $0.member("desde", notice.due > now ? notice.due.iso : nil)
        }
      }.joined()
    }
    let settings = try store.mailSettings(now: now)
    return [
      words(for: Transport(settings)),
      settings[.sender] == nil ? speaker.text(.mailWithoutSender) : nil,
      "",
      queued.isEmpty ? speaker.text(.outboxEmpty) : speaker.table(of: queued, at: now),
    ].compactMap { $0 }.joined(separator: "\n") + "\n"
  }

  private func words(for transport: Transport?) -> String {
    switch transport {
    case .folder(let path): speaker.text(.mailToFolder, ["ruta": visible(path)])
    case .program(let path): speaker.text(.mailByProgram, ["ruta": visible(path)])
    case nil: speaker.text(.mailByNobody)
    }
  }

  private func deliver(
    _ store: Store, folder: String?, clock: () -> Moment
  ) throws(StoreError) -> (text: String, exitStatus: Int32) {
    let (unexpectedFailure, tryAgain): (Int32, Int32) = (1, 75)
    let settings = try store.mailSettings(now: clock())
    guard let transport = folder.map(Transport.folder) ?? Transport(settings) else {
      return (speaker.text(.mailByNobody) + "\n", unexpectedFailure)
    }
    let postman = Postman(
      store: store, speaker: speaker, transport: transport,
      sender: settings[.sender].map { Email(stored: $0) })
    let tally = try postman.deliverAll(clock: clock)
    let exitStatus = tally.failed > 0 ? unexpectedFailure : tally.postponed > 0 ? tryAgain : 0
    guard !arguments.json else {
      return (
        JSON.line {
          $0.member("tipo", "envio")
          $0.member("entregados", tally.delivered)
          $0.member("reintentos", tally.postponed)
          $0.member("fallidos", tally.failed)
          $0.member("retirados", tally.swept)
        }, exitStatus
      )
    }
    let words = speaker.text(
      .deliveries,
      [
        "entregados": String(tally.delivered), "reintentos": String(tally.postponed),
        "fallidos": String(tally.failed), "retirados": String(tally.swept),
      ])
    return (words + "\n", exitStatus)
  }

  private func set(
    _ name: MailSettings.Name, to value: String?, _ store: Store, now: Moment
  ) throws(StoreError) -> String {
    try store.set(name, to: value, now: now)
    guard let value else {
      return speaker.text(.mailSettingErased, ["nombre": name.rawValue]) + "\n"
    }
    return speaker.text(.mailSettingKept, ["nombre": name.rawValue, "valor": visible(value)]) + "\n"
  }

  private func remind(_ store: Store, now: Moment) throws(StoreError) -> String {
    let count = try store.enqueueReminders(now: now)
    let last = now.day.nextWorkingDay
    guard arguments.json else { return speaker.reminders(count, through: last) + "\n" }
    return JSON.line {
      $0.member("tipo", "recordatorios")
      $0.member("cantidad", count)
      $0.member("hasta", last.iso)
    }
  }
}
