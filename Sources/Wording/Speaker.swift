package import Dialogue
package import Domain

/// Something said, in words. What a program needs besides the text stands beside it.
package enum Spoken: Hashable, Sendable {
  /// `key` is the `clave` of JSON.
  case message(key: String, text: String)
  case table(key: String, columns: [String], rows: [[Cell]], Block)
  case calendar(Calendar, Block)
  case hours(Hours, Block)
  case summary([Answer], Block)
  /// `text` is empty for a program, which needs no more than the value.
  case understood(field: String, value: String, text: String)
  case refusal(field: String, reason: String, text: String)
  /// `state` is the `estado` of JSON; `replaces` the code of the appointment given up for it.
  /// What it is about is for who proved whose it is: `showsMotive`.
  case appointment(
    Appointment, state: String, replaces: AppointmentCode?, showsMotive: Bool = true, text: String)

  /// A cell of a table as JSON has it.
  package enum Cell: Hashable, Sendable {
    case text(String)
    case number(Int)
    /// There is nothing to say.
    case none
  }

  /// Tables for the width of a text.
  package var text: String {
    switch self {
    case .message(_, let text), .understood(_, _, let text), .refusal(_, _, let text),
      .appointment(_, _, _, _, let text):
      text
    case .table(_, _, _, let block), .calendar(_, let block), .hours(_, let block),
      .summary(_, let block):
      String(decoding: block.textInJSON, as: UTF8.self)
    }
  }

  /// A table, whatever it is of.
  package var block: Block? {
    switch self {
    case .table(_, _, _, let block), .calendar(_, let block), .hours(_, let block),
      .summary(_, let block):
      block
    case .message, .understood, .refusal, .appointment: nil
    }
  }
}

