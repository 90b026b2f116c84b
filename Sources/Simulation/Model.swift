internal import Domain
internal import Office

/// What the store must hold, in plain values and with nothing of its SQL: told by the events, each of
/// which must be lawful when it comes.
struct Model {
  /// A slot of a point.
  struct Place: Hashable, Comparable {
    let point: PointOfContact.ID
    let slot: SlotStart

    static func < (left: Place, right: Place) -> Bool {
      (left.point, left.slot) < (right.point, right.slot)
    }
  }

  struct Hold: Hashable {
    let session: Int
    /// The event that began it.
    let id: Int
    var until: Moment
    var extensionsLeft: Int
  }

  struct Claim: Hashable {
    var code: AppointmentCode?
    var hold: Hold?
    var offer: Int?
  }

  struct Booked {
    var record: AppointmentRecord
    /// When it was booked, or the one that the office moved.
    let created: Moment
    var isErased = false
    var outcome: CallOutcome?
    /// When the office took its hour away.
    var displaced: Moment?
    /// Whether a reopened day has given it back.
    var hasReturned = false
  }

  struct EndedEntry {
    let cause: EndedWait.Cause
    let ended: Moment
    let applicant: Applicant
  }

  struct Entry {
    let waiting: Waiting
    let motive: Motive
    let applicant: Applicant
    var offer: Int?
    /// Not offered again.
    var declined: Set<Place> = []
    /// Those of them that nobody answered: offered again to who asks.
    var lapsed: Set<Place> = []
    var unanswered = 0
  }

  struct Offered: Hashable {
    /// As the store numbers them: none of them goes.
    let id: Int
    let waiting: Int
    let place: Place
    let until: Moment
  }

  /// A message, by what it tells; its row's number is the store's to choose.
  struct Message: Hashable {
    var kind: String
    var code: String?
    var place: Place?
    var until: Int?
    var offer: Int?
    var state: String
    var attempts = 0
    /// Not before that second.
    var due = 0
    /// The end of the claim of who hands it over.
    var heldUntil: Int?
  }

  var now: Moment
  let points: [PointOfContact]
  var policies: [String: Int]
  var rules: [Int: Rule]
  var closures: [(closure: Closure, point: Int?)] = []
  var openedMonths: Set<String> = []

  var claims: [Place: [Int: Claim]] = [:]
  /// Where each session's hold is.
  var holdPlaces: [Int: (place: Place, number: Int)] = [:]
  /// The sessions whose process runs.
  var living: Set<Int> = []
  /// Those of agents.
  var agents: Set<Int> = []
  var appointments: [AppointmentCode: Booked] = [:]
  var codesOfDocument: [Document: [AppointmentCode]] = [:]
  var entries: [Int: Entry] = [:]
  var entryOfDocument: [Document: Int] = [:]
  /// Those that ended otherwise than by their people, the last of each document.
  var endedWaits: [Document: EndedEntry] = [:]
  /// Those that stand, and how many there have been.
  var offers: [Int: Offered] = [:]
  var offerCount = 0
  /// Those of which their person knows.
  var told: Set<Int> = []
  var outbox: [Message] = []
  /// The sequence number that was last delivered of each calendar entry.
  var delivered: [AppointmentCode: Int] = [:]

  // MARK: The schedule

  func openThrough(at moment: Moment) -> Day {
    var month = moment.day.month
    while openedMonths.contains(month.next.iso) { month = month.next }
    return month.last
  }

  func cityCode(of point: Int) -> String { points.first { $0.id == point }?.cityCode ?? "" }

  /// The places that the rules give there, closed or not.
  func places(at place: Place, forAgents: Bool) -> Int {
    var most = 0
    for rule in rules.values where rule.point == place.point {
      let schedule = rule.terms.schedule
      let offset = place.slot.time.minutes - schedule.from.minutes
      guard schedule.valid.contains(place.slot.day),
        schedule.weekdays.contains(place.slot.day.weekday),
        place.slot.time >= schedule.from, place.slot.time <= schedule.through,
        offset % schedule.stepMinutes == 0
      else { continue }
      most = max(most, schedule.places - (forAgents ? 0 : rule.terms.keptForAgents))
    }
    return most
  }

