package import Domain

/// Where the appointments of a point go that a change of its schedule leaves without a place.
///
/// - Of a slot that keeps some of its places, those who booked first keep theirs.
/// - Whoever has the earliest hour chooses first, then who booked first.
/// - The place is at the same point, free to anybody, in the open months, and from tomorrow on, so
///   that there is time to tell. Those kept for agents stay for the callers that this leaves.
/// - It is the one nearest in days (of two as near the later), and on that day the nearest by the
///   clock (of two as near the earlier).
/// - Who finds none is called.
package struct Relocation: Hashable, Sendable {
  package struct Move: Hashable, Sendable {
    package let booked: StandingAppointment
    package let slot: SlotStart
    /// Its code in the new slot; nil while it is only planned.
    package var code: AppointmentCode?
  }

  /// In order of the slots that they leave.
  package var moves: [Move] = []
  /// Who is called: nothing is free.
  package private(set) var calls: [StandingAppointment] = []
  /// How many holds of others, and offers, each slot loses, ordered; the conversation offers them another.
  package private(set) var lostHolds: [LostHolds] = []

  /// Nobody loses a place.
  package var isEmpty: Bool { moves.isEmpty && calls.isEmpty && lostHolds.isEmpty }

  package struct LostHolds: Hashable, Sendable {
    package let slot: SlotStart
    package let count: Int
    /// How many of them are offers to somebody who waits.
    package let offers: Int
  }

  /// `booked` are the appointments of the days on which places may go. `claims` are all of the point
  /// from now on, those among them, and `schedule` is the one to be.
  package init(
    of booked: [StandingAppointment], on days: ClosedRange<Day>, claims: [SlotStart: SlotClaims],
    schedule: Schedule, openThrough: Day, now: Moment
  ) {
    var claims = claims
    let bySlot = Dictionary(grouping: booked, by: \.slot)
    var displaced: [StandingAppointment] = []
    for slot in claims.keys.filter({ days.contains($0.day) && $0.moment > now }).sorted() {
      guard var standing = claims[slot] else { continue }
      let places = schedule.places(at: slot)
      let excess = standing.appointments - places
      if excess > 0 {
        displaced += (bySlot[slot] ?? []).sorted {
          ($0.created, $0.code.text) < ($1.created, $1.code.text)
        }.suffix(excess)
        standing.appointments = places
      }
      let heldMax = places - standing.appointments
      // What is offered to somebody who waits goes as what is held does.
      // Offers last longer, and of two that end at once the hold goes.
      let held = (standing.heldUntil.map { ($0, 0) } + standing.offeredUntil.map { ($0, 1) })
        .sorted { $0 < $1 }
      if held.count > heldMax {
        let lost = held.prefix(held.count - heldMax)
        lostHolds.append(
          LostHolds(slot: slot, count: lost.count, offers: lost.reduce(0) { $0 + $1.1 }))
        standing.heldUntil = held.suffix(heldMax).map(\.0)
        standing.offeredUntil = []
      }
      claims[slot] = standing
    }
    guard !displaced.isEmpty else { return }
    var free = FreeSlots(
      FreePlaces(
        AgendaRecord(
          rules: schedule.rules.map(\.terms.forEverybody), closures: schedule.closures,
          claims: claims, openThrough: openThrough),
        now: now),
      from: now.day.advanced(by: 1))
    for booked in displaced {
      if let slot = free.take(nearest: booked.slot) {
        moves.append(Move(booked: booked, slot: slot))
      } else {
        calls.append(booked)
      }
    }
  }
}

/// The free places of a point, taken one after the other.
private struct FreeSlots {
  private let first: Day
  /// By days from `first`, and in order of the clock; a slot goes with its last place.
  private var days: [[(time: TimeOfDay, free: Int)]] = []

  init(_ places: FreePlaces, from first: Day) {
    self.first = first
    var day = first
    while day <= places.days.upperBound {
      days.append(places.freeSlots(on: day).map { ($0.time, $0.free) })
      day = day.advanced(by: 1)
    }
  }

  /// Takes a place of the free slot nearest to `wanted`; nil when there is none.
  mutating func take(nearest wanted: SlotStart) -> SlotStart? {
    let center = wanted.day.number - first.number
    for distance in 0...max(abs(center), abs(days.count - center)) {
      for index in distance == 0 ? [center] : [center + distance, center - distance] {
        guard days.indices.contains(index), let time = take(nearest: wanted.time, on: index) else {
          continue
        }
        return SlotStart(day: first.advanced(by: index), time: time)
      }
    }
    return nil
  }

  private mutating func take(nearest wanted: TimeOfDay, on index: Int) -> TimeOfDay? {
    func distance(_ slot: Int) -> Int { abs(days[index][slot].time.minutes - wanted.minutes) }
    guard let slot = days[index].indices.min(by: { distance($0) < distance($1) }) else {
      return nil
    }
    let time = days[index][slot].time
    days[index][slot].free -= 1
    if days[index][slot].free == 0 { days[index].remove(at: slot) }
    return time
  }
}