/// The options of a question and their words, which stand one behind the other: there may be dozens.
package struct SpokenOptions: Sendable {
  /// What they stand for, and the options behind them that have no words here.
  private let answers: [Answer]
  /// UTF-8.
  private var texts: [UInt8] = []
  /// Where the text of each ends.
  private var ends: [Int] = []
  private let shortForms: [String?]

  /// Of an agent the first have `shortForms`; `appendText` appends the words of one.
  init(
    _ answers: [Answer], atMost limit: Int = .max, shortForms: [String?] = [],
    _ appendText: (Answer, inout [UInt8]) -> Void
  ) {
    self.answers = answers
    self.shortForms = shortForms
    let count = min(limit, answers.count)
    ends.reserveCapacity(count)
    texts.reserveCapacity(count * Self.textLengthUsual)
    let answers = answers.span
    for index in 0..<count {
      appendText(answers[index], &texts)
      ends.append(texts.count)
    }
  }

  /// None.
  package init() {
    (answers, shortForms) = ([], [])
  }

  private static let textLengthUsual = 32

  package var count: Int { ends.count }

  package func text(_ index: Int) -> ArraySlice<UInt8> {
    texts[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// Appends what it stands for, as the contract has it.
  package func appendValue(_ index: Int, to text: inout [UInt8]) {
    answers.span[index].appendValue(to: &text)
  }

  /// What an agent may type for it.
  package func short(_ index: Int) -> String? {
    index < shortForms.count ? shortForms[index] : nil
  }

  /// What an option stands for whose very words were typed, or put there by a Tab.
  package func answer(named typed: String) -> Answer? {
    guard count > 0, var first = typed.utf8.first, var last = typed.utf8.last else { return nil }
    /// But for its case, what is ASCII and no blank folds to itself; so few texts need folding.
    func isPlain(_ byte: UInt8) -> Bool { byte > UInt8(ascii: " ") && byte < 0x80 }
    func mayBe(_ byte: UInt8, _ wanted: UInt8) -> Bool {
      !isPlain(byte) || byte | 0x20 == wanted | 0x20
    }
    var wanted: String?
    if !isPlain(first) || !isPlain(last) {
      let folded = folded(typed)
      guard let begin = folded.utf8.first, let end = folded.utf8.last else { return nil }
      (wanted, first, last) = (folded, begin, end)
    }
    for index in 0..<count {
      let text = text(index)
      guard let begin = text.first, let end = text.last, mayBe(begin, first), mayBe(end, last)
      else { continue }
      if wanted == nil { wanted = folded(typed) }
      if folded(String(decoding: text, as: UTF8.self)) == wanted { return answers[index] }
    }
    return nil
  }
}

/// The text that `append` puts together.
private func text(_ append: (inout [UInt8]) -> Void) -> String {
  var text: [UInt8] = []
  text.reserveCapacity(120)
  append(&text)
  return String(decoding: text, as: UTF8.self)
}

/// Turns utterances into Spanish.
package struct Speaker {
  let catalogue: Catalogue
  private let isAgent: Bool
  /// Whether what is said is to be heard, not seen.
  package let isReading: Bool

  /// `isAgent` takes the agent's wording where there is one, `isReading` the one for the ear.
  package init(_ catalogue: Catalogue, isAgent: Bool, isReading: Bool = false) {
    self.catalogue = catalogue
    self.isAgent = isAgent
    self.isReading = isReading
  }

  /// A text of the program itself.
  package func text(_ key: Key, _ values: Values = [:]) -> String {
    let text = catalogue.text(key, values, voice)
    return isReading ? audible(text) : text
  }

  /// Appends a text of the program; `fill` appends what it names in braces.
  private func append(
    _ key: Key, to out: inout [UInt8],
    _ fill: (_ name: String, _ out: inout [UInt8]) -> Void = { name, _ in
      preconditionFailure("the texts were checked: {\(name)} has no value")
    }
  ) {
    guard isReading else { return catalogue.append(key, voice, to: &out, fill) }
    out.append(audible(Wording.text { catalogue.append(key, voice, to: &$0, fill) }))
  }

  private var voice: Catalogue.Voice { Catalogue.Voice(isAgent: isAgent, isReading: isReading) }

  // MARK: Utterances

  /// `isTaken`: whether the answer that was understood was also taken; nil for a program, which is told
  /// the value alone.
  package func words(for utterance: Utterance, isTaken: Bool? = true) -> [Spoken] {
    switch utterance {
    case .welcome: [message(.welcome)]
    case .services: [message(.services)]
    case .privacyNotice: [message(.privacyNotice)]
    case .declined: [message(.declined)]
    case .howItGoes(let month): [message(.howItGoes, ["mes": name(of: month)])]
    case .pointAnnounced(let point): [message(.pointAnnounced, values(of: point))]
    case .inPerson(let point): [message(.inPerson, values(of: point))]
    case .noPoint(let city): [message(.noPoint, ["ciudad": display(city)])]
    // What was chosen has been heard.
    case .calendar(let calendar) where isReading && calendar.selected != nil: []
    case .calendar(let calendar): [words(for: calendar)]
    case .hours(let hours): [words(for: hours)]
    case .hoursOfPart(let isFull): [message(isFull ? .partIsFull : .hoursOfPart)]
    case .availability(let point, nil, _, let isOneOfSeveral, hasPlacesForAgents: true):
      [message(.availabilityForAgents, ["ciudad": place(of: point, isOneOfSeveral)])]
    case .availability(let point, let first, let freeDays, let isOneOfSeveral, _):
      [words(for: point, first: first, freeDays: freeDays, isOneOfSeveral)]
    case .availabilityOfWhere: [message(.availabilityOfWhere)]
    case .availabilityOn(let point, let day, let isOneOfSeveral):
      [
        message(
          .availabilityOn,
          ["ciudad": place(of: point, isOneOfSeveral), "dia": dayOfMonth(day)])
      ]
    case .noAvailabilityOn(let point, let day, let obstacle):
      [
        message(
          .noAvailabilityOn,
          [
            "ciudad": point.city, "dia": dayOfMonth(day),
            "causa": words(for: obstacle, of: .day).text,
          ])
      ]
    case .landlineToComplete: [message(.landlineToComplete)]
    case .proposalRefused(let question, let rejection, let several):
      [
        .refusal(
          field: question.rawValue, reason: Self.reason(rejection),
          text: text(several ? Self.pickingKey(question) : .sayYesOrNo))
      ]
    case .numberBeforeType:
      [
        .refusal(
          field: Question.documentType.rawValue, reason: Self.reason(.notAnOption),
          text: text(.numberBeforeType))
      ]
    case .understoodOfChange(let acceptance):
      [
        .understood(
          field: Question.acceptance.rawValue, value: acceptance.rawValue,
          text: words(forUnderstood: .acceptance(acceptance), isOfChange: true, isTaken: isTaken))
      ]
    case .understood(let answer):
      [
        .understood(
          field: answer.question.rawValue, value: answer.value,
          text: words(forUnderstood: answer, isOfChange: false, isTaken: isTaken))
      ]
    case .refused(let question, let rejection): [words(for: rejection, of: question)]
    case .outOfScope(let subject):
      [
        .refusal(
          field: Question.motive.rawValue, reason: "fuera_de_alcance",
          text: text(.outOfScope(subject)))
      ]
    case .example(let question): [message(.example(question))]
    case .options(let question, let answers): [words(forOptions: answers, of: question)]
    case .wayOut: [message(.wayOut)]
    case .nothingToList: [message(.nothingToList)]
    case .alternatives(let slots):
      [message(.alternatives, ["lista": bullets(slots.map(dayAndTime))])]
    case .dayAlternatives(let days):
      [message(.dayAlternatives, ["lista": bullets(days.map(dayOfMonth))])]
    case .freeDays(let days, let span): [words(forFreeDays: days, in: span)]
    case .help(let question): [message(.help(question))]
    case .explained(let asked, let attendance):
      [message(.explained(asked, isInPerson: attendance == .inPerson))]
    case .adviser: [message(.adviser)]
    case .summary(let answers): [words(forSummary: answers)]
    case .nothingYet: [message(.nothingYet)]
    case .nothingBefore: [message(.nothingBefore)]
    case .departureToConfirm(let departure): [message(.departure(departure))]
    case .cannotCorrect(let question): [message(.cannotCorrect, ["campo": label(question)])]
    case .cannotChange(let question): [message(.cannotChange, ["campo": label(question)])]
    case .whichField(let questions):
      [message(.whichField, ["lista": bullets(questions.map(label))])]
    case .whichTelephone: [message(.whichTelephone)]
    case .correcting(let answer):
      [
        message(
          .correcting, ["campo": label(answer.question), "valor": display(answer)])
      ]
    case .numberKept(let digits):
      [message(.numberKept, ["numero": grouped(document: digits)])]
    case .dataKept: [message(.dataKept)]
    case .held(let hold, let point, let seconds, let isChange):
      [
        message(
          isChange ? .heldForChange : point.attendance == .inPerson ? .heldInPerson : .held,
          [
            "tiempo": duration(seconds: seconds), "dia": fullDate(hold.slot.day),
            "hora": brief(hold.slot.time), "ciudad": point.city,
          ])
      ]
    case .holdEnds(let seconds): [message(.holdEnds, ["segundos": String(seconds)])]
    case .holdExpired(let isChange): [message(isChange ? .changeExpired : .holdExpired)]
    case .holdExtended(let hold):
      [
        message(
          .extended(timesLeft: hold.extensionsLeft),
          ["segundos": String(hold.seconds), "restantes": String(hold.extensionsLeft)])
      ]
    case .noExtensionsLeft: [message(.noExtensionsLeft)]
    case .released(let isChange): [message(isChange ? .changeReleased : .released)]
    case .fullThisMonth(let point, let isOneOfSeveral, let hasPlacesForAgents):
      [
        message(
          hasPlacesForAgents ? .availabilityForAgents : .fullThisMonth,
          ["ciudad": place(of: point, isOneOfSeveral)])
      ]
    case .monthIsOver(let next, let canWait):
      [
        message(
          canWait ? .monthIsOver : .monthIsOverForChange,
          ["mes": name(of: next), "dia": dayOfMonth(next.first)])
      ]
    case .nothingElsewhere: [message(.nothingElsewhere)]
    case .waitingList: [message(.waitingList)]
    case .joined(let status):
      [
        status.offer == nil ? message(.joined, values(of: status)) : message(.joinedWithOffer)
      ]
    case .offersAreMailed(let email?, let hours):
      [
        message(
          .offersAreMailed,
          ["correo": maskedDisplay(.email(email)), "plazo": duration(hours: hours)])
      ]
    case .offersAreMailed(nil, let hours):
      [message(.offersAreToldHere, ["plazo": duration(hours: hours)])]
    case .turn(let status): words(forTurn: status)
    case .noTurn: [message(.noTurn)]
    case .turnEnded(let ended):
      [
        message(
          .turnEnded(ended.cause),
          ["dia": fullDate(ended.ended.day), "ultimo": fullDate(ended.lastDay)])
      ]
    case .proofNeeded: [message(.proofNeeded)]
    case .offerDeclined: [message(.offerDeclined)]
    case .offerGone: [message(.offerGone)]
    case .offerStands: [message(.offerStands)]
    case .offerStandsAfterHold: [message(.offerStandsAfterHold)]
    case .turnKept: [message(.turnKept)]
    case .listLeft: [message(.listLeft)]
    case .notJoined: [message(.notJoined)]
    case .elsewhere(let found):
      [
        message(
          .elsewhere,
          ["lista": bullets(found.map { "\($0.point.city): \(dayAndTime($0.first))" })])
      ]
    case .otherOffices(let found):
      [
        message(
          .otherOffices,
          ["lista": bullets(found.map { "\(office($0.point)): \(dayAndTime($0.first))" })])
      ]
    case .booked(let appointment, let mobile):
      [
        .appointment(
          appointment, state: "agendada", replaces: nil,
          text: text(.booked, values(of: appointment))),
        requirements(for: appointment.point, mobile),
      ]
    case .found(let record, let now, let isProven):
      [words(for: record, at: now, isProven: isProven)]
    case .alreadyBooked: [message(.alreadyBooked)]
    case .codeNeeded: [message(.codeNeeded)]
    case .cannotShow: [message(.cannotShow)]
    case .notActive(let record):
      [message(record.replacedBy == nil ? .notActive : .notActiveButReplaced)]
    case .gone: [message(.gone)]
    case .slowDown(let until): [message(.slowDown, ["hasta": toTheSecond(until)])]
    case .noDraft: [message(.noDraft)]
    case .known(let answers):
      [
        message(
          .known,
          ["lista": bullets(answers.map { "\(label($0.question)): \(maskedDisplay($0))" })])
      ]
    case .changeOfTime(let old, let new):
      [message(.changeOfTime, ["antes": dayAndTime(old), "ahora": dayAndTime(new)])]
    case .modified(let appointment, let old, let mobile):
      [
        .appointment(
          appointment, state: "agendada", replaces: old,
          text: text(
            .modified,
            values(of: appointment).adding([
              "anterior": old.text, "celular": display(.mobile(mobile)),
            ]))),
        requirements(for: appointment.point, mobile),
      ]
    case .updated(let answer, let code):
      [
        message(
          .updated,
          [
            "campo": label(answer.question), "valor": display(answer), "codigo": inGroups(code),
          ])
      ]
    case .cancelled(let record):
      [
        .appointment(
          record.appointment, state: "cancelada", replaces: record.replaces,
          text: text(.cancelled, values(of: record.appointment)))
      ]
    case .mailed(let email): [message(.mailed, ["correo": maskedDisplay(.email(email))])]
    case .keptAsItIs: [message(.keptAsItIs)]
    case .stillThere: [message(.stillThere)]
    case .leftInSilence: [message(.leftInSilence)]
    case .brokenOff: [message(.brokenOff)]
    case .busy: [message(.busy)]
    case .farewell: [message(.farewell)]
    case .farewellWithDraft: [message(.farewellWithDraft)]
    case .incomplete(let draftKept):
      [message(draftKept ? .incompleteWithDraft : .incomplete)]
    case .unread(let typed): [message(.unread, ["texto": typed])]
    case .beforeConsent(let typed): [message(.beforeConsent, ["texto": typed])]
    case .orders(let orders, let fields):
      [
        message(
          .orders,
          [
            "ordenes": Wording.text { text in
              for (index, order) in orders.enumerated() {
                if index > 0 { text.append(" · ") }
                text.append(order.form)
                text.append("\u{A0}")
                text.append(order.name)
              }
            },
            "datos": fields.map(\.form).joined(separator: " · "),
          ])
      ]
    case .spelled(let answer):
      [
        answer.isOfGroups
          ? message(
            .spelledInGroups, ["campo": label(answer.question), "grupos": spelled(answer)])
          : message(.spelled, ["campo": label(answer.question), "letras": spelled(answer)])
      ]
    case .nothingToSpell: [message(.nothingToSpell)]
    case .noted(let typed): [message(.noted, ["texto": typed])]
    case .noteEmpty: [message(.noteEmpty)]
    case .noteTooLong: [message(.noteTooLong, ["maximo": String(noteLengthMax)])]
    case .nextCall: [message(.nextCall)]
    case .resumeByDocument: [message(.resumeByDocument)]
    case .onlyForAgents: [message(.onlyForAgents)]
    }
  }

  func message(_ key: Key, _ values: Values = [:]) -> Spoken {
    .message(key: key.inJSON, text: text(key, values))
  }

  func values(of point: PointOfContact) -> Values {
    ["punto": office(point), "ciudad": point.city]
  }

  private func words(forUnderstood answer: Answer, isOfChange: Bool, isTaken: Bool?) -> String {
    guard let isTaken else { return "" }
    return Wording.text { text in
      append(isTaken ? .understood : .understoodOnly, to: &text) { name, text in
        switch (name, answer) {
        case ("campo", _): append(.label(answer.question), to: &text)
        case (_, .acceptance(let acceptance)) where isOfChange:
          append(.ofChange(acceptance), to: &text)
        // An agent reads it aloud.
        case (_, .time(let time)) where isAgent: append(brief: time, to: &text)
        default: append(answer, to: &text)
        }
      }
    }
  }

  /// The `motivo` of JSON.
  private static func reason(_ rejection: Rejection) -> String {
    String(rejection.cause.rawValue.prefix { $0 != "." })
  }

  private func words(for rejection: Rejection, of question: Question) -> Spoken {
    let values: Values =
      switch rejection {
      case .tooShort(let minimum): ["minimo": String(minimum)]
      case .tooLong(let maximum): ["maximo": String(maximum)]
      case .characters(let offending): ["caracteres": offending]
      case .impossibleLength(let digits): ["cantidad": String(digits)]
      case .unknownArea(let digit): ["digito": digit]
      case .beyondOpenDays(let last): ["ultimo": dayOfMonth(last)]
      case .holiday(let holiday): ["festivo": text(.holiday(holiday))]
      case .notAWorkingDay(let weekday): ["semana": text(.weekday(weekday))]
      case .closed(let reason): ["motivo": reason]
      case .held(let until): ["hasta": toTheSecond(until)]
      case .empty, .format, .notAnOption, .noneSuits, .nineDigits, .wrongCheckDigit,
        .missingCheckDigit,
        .onlyZeros, .landlineAsMobile, .mobileAsLandline, .serviceNumber, .withoutAt, .severalAts,
        .withoutDomain, .domainEnding, .unknownPlace, .placeElsewhere, .department, .impossibleDate,
        .past, .full, .onlyForAgents, .notASlot, .ownTime, .alreadyBooked, .wrongVerification,
        .taken,
        .notFound:
        [:]
      }
    return .refusal(
      field: question.rawValue,
      reason: Self.reason(rejection),
      text: text(.refusal(question, rejection.cause), values))
  }

  private func words(
    for point: PointOfContact, first: SlotStart?, freeDays: [Day], _ isOneOfSeveral: Bool
  ) -> Spoken {
    guard let first else { return message(.noAvailability, values(of: point)) }
    let days = freeDays.map { String($0.date.day) }.joined(separator: ", ")
    return message(
      .availability,
      [
        "punto": office(point), "ciudad": place(of: point, isOneOfSeveral),
        "primera": dayAndTime(first), "dias": days,
      ])
  }

  private func words(forFreeDays days: [Day], in span: Interval<Day>) -> Spoken {
    let (bounds, leftOut) = (span.bounds, span.leftOut)
    var values: Values = [
      "desde": dayOfMonth(bounds.lowerBound), "hasta": dayOfMonth(bounds.upperBound),
    ]
    if !leftOut.isEmpty {
      let gaps = leftOut.map { gap in
        [gap.lowerBound, gap.upperBound].map { day in
          day.month == bounds.lowerBound.month ? String(day.date.day) : dayOfMonth(day)
        }
      }
      let words = gaps.map { $0[0] == $0[1] ? $0[0] : "\($0[0]) a \($0[1])" }
      values = values.adding(["sin": words.joined(separator: ", ")])
    }
    guard !days.isEmpty else {
      return message(leftOut.isEmpty ? .noFreeDays : .noFreeDaysWithout, values)
    }
    return message(
      leftOut.isEmpty ? .freeDays : .freeDaysWithout,
      values.adding(["lista": bullets(days.map(dayOfMonth))]))
  }

  private func words(forOptions answers: [Answer], of question: Question) -> Spoken {
    let names = answers.map { $0.question == question ? optionText($0) : display($0) }
    return .table(
      key: "opciones", columns: ["valor", "texto"],
      rows: zip(answers, names).map { [.text($0.value), .text($1)] },
      Block(
        heading: [text(.optionsTitle)],
        body: isReading ? .sentences(names.map(sentence), isList: true) : .list(names)))
  }

  private func words(forSummary answers: [Answer]) -> Spoken {
    let pairs = summaryRows(answers)
    return .summary(
      answers,
      Block(
        heading: [text(.summaryTitle)],
        body: isReading
          ? .sentences(
            pairs.map { text(.field, ["campo": $0.name, "valor": $0.text]) }, isList: false)
          : .pairs(pairs)))
  }

  /// One row for what is read together, so that all of it and the question fit a screen.
  private func summaryRows(_ answers: [Answer]) -> [Block.Pair] {
    let questions = answers.map(\.question)
    func given(_ question: Question) -> String? {
      questions.firstIndex(of: question).map { display(answers[$0]) }
    }
    func has(_ question: Question) -> Bool { questions.contains(question) }
    let isEstate = answers.contains { if case .motive(.estates) = $0 { true } else { false } }
    return answers.compactMap { answer in
      func row(_ name: String, _ text: String) -> Block.Pair { Block.Pair(name: name, text: text) }
      switch answer {
      // Said with what follows them, once that is known.
      case .personType where has(.documentNumber), .documentType where has(.documentNumber),
        .givenNames where has(.surnames), .department where has(.city),
        .appointmentCity where has(.pointOfContact):
        return nil
      case .documentNumber(let number):
        let type = given(.documentType).map { $0 + " " } ?? ""
        let person = given(.personType).map {
          ", " + $0.prefix(1).lowercased() + String($0.dropFirst())
        }
        return row(
          text(isEstate ? .deceasedRow : .documentRow),
          type + grouped(document: number.text) + (person ?? ""))
      case .surnames(let surnames):
        guard let names = given(.givenNames) else { return row(label(.surnames), surnames.text) }
        // Of a company, or of who has died, that is the one who is called.
        let isContact = isEstate || answers.contains(.personType(.juridica))
        return row(isContact ? text(.contactRow) : label(.givenNames), names + " " + surnames.text)
      case .pointOfContact(let point): return row(label(.pointOfContact), office(point))
      default: return row(label(answer.question), display(answer))
      }
    }
  }

  private func words(for calendar: Calendar) -> Spoken {
    let month = capitalised(text(.month(calendar.month.number)))
    let title = text(.calendarTitle, ["mes": month, "ano": String(calendar.month.year)])
    let block: Block
    if isReading {
      let free = calendar.marks.indices.filter { calendar.marks[$0] == .free }.map {
        sentence(capitalised(dayOfMonth(calendar.month.first.advanced(by: $0))))
      }
      let key: Key = free.isEmpty ? .heardNoFreeDays : .heardFreeDays
      block = Block(
        heading: [text(key, ["mes": name(of: calendar.month)])],
        body: .sentences(free, isList: true))
    } else {
      let weekdays = Weekday.allCases.map { text(.shortWeekday($0)) }
      block = Block(
        heading: [title], body: .month(MonthGrid(calendar, weekdays: weekdays)),
        legend: text(.calendarLegend))
    }
    return .calendar(calendar, block)
  }

  private func words(for hours: Hours) -> Spoken {
    let heading = text(
      .hoursHeading,
      [
        "citas": String(hours.places), "horas": String(hours.slots.count),
        "dia": isReading ? dayOfMonth(hours.day) : numeric(hours.day),
      ])
    let body: Block.Body =
      if isReading {
        .sentences(
          hours.slots.map { slot in
            text(
              slot.free == 1 ? .heardTimeOfOne : .heardTime,
              ["hora": brief(slot.time), "citas": String(slot.free)])
          }, isList: true)
      } else {
        .numbers(
          NumberTable(
            header: NumberTable.Row(name: text(.hoursColumnTime), number: text(.hoursColumnPlaces)),
            rows: hours.slots.map {
              slot in
              NumberTable.Row(
                name: Wording.text { append(clock: slot.time, to: &$0) }, number: String(slot.free))
            }))
      }
    return .hours(hours, Block(heading: [heading], body: body))
  }

  private func values(of appointment: Appointment) -> Values {
    values(of: appointment.point).adding([
      "codigo": appointment.code.text, "grupos": inGroups(appointment.code),
      "dia": fullDate(appointment.slot.day), "hora": brief(appointment.slot.time),
      "servicio": text(.brief(appointment.motive)),
    ])
  }

  /// A voice would read dashes.
  private func inGroups(_ code: AppointmentCode) -> String {
    isReading
      ? code.grouped.split(separator: "-").joined(separator: ", ") : code.grouped
  }

  private func words(
    for record: AppointmentRecord, at now: Moment, isProven: Bool
  ) -> Spoken {
    let (key, state): (Key, String) =
      switch record.state {
      case .booked where record.isActive(at: now):
        (isProven ? .foundActive : .foundActiveByCode, "agendada")
      case .booked: (.foundPast, "pasada")
      case .cancelled where record.isDisplaced && record.replacedBy != nil:
        (.foundReturned, "recuperada")
      case .cancelled where record.isDisplaced: (.foundDisplaced, "por_reprogramar")
      case .cancelled: (.foundCancelled, "cancelada")
      case .replaced: (.foundReplaced, "reemplazada")
      }
    let values = values(of: record.appointment).adding([
      "nuevo": record.replacedBy?.text ?? "", "nuevo_grupos": record.replacedBy.map(inGroups) ?? "",
    ])
    return .appointment(
      record.appointment, state: state, replaces: record.replaces, showsMotive: isProven,
      text: text(key, values))
  }

  private func requirements(for point: PointOfContact, _ mobile: Mobile) -> Spoken {
    switch point.attendance {
    case .virtual: message(.requirements, ["celular": display(.mobile(mobile))])
    case .inPerson: message(.requirementsInPerson, values(of: point))
    }
  }

  /// What is left of the time for which a place is held.
  package func countdown(seconds: Int) -> String {
    text(seconds == 1 ? .countdownOfOne : .countdown, ["segundos": String(seconds)])
  }

  // MARK: Questions

  /// The question in words, without its options.
  package func question(_ ask: Ask) -> String {
    let (key, values) = wording(of: ask)
    return text(key, values)
  }

  /// Appends the question in words.
  package func append(question ask: Ask, to text: inout [UInt8]) {
    let (key, values) = wording(of: ask)
    append(key, to: &text) { name, text in text.append(Catalogue.value(of: name, in: key, values)) }
  }

  private func wording(of ask: Ask) -> (Key, Values) {
    guard case .question(let question) = ask.subject else { return (.leaving, [:]) }
    switch ask.wording {
    case .usual: return (.question(question), [:])
    case .deceased: return (.question(question, "pregunta_difunto"), [:])
    case .company: return (.question(question, "pregunta_empresa"), [:])
    case .contact: return (.question(question, "pregunta_contacto"), [:])
    case .document(let type):
      return (.question(question), ["documento": display(.documentType(type))])
    case .deceasedDocument(let type):
      return (
        .question(question, "pregunta_difunto"), ["documento": display(.documentType(type))]
      )
    case .challenge(let challenge):
      return (
        .question(question),
        [
          "primero": text(.numeral(challenge.first)), "segundo": text(.numeral(challenge.second)),
        ]
      )
    case .appointmentCity(let suggested):
      let variant =
        switch suggested {
        case 0: "pregunta"
        case 1: "pregunta_sugerida"
        default: "pregunta_cercanas"
        }
      return (.question(question, variant), [:])
    case .day(let month): return (.question(question), ["mes": name(of: month)])
    case .time(let day): return (.question(question), ["dia": dayOfMonth(day)])
    case .toSeeData: return (.question(question, "pregunta_conocido"), [:])
    case .changeOfTime: return (.question(question, "pregunta_cambio"), [:])
    case .another: return (.question(question, "pregunta_otra"), [:])
    case .full(let city): return (.question(question), ["ciudad": display(city)])
    case .offered: return (.question(question, "pregunta_cupo"), [:])
    case .alone: return (.question(question, "pregunta_sola"), [:])
    case .telephones: return (.question(question, "pregunta_telefonos"), [:])
    case .proposal(let proposal):
      let reason =
        switch proposal.reason {
        case .doubt(.nameBorder) where question == .surnames: "solo_apellidos"
        case .doubt(let doubt): doubt.rawValue
        case .nearestPoints: "cercanas"
        case .stillFree: "sigue_libre"
        case .elsewhere: "otra_ciudad"
        case .anotherOffice: "otra_oficina"
        }
      // What a service is about is a sentence of its own.
      let value =
        proposal.answers.first.map {
          $0.question == .motive
            ? display($0) : optionText($0, isOfChange: ask.isOfChange)
        } ?? ""
      return (
        .proposal(reason, several: proposal.answers.count > 1), ["valor": value]
      )
    }
  }

  /// The options of a question, or the first of them.
  package func options(of ask: Ask, atMost limit: Int = .max) -> SpokenOptions {
    guard case .question = ask.subject else {
      return SpokenOptions([.consent(true), .consent(false)]) { answer, text in
        append(answer == .consent(true) ? .leavingYes : .leavingNo, to: &text)
      }
    }
    return SpokenOptions(ask.options, atMost: limit, shortForms: ask.shortForms) { answer, text in
      append(option: answer, isOfChange: ask.isOfChange, to: &text)
    }
  }

  /// The options without their explanations.
  package func names(of ask: Ask) -> [String] {
    guard case .question = ask.subject else { return [text(.leavingYes), text(.leavingNo)] }
    return ask.options.map { ask.isOfChange ? optionText($0, isOfChange: true) : display($0) }
  }

  /// What helps who has not picked one of several.
  private static func pickingKey(_ question: Question) -> Key {
    switch question {
    case .consent, .acceptance, .cancellation, .knownData, .waitingWanted, .waitingPreference:
      .pickOption
    default: .pickOne
    }
  }

  private func optionText(_ answer: Answer, isOfChange: Bool = false) -> String {
    Wording.text { append(option: answer, isOfChange: isOfChange, to: &$0) }
  }

  private func append(option answer: Answer, isOfChange: Bool, to text: inout [UInt8]) {
    switch answer {
    case .acceptance(let acceptance) where isOfChange: append(.ofChange(acceptance), to: &text)
    case .motive(let motive) where !isOfChange:
      append(.option(.motive, motive.rawValue), to: &text)
    default: append(answer, to: &text)
    }
  }

  // MARK: Values

  package func label(_ question: Question) -> String { text(.label(question)) }

  /// An answer as it is read back.
  package func display(_ answer: Answer) -> String { Wording.text { append(answer, to: &$0) } }

  /// Appends an answer as it is read back.
  private func append(_ answer: Answer, to text: inout [UInt8]) {
    switch answer {
    case .motive(let motive): append(.brief(motive), to: &text)
    case .menuOption, .consent, .personType, .documentType, .acceptance, .handling, .change,
      .cancellation, .knownData, .landline(.none), .code(nil), .secondDatum(nil), .waitingWanted,
      .waitingCity(nil), .waitingPart, .waitingPreference, .turn:
      append(.option(answer.question, answer.value), to: &text)
    case .documentNumber(let number): text.append(grouped(document: number.text))
    case .businessName(let name), .givenNames(let name), .surnames(let name):
      text.append(name.text)
    case .landline(.number(let landline)): text.append(groupedTelephone(landline.national))
    case .landline(.withoutArea(let digits)): text.append(digits)
    case .mobile(let mobile): text.append(groupedTelephone(mobile.national))
    case .email(let email), .secondDatum(.email(let email)): text.append(email.text)
    case .secondDatum(.mobile(let mobile)): text.append(groupedTelephone(mobile.national))
    case .code(.some(let code)): text.append(inGroups(code))
    case .address(let address):
      text.append(
        isReading ? address.spelledOut(numberSign: self.text(.numberSign)) : address.text)
    case .department(let department): department.appendName(to: &text)
    case .city(let city), .appointmentCity(let city), .waitingCity(.some(let city)):
      append(city, to: &text)
    case .waitingDays(let days): text.append(span(days))
    case .verification(let number): text.append(decimal: number)
    case .pointOfContact(let point): text.append(point.name)
    case .day(let day): append(.fullDate, day, to: &text)
    case .time(let time):
      if isReading { append(brief: time, to: &text) } else { append(clock: time, to: &text) }
    }
  }

  /// Its city, or its name where the city has others.
  private func place(of point: PointOfContact, _ isOneOfSeveral: Bool) -> String {
    isOneOfSeveral ? office(point) : point.city
  }

  /// The name of a point, with its city unless it bears it.
  func office(_ point: PointOfContact) -> String {
    holds(point.name, point.city) ? point.name : concatenated(point.name, ", ", point.city)
  }

  func display(_ city: Municipality) -> String { Wording.text { append(city, to: &$0) } }

  private func append(_ city: Municipality, to text: inout [UInt8]) {
    let start = text.count
    city.appendName(to: &text)
    let end = text.count
    text.append(" (")
    city.department.appendName(to: &text)
    // The capital district is its own department.
    if text[start..<end].elementsEqual(text[(end + 2)...]) {
      text.removeSubrange(end...)
    } else {
      text.append(UInt8(ascii: ")"))
    }
  }

  /// `02:20:00 p. m.`
  private func append(clock time: TimeOfDay, to text: inout [UInt8]) {
    text.append(decimal: Self.hourOnDial(time), digits: 2)
    text.append(UInt8(ascii: ":"))
    text.append(decimal: time.minute, digits: 2)
    text.append(":00 ")
    append(halfOfDay(time), to: &text)
  }

  /// `2:20 p. m.`
  func brief(_ time: TimeOfDay) -> String { Wording.text { append(brief: time, to: &$0) } }

  private func append(brief time: TimeOfDay, to text: inout [UInt8]) {
    text.append(decimal: Self.hourOnDial(time))
    text.append(UInt8(ascii: ":"))
    text.append(decimal: time.minute, digits: 2)
    text.append(UInt8(ascii: " "))
    append(halfOfDay(time), to: &text)
  }

  /// `10:02:15 a. m.`
  private func toTheSecond(_ moment: Moment) -> String {
    let time = moment.time
    return "\(Self.hourOnDial(time)):\(digits(time.minute, 2)):\(digits(moment.second, 2)) "
      + text(halfOfDay(time))
  }

  private static func hourOnDial(_ time: TimeOfDay) -> Int {
    (time.hour + 11) % 12 + 1
  }

  private func halfOfDay(_ time: TimeOfDay) -> Key {
    if isReading, time.hour == 12, time.minute == 0 { return .heardNoon }
    return time.hour < 12 ? .morning : .afternoon
  }

  /// `jueves 16 de septiembre`
  func dayOfMonth(_ day: Day) -> String {
    Wording.text { append(.dayOfMonth, day, to: &$0) }
  }

  /// `jueves 16 de septiembre de 2021`
  func fullDate(_ day: Day) -> String {
    Wording.text { append(.fullDate, day, to: &$0) }
  }

  /// Appends a text that names the parts of a day.
  private func append(_ key: Key, _ day: Day, to text: inout [UInt8]) {
    let date = day.date
    append(key, to: &text) { name, text in
      switch name {
      case "semana": append(.weekday(day.weekday), to: &text)
      case "dia": text.append(decimal: date.day)
      case "mes": append(.month(date.month), to: &text)
      case "ano": text.append(decimal: date.year)
      default: preconditionFailure("the texts were checked: {\(name)} is no part of a day")
      }
    }
  }

  func dayAndTime(_ slot: SlotStart) -> String {
    text(.dayAndTime, ["fecha": dayOfMonth(slot.day), "hora": brief(slot.time)])
  }

  /// `16-09-2021`
  func numeric(_ day: Day) -> String {
    let date = day.date
    return "\(digits(date.day, 2))-\(digits(date.month, 2))-\(date.year)"
  }

  func name(of month: Month) -> String {
    text(.month(month.number))
  }

  func capitalised(_ word: String) -> String {
    word.prefix(1).uppercased() + String(word.dropFirst())
  }

  private func sentence(_ text: String) -> String {
    text.hasSuffix(".") ? text : text + "."
  }

  func bullets(_ lines: [String]) -> String {
    lines.map { isReading ? sentence(capitalised($0)) : "  - " + $0 }.joined(separator: "\n")
  }
}
