import Office

@testable import Domain
@testable import Wording

/// One of everything that is told of the data, the figures and the limits.
enum CareSamples {
  private static let month = Samples.now.day.month
  private static let code = AppointmentCode(month: month, serial: 1)
  private static let row = PolicyRow(
    name: "retencion_segundos", value: 45, range: 15...600, unit: "segundos", explanation: "Tiempo."
  )
  private static let findings = Check.allCases.map { Finding(check: $0, subject: "1") }
  private static let erasure = Erasure(appointments: 1, drafts: 2, misses: 3, waiting: 4)
  private static let affected = StandingAppointment(
    code: code, point: Samples.virtual, slot: Samples.slot, created: Samples.now,
    name: "Ana Ruiz", mobile: Mobile(stored: "3001234567"))
  private static let restoration = Restoration(
    appointments: 1, until: Samples.now, isComparable: false, lost: [affected],
    revived: [affected], erasures: 2, delivered: 3, kept: "/a.db")

  private static let waiting: [WaitingFigures] = {
    var any = WaitingFigures(city: nil, month: Samples.now.day.month)
    any.hours = [3, 72]
    var city = WaitingFigures(city: "11001", month: Samples.now.day.month)
    city.offers.made = 2
    return [any, city]
  }()

  private static let dropOuts = [
    DropOuts(city: nil, month: Samples.now.day.month, question: "correo", count: 3),
    DropOuts(city: "11001", month: Samples.now.day.month, question: "de_antes", count: 1),
  ]

  private static let figures = MonthFigures(
    point: Samples.virtual, month: month, schedule: Schedule(rules: [], closures: []),
    counts: {
      var counts = MonthFigures.Counts()
      counts.appointments = 3
      counts.leadDays = [1: 3]
      return counts
    }())

  private static let suspicions = [
    Suspicion.Kind.sharedMobile(Mobile(stored: "3001234567")),
    .sharedEmail(Email(stored: "ventas@example.com")),
    .holdsWithoutBooking(.init(id: 1, channel: "terminal", agent: nil)),
    .slowedLookUps(.init(id: 1, channel: "json", agent: "Ana")),
    .slowedLookUps(.init(id: 1, channel: "tuberia", agent: nil)),
    .slowedLookUps(.init(id: 1, channel: "transcripcion", agent: nil)),
    .slowedLookUps(.init(id: 1, channel: "oficina", agent: nil)),
  ].map {
    Suspicion(
      kind: $0, count: 5, limit: 3, last: Samples.now, appointments: [Samples.record(.booked)])
  }

  static func spoken(_ speaker: Speaker) -> [Spoken] {
    let policies: [PolicyResult] = [.set(row, before: 45), .unknown, .outOfRange(row)]
    let backUps: [BackUpResult] = [
      .written(appointments: 1), .exists, .cannotWrite, .unsound(findings),
    ]
    let restores: [RestoreResult] =
      [
        .planned(restoration), .restored(restoration), .unsound([]), .cannotWrite("/tmp/citas.db"),
      ] + RestoreResult.Refusal.allCases.map { .refused($0) }
    let forgets: [ForgetResult] = [
      .planned(erasure), .forgotten(erasure), .nothingKept, .hasAppointments([code]),
    ]
    let units = Key.policyUnits.map {
      PolicyRow(name: "una", value: 1, range: 1...10, unit: $0, explanation: "Una.")
    }
    return speaker.report(of: [row] + units)
      + policies.map { speaker.words(for: $0, of: row.name) }
      + backUps.flatMap { speaker.report(of: $0, at: "/a.db") }
      + restores.flatMap { speaker.report(of: $0, at: "/a.db") }
      + [speaker.words(forRequest: 12)]
      + forgets.flatMap { speaker.report(of: $0) }
      + speaker.report(of: [figures], waiting, dropOuts, month: month)
      + FigureTable.allCases.flatMap { table in
        speaker.report(of: [], [], [], month: month, only: table)
          + [
            .message(
              key: "csv", text: speaker.csv(of: [figures], waiting, dropOuts, only: table))
          ]
      }
      + [true, false].flatMap {
        speaker.report(of: suspicions, isOpen: $0) + speaker.report(of: [Suspicion](), isOpen: $0)
      }
  }
}
