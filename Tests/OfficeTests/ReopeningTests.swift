import Testing

@testable import Domain
@testable import Office

/// Wednesday 1 September 2021, nine in the morning.
private let now = Moment(Day(number: 18_871), TimeOfDay(minutes: 540))
private let thursday = Day(number: 18_872)

private let point = PointOfContact(
  id: 1, cityCode: "81001", city: "Arauca", name: "Arauca - Oficina Virtual",
  attendance: .virtual, alsoServes: [])

/// Who lost an hour of Thursday, the earlier in the list the earlier booked. Serials are 1, 2, 3 …
private func displaced(
  _ people: [(hour: Int, document: String, hasNoOther: Bool)]
) -> [Reopening.Displaced] {
  people.enumerated().map { index, person in
    Reopening.Displaced(
      appointment: StandingAppointment(
        code: AppointmentCode(month: thursday.month, serial: index + 1), point: point,
        slot: SlotStart(day: thursday, time: TimeOfDay(minutes: 60 * person.hour)),
        created: now.advanced(bySeconds: index - 1000), name: "Ana",
        mobile: Mobile(stored: "3001234567")),
      document: Document(
        type: .cedulaDeCiudadania, number: DocumentNumber(stored: person.document)),
      hasNoOther: person.hasNoOther)
  }
}

/// Every hour from eight to twelve.
private func agenda(places: Int, closed: ClosedRange<Int>? = nil, booked: [Int: Int] = [:])
  -> AgendaRecord
{
  func time(_ hour: Int) -> TimeOfDay { TimeOfDay(minutes: 60 * hour) }
  return AgendaRecord(
    rules: [
      ScheduleRule(
        weekdays: [.thursday], from: time(8), through: time(12), stepMinutes: 60, places: places,
        valid: thursday...thursday)
    ],
    closures: closed.map {
      [
        Closure(
          day: thursday, times: time($0.lowerBound)...time($0.upperBound), reason: "lluvias")
      ]
    } ?? [],
    claims: Dictionary(
      uniqueKeysWithValues: booked.map {
        (SlotStart(day: thursday, time: time($0.key)), SlotClaims(appointments: $0.value))
      }),
    openThrough: thursday.month.last)
}

private func serials(_ appointments: [StandingAppointment]) -> [Int] {
  appointments.map { Int($0.code.text.suffix(6)) ?? 0 }
}

struct ReopeningTests {
  private func reopening(
    _ people: [(hour: Int, document: String, hasNoOther: Bool)], _ agenda: AgendaRecord
  ) -> (returns: [Int], calls: [Int]) {
    var reopening = Reopening()
    reopening.add(displaced(people), keptMoves: 0, on: thursday, agenda: agenda, now: now)
    return (serials(reopening.returns.map(\.appointment)), serials(reopening.calls))
  }

  @Test func `of two who had the same hour, who booked first has it again`() {
    let people = [(9, "1", true), (9, "2", true), (8, "3", true)]
    let one = reopening(people, agenda(places: 1))
    #expect(one.returns == [3, 1])
    #expect(one.calls == [2])
    let two = reopening(people, agenda(places: 2))
    #expect(two.returns == [3, 1, 2])
    #expect(two.calls == [])
  }

  @Test func `an hour that stays closed, is no longer in the schedule or is taken is called about`()
  {
    let people = [(8, "1", true), (10, "2", true), (13, "3", true), (12, "4", true)]
    let found = reopening(people, agenda(places: 1, closed: 10...11, booked: [12: 1]))
    #expect(found.returns == [1])
    #expect(found.calls == [2, 4, 3])
  }

  @Test func `a document has one hour back, and none beside another appointment`() {
    let people = [(8, "1", true), (9, "1", true), (10, "2", false)]
    let found = reopening(people, agenda(places: 1))
    #expect(found.returns == [1])
    #expect(found.calls == [2, 3])
  }

  @Test func `who comes back is part of the fingerprint`() {
    func plan(_ people: [(hour: Int, document: String, hasNoOther: Bool)]) -> Plan {
      var reopening = Reopening()
      reopening.add(
        displaced(people), keptMoves: 0, on: thursday, agenda: agenda(places: 1), now: now)
      return Plan(parts: [], reopening: reopening, of: .reopen(thursday, at: nil))
    }
    let prints = [
      plan([]), plan([(8, "1", true)]), plan([(8, "1", false)]),
      plan([(8, "1", true), (9, "2", true)]),
    ].map(\.fingerprint)
    #expect(Set(prints).count == prints.count)
  }
}

struct OverlapTests {
  private func terms(
    _ weekdays: Weekdays, _ from: Int, _ through: Int, places: Int = 1,
    valid: ClosedRange<Int> = 0...100
  ) -> Rule.Terms {
    Rule.Terms(
      schedule: ScheduleRule(
        weekdays: weekdays, from: TimeOfDay(minutes: from), through: TimeOfDay(minutes: through),
        stepMinutes: 20, places: places,
        valid: now.day.advanced(by: valid.lowerBound)...now.day.advanced(by: valid.upperBound)),
      keptForAgents: 0)
  }

  private var rules: [Rule] {
    [
      Rule(id: 3, point: 1, terms: terms([.monday, .tuesday], 480, 720)),
      Rule(id: 1, point: 1, terms: terms([.tuesday], 840, 980, valid: 10...20)),
    ]
  }

  @Test func `rules whose appointments go on at once are told`() {
    func overlapped(_ terms: Rule.Terms) -> [Rule.ID] {
      ScheduleChange.addRule(terms, at: 1).overlapped(of: rules).map(\.id)
    }
    #expect(overlapped(terms([.tuesday], 480, 980)) == [1, 3])
    #expect(overlapped(terms([.wednesday], 480, 980)) == [])
    #expect(overlapped(terms([.monday], 840, 980)) == [])
    #expect(overlapped(terms([.tuesday], 840, 980, valid: 21...30)) == [])
    // The last appointment before noon is over at 12:20.
    #expect(overlapped(terms([.monday], 730, 800)) == [3])
    #expect(overlapped(terms([.monday], 740, 800)) == [])
  }

  @Test func `the rule that is changed is not told`() {
    let change = ScheduleChange.replaceRule(3, by: terms([.tuesday], 480, 980))
    #expect(change.overlapped(of: rules).map(\.id) == [1])
  }

  @Test func `a rule that says so already stands for a new one`() {
    func standing(_ terms: Rule.Terms) -> Rule.ID? {
      ScheduleChange.addRule(terms, at: 1).standing(among: rules)?.id
    }
    #expect(standing(terms([.monday, .tuesday], 480, 720)) == 3)
    #expect(standing(terms([.monday, .tuesday], 480, 720, valid: 5...10)) == 3)
    #expect(standing(terms([.tuesday], 840, 980, valid: 5...10)) == nil)
    #expect(standing(terms([.monday, .tuesday], 480, 720, places: 2)) == nil)
    #expect(standing(terms([.monday], 480, 720)) == nil)
  }
}
