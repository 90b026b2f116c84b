internal import Domain
internal import Store
internal import Terminal
internal import Wording

/// Carries out the commands of the mail on a store, and reports.
struct MailDesk<Place: Surface> {
  let surface: Place
  let presenter: Presenter
  let speaker: Speaker
  let store: Store

  private typealias Outcome = Desk<Place>.Outcome

  func run(_ command: MailCommand) throws(StoreError) -> Int32 {
    try store.inspect()
    let outcome = try perform(command)
    presenter.presentEnd(status: outcome.status, exitStatus: outcome.exitStatus, on: surface)
    return outcome.exitStatus
  }

  private func perform(_ command: MailCommand) throws(StoreError) -> Outcome {
    let now = surface.now
    switch command {
    case .list(let filter):
      let settings = try store.mailSettings(now: now)
      present(
        [speaker.words(forDelivery: Transport(settings)?.kind, useless: settings.uselessPath)]
          + (settings[.sender] == nil ? [speaker.senderIsMissing] : [])
          + [
            speaker.report(
              of: try store.outbox(filter, now: now), isFiltered: !filter.isEmpty, at: now)
          ])
      return .done
    case .set(.folder, let folder?) where !isWritableFolder(folder):
      present([speaker.words(forUselessFolder: folder)])
      return .cannotWrite
    case .set(let name, let value):
      try store.set(name, to: value, now: now)
      present([speaker.words(for: name, setTo: value)])
      return .done
    case .remind:
      let count = try store.enqueueReminders(now: now)
      present([speaker.report(ofReminders: count, through: now.day.nextWorkingDay)])
      return .done
    case .deliver(let folder):
      let settings = try store.mailSettings(now: now)
      guard let transport = folder.map(Transport.folder) ?? Transport(settings) else {
        present([speaker.words(forDelivery: nil, useless: settings.uselessPath)])
        return Outcome(status: "sin_medio", exitStatus: 69)
      }
      let postman = Postman(
        store: store, speaker: speaker, transport: transport,
        sender: settings[.sender].map { Email(stored: $0) })
      let tally = try postman.deliverAll(on: surface)
      present([speaker.report(of: tally)])
      if tally.wasInterrupted { return Outcome(status: "interrumpida", exitStatus: 130) }
      if tally.failed > 0 { return Outcome(status: "sin_entregar", exitStatus: 65) }
      return tally.postponed > 0 ? Outcome(status: "por_reintentar", exitStatus: 75) : .done
    }
  }

  private func present(_ report: [Spoken]) {
    presenter.present(report: report, on: surface)
  }
}
