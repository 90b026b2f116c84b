import Domain
import Office
import SQLite
import Testing

@testable import Store

/// The figures of the waiting list and of what was left off.
@Suite struct FigureTests {
  private let store = Store(.memory, actor: citizen)
  private let september = Month(year: 2021, number: 9)

  private func join(_ number: String, _ city: String?, now: Moment = now) throws {
    guard
      case .joined = try store.join(
        Wish(
          cityCode: city, days: thursday.day...thursday.day, part: .any, hasPreference: false),
        motive: .accountStatement, applicant: try applicant(number), now: now)
    else { throw Unexpected() }
  }

  @Test func `who acts on an abuse sees the appointments, and that leaves an event`() throws {
    let bogotá = try store.point("Bogotá")
    let numbers = ["1020300000", "1020300001", "1020300002", "1020300003"]
    for (seed, number) in numbers.enumerated() {
      _ = try store.mustBook(number, thursday, at: bogotá, seed: UInt64(seed))
    }
    func events() throws -> Int {
      try Statement(
        try store.connection(now).database, "SELECT count(*) FROM event WHERE kind = 'reveal'"
      ).integer() ?? 0
    }
    let masked = try store.suspicions(now: now)
    #expect(masked.map(\.count) == [4, 4])
    #expect(masked.allSatisfy { $0.appointments.isEmpty && $0.last == now })
    #expect(try events() == 0)
    for suspicion in try store.openedSuspicions(now: now) {
      #expect(suspicion.appointments.map(\.applicant.document.number.text).sorted() == numbers)
    }
    #expect(try events() == 1)
    // Those that are past are nobody's to act on.
    let later = thursday.moment.advanced(bySeconds: 60)
    #expect(try store.openedSuspicions(now: later).map(\.appointments.count) == [0, 0])
  }

  @Test func `who waited, how long, and what became of the offers`() throws {
    try store.authorise()
    // Nothing is free on that Thursday in Bogotá but what somebody gives up.
    var random = Seeded(state: 7)
    let bogotá = try store.point("Bogotá")
    let first = try store.mustBook("1020300000", thursday, at: bogotá)
    _ = try store.apply(
      .close(
        Closure(
          day: thursday.day,
          times: TimeOfDay(minutes: 0)...TimeOfDay(minutes: thursday.time.minutes - 1),
          reason: "prueba"), at: bogotá.id), now: now, using: &random)
    _ = try store.apply(
      .close(
        Closure(
          day: thursday.day,
          times: TimeOfDay(minutes: thursday.time.minutes + 1)...TimeOfDay(minutes: 1439),
          reason: "prueba"), at: bogotá.id), now: now, using: &random)
    for number in ["1020300001", "1020300002", "1020300003"] {
      _ = try store.mustBook(number, thursday, at: bogotá, seed: UInt64(number) ?? 0)
    }
    try join("52123456", "11001")
    try join("79123456", "11001", now: now.advanced(bySeconds: 60))
    let later = now.advanced(bySeconds: 2 * 3600)
    _ = try store.cancel(
      first.code, document: try applicant("1020300000").document, now: later)
    // The first lets it pass, the second takes it an hour after.
    _ = try store.declineOffer(to: try applicant("52123456").document, now: later)
    let atLast = later.advanced(bySeconds: 3600)
    guard
      case .held(let hold) = try store.takeUpOffer(
        to: try applicant("79123456").document, now: atLast),
      case .booked = try store.book(
        "79123456", thursday, at: bogotá, hold: hold, now: atLast, seed: 9)
    else { throw Unexpected() }

    let end = now.advanced(bySeconds: 10 * 3600)
    let figures = try store.waitingFigures(of: september, now: end)
    #expect(figures.map(\.city) == ["11001"])
    let city = try #require(figures.first)
    #expect(city.hours.sorted() == [2, 10])
    #expect((city.medianHours, city.longestHours) == (2, 10))
    #expect((city.booked, city.stillWaiting) == (1, 1))
    var offers = WaitingFigures.Offers()
    (offers.made, offers.accepted, offers.declined) = (2, 1, 1)
    #expect(city.offers == offers)
    #expect(try store.waitingFigures(of: september.next, now: end) == [])
  }

  @Test func `who waits in any city is counted apart from the offers of a city`() throws {
    try store.authorise()
    try join("52123456", nil)
    let figures = try store.waitingFigures(of: september, now: now)
    #expect(figures.map(\.city?.count) == [nil, 5])
    #expect(figures.map(\.offers.made) == [0, 1])
    #expect(figures.map(\.offers.open) == [0, 1])
    #expect(figures.map(\.hours.count) == [1, 0])
  }

  @Test func `drop-outs are counted by question and city, and what was done is none`() throws {
    func end(_ outcome: String, city: String? = nil, now: Moment = now) throws {
      store.beginConversation(now: now)
      try store.end(ConversationTests.record(outcome, city: city), now: now)
    }
    try end("salida", city: "11001")
    try end("incompleta", city: "11001")
    try end("incompleta")
    try end("agendada", city: "11001")
    try end("en_espera", city: "11001")
    try end("incompleta", now: moment("2021-10-01T00:00"))
    let found = try store.dropOuts(of: september, now: now)
    #expect(found.map(\.city) == ["11001", nil])
    #expect(found.map(\.count) == [2, 1])
    #expect(found.map(\.question) == ["aceptar", "aceptar"])
  }
}