  func isClosed(_ place: Place) -> Bool {
    closures.contains {
      $0.closure.day == place.slot.day && $0.closure.times.contains(place.slot.time)
        && ($0.point == nil || $0.point == place.point)
    }
  }

  /// Whether the place can be booked on the day at all.
  func isOpen(_ place: Place, through last: Day) -> Bool {
    place.slot.moment > now && place.slot.day <= last && Holiday(on: place.slot.day) == nil
      && !isClosed(place)
  }

  // MARK: Claims

  func isAlive(_ hold: Hold) -> Bool { hold.until > now && living.contains(hold.session) }

  func isLive(_ claim: Claim) -> Bool {
    if claim.code != nil { return true }
    if let offer = claim.offer, let offered = offers[offer], offered.until > now { return true }
    return claim.hold.map(isAlive) ?? false
  }

  /// The claims that count for that session; its own hold does not.
  func liveCount(at place: Place, except session: Int?) -> Int {
    (claims[place] ?? [:]).values.count {
      isLive($0) && !(session != nil && $0.hold?.session == session && $0.code == nil)
    }
  }

  func isFree(_ place: Place, for session: Int?, isAgent: Bool) -> Bool {
    isOpen(place, through: openThrough(at: now))
      && liveCount(at: place, except: session) < places(at: place, forAgents: isAgent)
  }

  func hold(of session: Int?) -> (hold: Hold, place: Place, number: Int)? {
    guard let session, let (place, number) = holdPlaces[session],
      let hold = claims[place]?[number]?.hold
    else { return nil }
    return (hold, place, number)
  }

  mutating func setHold(_ hold: Hold?, at place: Place, _ number: Int) {
    if let old = claims[place]?[number]?.hold { holdPlaces[old.session] = nil }
    claims[place]?[number]?.hold = hold
    if let hold { holdPlaces[hold.session] = (place, number) }
    drop(emptyAt: place, number)
  }

  mutating func setOffer(_ offer: Int?, at place: Place, _ number: Int) {
    claims[place]?[number]?.offer = offer
    drop(emptyAt: place, number)
  }

  private mutating func drop(emptyAt place: Place, _ number: Int) {
    if claims[place]?[number] == Claim() { claims[place]?[number] = nil }
    if claims[place]?.isEmpty == true { claims[place] = nil }
  }

  /// The number of the first place that nobody claims, whether there is such a place or not.
  func firstNumber(at place: Place) -> Int {
    var number = 1
    while claims[place]?[number] != nil { number += 1 }
    return number
  }

  // MARK: Appointments

  func active(of document: Document) -> [Appointment] {
    (codesOfDocument[document] ?? []).compactMap { appointments[$0] }
      .filter { !$0.isErased && $0.record.isActive(at: now) }
      .map(\.record.appointment).sorted { $0.slot < $1.slot }
  }

  func record(_ code: AppointmentCode) -> AppointmentRecord? {
    appointments[code].flatMap { $0.isErased ? nil : $0.record }
  }

  /// The first of those that led to it, and how many changes ago that was.
  func origin(of code: AppointmentCode) -> (code: AppointmentCode, changes: Int) {
    var (code, changes) = (code, 0)
    while let earlier = appointments[code]?.record.replaces {
      (code, changes) = (earlier, changes + 1)
    }
    return (code, changes)
  }

  mutating func add(_ record: AppointmentRecord, created: Moment, at number: Int) {
    let appointment = record.appointment
    let place = Place(point: appointment.point.id, slot: appointment.slot)
    claims[place, default: [:]][number] = Claim(code: appointment.code)
    appointments[appointment.code] = Booked(record: record, created: created)
    codesOfDocument[record.applicant.document, default: []].append(appointment.code)
    outbox.append(
      Message(
        kind: record.replaces == nil ? "confirmacion" : "cambio", code: appointment.code.text,
        state: "pendiente"))
  }

