import Domain
import Foundation
import SQLite
import Store
import Testing

@Suite struct BookingTests {
  private let store = Store(.memory, actor: citizen)

  @Test func `there are 44 points, ordered by city without regard to accents`() throws {
    let points = try store.points(now: now)
    #expect(points.count == 44)
    let bogota = try store.point("Bogotá")
    #expect(bogota.cityCode == "11001")
    #expect(bogota.name == "Punto de Contacto Cobranzas")
    #expect(bogota.alsoServes == ["25"])
    #expect(
      points.filter { $0.attendance == .inPerson }.map(\.city)
        == ["Inírida", "Leticia", "San José del Guaviare"])
    let cities = points.map {
      $0.city.folding(options: .diacriticInsensitive, locale: Locale(identifier: "es_CO"))
    }
    #expect(cities == cities.sorted())
  }

  @Test(arguments: [("Bogotá", 4), ("Arauca", 1)])
  func `the default schedule is the contract's`(city: String, places: Int) throws {
    let point = try store.point(city)
    let agenda = try store.agenda(of: point.id, days: now.day.month.days, now: now)
    #expect(agenda.rules.map(\.from.iso) == ["08:00", "14:00"])
    #expect(agenda.rules.map(\.through.iso) == ["12:00", "16:20"])
    #expect(agenda.rules.map(\.stepMinutes) == [20, 20])
    #expect(agenda.rules.map(\.places) == [places, places])
    #expect(
      agenda.rules.map(\.weekdays)
        == Array(repeating: [.monday, .tuesday, .wednesday, .thursday, .friday], count: 2))
    #expect(agenda.closures.isEmpty)
    #expect(agenda.claims.isEmpty)
    #expect(agenda.openThrough == Day(iso: "2021-09-30"))
  }

  @Test func `a hold becomes an appointment with a code of its month`() throws {
    let point = try store.point("Bogotá")
    try store.record(Consent(noticeVersion: "1", granted: true), now: now)
    let hold = try store.mustHold(thursday, at: point)
    #expect(hold.until == now.advanced(bySeconds: 45))
    #expect(hold.extensionsLeft == 10)
    #expect(hold.seconds == 45)
    #expect(try store.claims(thursday, at: point) == nil, "one's own hold is no claim of others")
    guard
      case .booked(let appointment) = try store.book("52123456", thursday, at: point, hold: hold)
    else { throw Unexpected() }
    #expect(appointment.code.text.hasPrefix("0092021"))
    #expect(try store.claims(thursday, at: point) == SlotClaims(appointments: 1))
    let document = try applicant("52123456").document
    #expect(try store.activeAppointment(of: document, now: now) == appointment)
    #expect(try store.activeAppointment(of: document, now: thursday.moment) == nil)
  }

  @Test func `a document with an appointment to come gets no second one`() throws {
    let point = try store.point("Bogotá")
    let first = try store.mustBook("52123456", thursday, at: point)
    let friday = slot("2021-09-17T10:00")
    let hold = try store.mustHold(friday, at: point)
    #expect(
      try store.book("52123456", friday, at: point, hold: hold) == .alreadyBooked(first))
    // Once it is past, it can have another.
    let later = moment("2021-09-16T12:00")
    let second = try store.mustBook("52123456", friday, at: point, now: later, seed: 2)
    #expect(second.code != first.code)
  }

  @Test func `the same random numbers give another code`() throws {
    let point = try store.point("Bogotá")
    let first = try store.mustBook("52123456", thursday, at: point, seed: 7)
    let second = try store.mustBook("52123457", thursday, at: point, seed: 7)
    #expect(first.code != second.code)
  }

  @Test func `a session has one hold, the newest`() throws {
    let point = try store.point("Bogotá")
    let first = try store.mustHold(thursday, at: point)
    let second = try store.mustHold(slot("2021-09-17T10:00"), at: point)
    #expect(try store.extend(first, now: now) == .gone)
    try store.release(first, now: now)
    guard case .extended = try store.extend(second, now: now) else { throw Unexpected() }
    try store.release(second, now: now)
    #expect(try store.extend(second, now: now) == .gone)
  }

  @Test func `an extension adds the time of the hold, ten times`() throws {
    let point = try store.point("Arauca")
    var hold = try store.mustHold(thursday, at: point)
    for _ in 1...10 {
      guard case .extended(let longer) = try store.extend(hold, now: now) else {
        throw Unexpected()
      }
      #expect(longer.until == hold.until.advanced(bySeconds: 45))
      #expect(longer.extensionsLeft == hold.extensionsLeft - 1)
      hold = longer
    }
    #expect(try store.extend(hold, now: now) == .noExtensionsLeft)
    #expect(try store.extend(hold, now: hold.until) == .gone)
  }

  @Test(arguments: [
    "2021-09-16T08:10",  // off the grid
    "2021-09-16T12:20",  // at noon
    "2021-09-18T08:20",  // a Saturday
    "2021-09-19T08:20",  // a Sunday
  ])
  func `what is no slot is not held`(start: String) throws {
    let point = try store.point("Bogotá")
    let standing = try store.mustHold(thursday, at: point)
    #expect(try store.hold(slot(start), at: point.id, now: now) == .taken)
    guard case .extended = try store.extend(standing, now: now) else { throw Unexpected() }
  }

  @Test func `the agenda of 20,000 appointments is right`() throws {
    // Bogotá has 21 slots of 4 places a day: 239 working days are full, and the rest of one.
    let point = try store.point("Bogotá")
    var booked: [SlotStart: Int] = [:]
    var day = now.day.advanced(by: 1)
    var count = 0
    let times =
      stride(from: 480, through: 720, by: 20).map { $0 }
      + stride(from: 840, through: 980, by: 20).map { $0 }
    while count < 20_000 {
      defer { day = day.advanced(by: 1) }
      guard ![.saturday, .sunday].contains(day.weekday) else { continue }
      for minutes in times {
        let start = SlotStart(day: day, time: TimeOfDay(minutes: minutes))
        for _ in 0..<4 where count < 20_000 {
          _ = try store.mustBook(
            String(10_000_000 + count), start, at: point, seed: UInt64(count))
          booked[start, default: 0] += 1
          count += 1
        }
      }
    }
    let agenda = try store.agenda(of: point.id, days: now.day...day, now: now)
    #expect(agenda.claims == booked.mapValues { SlotClaims(appointments: $0) })
    let full = slot("2021-09-10T08:00")
    #expect(try store.hold(full, at: point.id, now: now) == .taken)
  }
}
