package import Domain

/// Something to say, without its words.
package enum Utterance: Hashable, Sendable {
  case welcome
  case services
  case privacyNotice
  case declined
  case howItGoes(Month)
  /// The point of contact and the trámite that follow from the city.
  case pointAnnounced(PointOfContact)
  /// Said before the day is asked where people have to go to the office.
  case inPerson(PointOfContact)
  case calendar(Calendar)
  case hours(Hours)
  /// Behind the hours: they are those of the part of the day that was asked for, or all because that
  /// part is full.
  case hoursOfPart(isFull: Bool)
  /// Free places of a point, told outside a booking; `hasPlacesForAgents` counts only where there
  /// is none.
  case availability(
    PointOfContact, first: SlotStart?, freeDays: [Day], isOneOfSeveral: Bool,
    hasPlacesForAgents: Bool = false)
  case availabilityOfWhere
  /// Before the free hours of that day.
  case availabilityOn(PointOfContact, Day, isOneOfSeveral: Bool)
  /// The obstacle says why.
  case noAvailabilityOn(PointOfContact, Day, Rejection)
  case noPoint(at: Municipality)

  case understood(Answer)
  /// Of the new hour instead of the old one.
  case understoodOfChange(Acceptance)
  /// Seven digits of before 2021: the region comes with the department.
  case landlineToComplete
  case refused(Question, Rejection)
  /// A document's number where its type was asked: it is kept.
  case numberBeforeType
  /// These digits of a NIT are known, and its check digit is wanted.
  case numberKept(String)
  /// What was answered to a proposal, of one answer or of several, is no answer to it.
  case proposalRefused(Question, Rejection, several: Bool)
  case outOfScope(OutOfScope)
  /// An example of a good answer, after a second refusal.
  case example(Question)
  /// The options, by name, after a third refusal or when asked for.
  case options(Question, [Answer])
  case wayOut
  case nothingToList(Question)
  case alternatives([SlotStart])
  case dayAlternatives([Day])
  /// The free days of a span that was asked for.
  case freeDays([Day], in: Interval<Day>)

  case help(Question)
  /// How the appointment is attended to is known once its point is.
  case explained(FrequentQuestion, Attendance?)
  /// Where one can speak with a person.
  case adviser
  case summary([Answer])
  case nothingYet
  case nothingBefore
  /// A line read like that order, but was not certain to be it: it is to be typed plainly.
  case departureToConfirm(Departure)
  case cannotCorrect(Question)
  /// What an appointment has for good, and how to have another.
  case cannotChange(Question)
  case whichField([Question])
  /// Which of the two telephones is to be put right.
  case whichTelephone
  case correcting(Answer)
  case dataKept

  /// `isChange`: of an appointment that stands until the new hour is accepted.
  case held(Hold, PointOfContact, seconds: Int, isChange: Bool)
  case holdEnds(seconds: Int)
  case holdExpired(isChange: Bool)
  case holdExtended(Hold)
  case noExtensionsLeft
  /// `isChange`: the appointment stays with its old hour.
  case released(isChange: Bool)
  case fullThisMonth(PointOfContact, isOneOfSeveral: Bool, hasPlacesForAgents: Bool = false)
  /// No hour is left in the open days; the next month opens on its first day.
  /// `canWait`: a turn for that month may be taken in the waiting list.
  case monthIsOver(next: Month, canWait: Bool)
  case nothingElsewhere
  /// What the waiting list is.
  case waitingList
  case joined(WaitingStatus)
  /// How the next place will be told: by mail to that address, or only here.
  case offersAreMailed(to: Email?, hours: Int)
  /// The turn of somebody in the list, or the place that is kept for them.
  case turn(WaitingStatus)
  /// That document is not in the list.
  case noTurn
  /// The turn is over, and how it ended.
  case turnEnded(EndedWait)
  /// Before anything is said of that document, who asks proves whose it is.
  case proofNeeded
  case offerDeclined
  /// It ended, or somebody else with the same document has answered it.
  case offerGone
  /// The place is no longer held for acceptance, and still kept.
  case offerStands
  /// The same, because time ran out.
  case offerStandsAfterHold
  case turnKept
  case listLeft
  /// The way into the waiting list was left.
  case notJoined
  case elsewhere([FreeElsewhere])
  /// Of the same city.
  case otherOffices([FreeElsewhere])

  case booked(Appointment, mobile: Mobile)
  /// An appointment that was found; `day` tells what is past.
  case found(AppointmentRecord, now: Moment, isProven: Bool)
  /// How to see the active appointment of a document whose holder has not been proved.
  case alreadyBooked
  /// An appointment can only be cancelled or changed with its code.
  case codeNeeded
  /// Without code and second datum nobody's appointment is shown.
  case cannotShow
  /// Found, but cancelled, replaced or past: nothing to change.
  case notActive(AppointmentRecord)
  case gone
  case slowDown(until: Moment)
  case noDraft
  /// Data of an earlier time, masked.
  case known([Answer])
  case changeOfTime(from: SlotStart, to: SlotStart)
  case modified(Appointment, replaces: AppointmentCode, mobile: Mobile)
  case updated(Answer, AppointmentCode)
  case cancelled(AppointmentRecord)
  /// What was done is also told by mail.
  case mailed(to: Email)
  case keptAsItIs
  case stillThere
  case leftInSilence
  case busy
  case farewell
  case farewellWithDraft
  case incomplete(draftKept: Bool)
  /// What was begun, other than a booking, is not done.
  case brokenOff

  // The agent's desk.
  /// What was left of a line and answers nothing that is open.
  case unread(String)
  /// Data that came before the privacy notice was answered.
  case beforeConsent(String)
  /// The orders, and the fields that may stand behind one, in their short forms.
  case orders([ShortForm], fields: [ShortForm])
  /// A datum letter by letter.
  case spelled(Answer)
  case nothingToSpell
  case noted(String)
  case noteEmpty
  case noteTooLong
  case nextCall
  /// An unfinished booking is found by its document.
  case resumeByDocument
  case onlyForAgents
}

/// A point that has a free place, and its first.
package struct FreeElsewhere: Hashable, Sendable {
  package let point: PointOfContact
  package let first: SlotStart
}

/// A month as the calendar shows it.
package struct Calendar: Hashable, Sendable {
  package enum Mark: Hashable, Sendable {
    case selected
    case free
    case notFree
  }

  package let month: Month
  /// One for each day of the month, from the first.
  package let marks: [Mark]
  package let selected: Day?

  package init(month: Month, places: FreePlaces, selected: Day?) {
    self.month = month
    self.selected = selected
    marks = (0..<month.length).map { offset in
      let day = month.first.advanced(by: offset)
      if day == selected { return .selected }
      return places.isFree(day) ? .free : .notFree
    }
  }
}

/// The free hours of a day.
package struct Hours: Hashable, Sendable {
  package let day: Day
  /// Ordered; each with at least one free place.
  package let slots: [FreePlaces.Slot]

  package init(day: Day, slots: [FreePlaces.Slot]) {
    self.day = day
    self.slots = slots
  }

  /// «Citas disponibles».
  package var places: Int { slots.reduce(0) { $0 + $1.free } }
}