  /// Its place is free.
  mutating func giveUp(
    _ code: AppointmentCode, as state: AppointmentRecord.State, replacedBy: AppointmentCode? = nil,
    displaced: Moment? = nil
  ) {
    guard let old = appointments[code]?.record else { return }
    let place = Place(point: old.appointment.point.id, slot: old.appointment.slot)
    for (number, claim) in claims[place] ?? [:] where claim.code == code {
      claims[place]?[number] = nil
    }
    if claims[place]?.isEmpty == true { claims[place] = nil }
    appointments[code]?.record = AppointmentRecord(
      appointment: old.appointment, state: state, applicant: old.applicant, replaces: old.replaces,
      replacedBy: replacedBy, isDisplaced: displaced != nil)
    appointments[code]?.displaced = displaced
    if displaced != nil { appointments[code]?.outcome = nil }
    if state == .cancelled {
      outbox.append(Message(kind: "cancelacion", code: code.text, state: "pendiente"))
    }
  }

  /// Nobody's any more; it stays for the figures.
  mutating func erase(_ code: AppointmentCode) {
    guard let booked = appointments[code], !booked.isErased else { return }
    appointments[code]?.isErased = true
    codesOfDocument[booked.record.applicant.document]?.removeAll { $0 == code }
    outbox.removeAll { $0.code == code.text }
  }

  // MARK: The waiting list

  private func terms() -> WaitingTerms {
    WaitingTerms(
      hours: policies["oferta_horas"] ?? 0, marginHours: policies["oferta_margen_horas"] ?? 0)
  }

  struct WaitingTerms {
    let hours: Int
    let marginHours: Int
  }

  /// When an offer of that slot made now ends; nil when it is too late for one.
  func offerEnd(of slot: SlotStart) -> Moment? {
    let terms = terms()
    let last = slot.moment.advanced(bySeconds: -3600 * terms.marginHours)
    return last > now ? min(last, now.advanced(bySeconds: 3600 * terms.hours)) : nil
  }

  /// Whether that place could be offered to the entry.
  func fits(_ entry: Entry, _ place: Place) -> Bool {
    let wish = entry.waiting.wish
    return (wish.cityCode == nil || wish.cityCode == cityCode(of: place.point))
      && wish.days.contains(place.slot.day) && wish.part.contains(place.slot.time)
      && !entry.declined.contains(place) && offerEnd(of: place.slot) != nil
  }

  /// Those who have no offer that stands, in line.
  var line: [Entry] {
    entries.values.filter { entry in
      guard entry.waiting.wish.days.upperBound >= now.day else { return false }
      return entry.offer.flatMap { offers[$0] } == nil
    }.sorted {
      let (left, right) = ($0.waiting, $1.waiting)
      return (left.wish.hasPreference ? 0 : 1, left.joined, left.id)
        < (right.wish.hasPreference ? 0 : 1, right.joined, right.id)
    }
  }

  /// The slots of that point from now on, ordered.
  func slots(of point: Int, through last: Day) -> [Place] {
    var slots: Set<SlotStart> = []
    for rule in rules.values where rule.point == point {
      let schedule = rule.terms.schedule
      var day = max(now.day, schedule.valid.lowerBound)
      while day <= min(last, schedule.valid.upperBound) {
        if schedule.weekdays.contains(day.weekday) {
          for minutes in schedule.minutes {
            slots.insert(SlotStart(day: day, time: TimeOfDay(minutes: minutes)))
          }
        }
        day = day.advanced(by: 1)
      }
    }
    return slots.sorted().map { Place(point: point, slot: $0) }
      .filter { isOpen($0, through: last) }
  }

  /// A place that stays free while somebody who fits it waits. With `rows`, whatever is in the table
  /// counts as a claim: time may have freed it, and nobody has come by since.
  func overlooked(at point: Int?, through last: Day, rows: Bool) -> String? {
    let line = line
    guard !line.isEmpty else { return nil }
    for candidate in points where point == nil || candidate.id == point {
      let own = line.filter {
        $0.waiting.wish.cityCode == nil || $0.waiting.wish.cityCode == candidate.cityCode
      }
      guard !own.isEmpty else { continue }
      for place in slots(of: candidate.id, through: last) {
        guard let entry = own.first(where: { fits($0, place) }) else { continue }
        let count = rows ? claims[place]?.count ?? 0 : liveCount(at: place, except: nil)
        if count < places(at: place, forAgents: false) {
          return "entry \(entry.waiting.id) waits, and \(place) is free"
        }
      }
    }
    return nil
  }
}

extension Model.Place: CustomStringConvertible {
  var description: String { "\(point) \(slot.day.iso) \(slot.time.iso)" }
}
