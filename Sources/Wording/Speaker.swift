package import Dialogue
package import Domain

/// Something said, in words. What a program needs besides the text stands beside it.
package enum Spoken: Hashable, Sendable {
  /// `key` is the `clave` of JSON.
  case message(key: String, text: String)
  case table(key: String, columns: [String], rows: [[Cell]], Block)
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
    case .table(_, _, _, let block):
      block.text(width: Page.textWidthMax).withoutLastEnd
    }
  }
}

/// An option of a question: what it stands for and its words.
package struct SpokenOption: Hashable, Sendable {
  package let value: String
  package let text: String
  /// What an agent may type for it.
  package let short: String?

  package init(value: String, text: String, short: String? = nil) {
    self.value = value
    self.text = text
    self.short = short
  }
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

  private var voice: Catalogue.Voice { Catalogue.Voice(isAgent: isAgent, isReading: isReading) }

  // MARK: Utterances

  /// `isTaken`: whether the answer that was understood was also taken.
  package func words(for utterance: Utterance, isTaken: Bool = true) -> [Spoken] {
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
          text: text(
            isTaken ? .understood : .understoodOnly,
            ["campo": label(.acceptance), "valor": ofChange(acceptance)]))
      ]
    case .understood(let answer): [words(forUnderstood: answer, isTaken: isTaken)]
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
            "ordenes": orders.map { "\($0.form)\u{A0}\($0.name)" }.joined(separator: " · "),
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
    .message(key: Self.jsonKey(key), text: text(key, values))
  }

  /// `bienvenida.texto` is `bienvenida`.
  private static func jsonKey(_ key: Key) -> String {
    key.name.hasSuffix(".texto") ? String(key.name.dropLast(6)) : key.name
  }

  func values(of point: PointOfContact) -> Values {
    ["punto": office(point), "ciudad": point.city]
  }

  private func words(forUnderstood answer: Answer, isTaken: Bool) -> Spoken {
    .understood(
      field: answer.question.rawValue, value: answer.value,
      text: text(
        isTaken ? .understood : .understoodOnly,
        ["campo": label(answer.question), "valor": readBack(answer)]))
  }

  /// As it is confirmed; an agent reads it aloud.
  private func readBack(_ answer: Answer) -> String {
    if isAgent, case .time(let time) = answer { return brief(time) }
    return display(answer)
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
    return .table(
      key: "resumen", columns: ["campo", "valor"],
      rows: answers.map { [.text($0.question.rawValue), .text($0.value)] },
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
    let isEstate = answers.contains(.motive(.estates))
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
    let days = calendar.marks.enumerated().map { offset, mark in
      (day: calendar.month.first.advanced(by: offset), mark: mark)
    }
    let block: Block
    if isReading {
      let free = days.filter { $0.mark == .free }.map { sentence(capitalised(dayOfMonth($0.day))) }
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
    let rows = days.map { day, mark -> [Spoken.Cell] in
      let state =
        switch mark {
        case .selected: "seleccionado"
        case .free: "disponible"
        case .notFree: "no_disponible"
        }
      return [.text(day.iso), .text(state)]
    }
    return .table(key: "calendario", columns: ["dia", "estado"], rows: rows, block)
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
              NumberTable.Row(name: clock($0.time), number: String($0.free))
            }))
      }
    return .table(
      key: "horas", columns: ["hora", "citas"],
      rows: hours.slots.map { [.text($0.time.iso), .number($0.free)] },
      Block(heading: [heading], body: body))
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
    guard case .question(let question) = ask.subject else { return text(.leaving) }
    switch ask.wording {
    case .usual: return text(.question(question))
    case .deceased: return text(.question(question, "pregunta_difunto"))
    case .company: return text(.question(question, "pregunta_empresa"))
    case .contact: return text(.question(question, "pregunta_contacto"))
    case .document(let type):
      return text(.question(question), ["documento": display(.documentType(type))])
    case .deceasedDocument(let type):
      return text(
        .question(question, "pregunta_difunto"), ["documento": display(.documentType(type))])
    case .challenge(let challenge):
      return text(
        .question(question),
        [
          "primero": text(.numeral(challenge.first)), "segundo": text(.numeral(challenge.second)),
        ])
    case .appointmentCity(let suggested):
      let variant =
        switch suggested {
        case 0: "pregunta"
        case 1: "pregunta_sugerida"
        default: "pregunta_cercanas"
        }
      return text(.question(question, variant))
    case .day(let month): return text(.question(question), ["mes": name(of: month)])
    case .time(let day): return text(.question(question), ["dia": dayOfMonth(day)])
    case .toSeeData: return text(.question(question, "pregunta_conocido"))
    case .changeOfTime: return text(.question(question, "pregunta_cambio"))
    case .another: return text(.question(question, "pregunta_otra"))
    case .full(let city): return text(.question(question), ["ciudad": display(city)])
    case .offered: return text(.question(question, "pregunta_cupo"))
    case .alone: return text(.question(question, "pregunta_sola"))
    case .telephones: return text(.question(question, "pregunta_telefonos"))
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
            ? display($0) : ask.isOfChange ? ofChange($0) : optionText($0)
        } ?? ""
      return text(
        .proposal(reason, several: proposal.answers.count > 1), ["valor": value])
    }
  }

  /// The options of a question, or the first of them.
  package func options(of ask: Ask, atMost limit: Int = .max) -> [SpokenOption] {
    guard case .question = ask.subject else {
      return [
        SpokenOption(value: Answer.consent(true).value, text: text(.leavingYes)),
        SpokenOption(value: Answer.consent(false).value, text: text(.leavingNo)),
      ]
    }
    return ask.options.prefix(limit).enumerated().map { index, answer in
      SpokenOption(
        value: answer.value, text: ask.isOfChange ? ofChange(answer) : optionText(answer),
        short: index < ask.shortForms.count ? ask.shortForms[index] : nil)
    }
  }

  /// The options without their explanations.
  package func names(of ask: Ask) -> [String] {
    guard case .question = ask.subject else { return options(of: ask).map(\.text) }
    return ask.options.map { ask.isOfChange ? ofChange($0) : display($0) }
  }

  private func ofChange(_ answer: Answer) -> String {
    if case .acceptance(let acceptance) = answer { return ofChange(acceptance) }
    return display(answer)
  }

  private func ofChange(_ acceptance: Acceptance) -> String {
    text(.option(.acceptance, acceptance.rawValue + "_cambio"))
  }

  /// What helps who has not picked one of several.
  private static func pickingKey(_ question: Question) -> Key {
    switch question {
    case .consent, .acceptance, .cancellation, .knownData, .waitingWanted, .waitingPreference:
      .pickOption
    default: .pickOne
    }
  }

  private func optionText(_ answer: Answer) -> String {
    switch answer {
    case .motive(let motive): text(.option(.motive, motive.rawValue))
    default: display(answer)
    }
  }

  // MARK: Values

  package func label(_ question: Question) -> String { text(.label(question)) }

  /// An answer as it is read back.
  package func display(_ answer: Answer) -> String {
    switch answer {
    case .motive(let motive): text(.brief(motive))
    case .menuOption, .consent, .personType, .documentType, .acceptance, .handling, .change,
      .cancellation, .knownData, .landline(.none), .code(nil), .secondDatum(nil), .waitingWanted,
      .waitingCity(nil), .waitingPart, .waitingPreference, .turn:
      text(.option(answer.question, answer.value))
    case .documentNumber(let number): grouped(document: number.text)
    case .businessName(let name), .givenNames(let name), .surnames(let name): name.text
    case .landline(.number(let landline)): groupedTelephone(landline.national)
    case .landline(.withoutArea(let digits)): digits
    case .mobile(let mobile): groupedTelephone(mobile.national)
    case .email(let email), .secondDatum(.email(let email)): email.text
    case .secondDatum(.mobile(let mobile)): groupedTelephone(mobile.national)
    case .code(.some(let code)): inGroups(code)
    case .address(let address):
      isReading ? address.spelledOut(numberSign: text(.numberSign)) : address.text
    case .department(let department): department.name
    case .city(let city), .appointmentCity(let city), .waitingCity(.some(let city)): display(city)
    case .waitingDays(let days): span(days)
    case .verification(let number): String(number)
    case .pointOfContact(let point): point.name
    case .day(let day): fullDate(day)
    case .time(let time): isReading ? brief(time) : clock(time)
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

  func display(_ city: Municipality) -> String {
    // The capital district is its own department.
    let (name, department) = (city.name, city.department.name)
    guard name != department else { return name }
    return concatenated(name, " (", department, ")")
  }

  /// `02:20:00 p. m.`
  private func clock(_ time: TimeOfDay) -> String {
    concatenated(
      digits(Self.hourOnDial(time), 2), ":", digits(time.minute, 2), ":00 ", halfOfDay(time))
  }

  /// `2:20 p. m.`
  func brief(_ time: TimeOfDay) -> String {
    "\(Self.hourOnDial(time)):\(digits(time.minute, 2)) \(halfOfDay(time))"
  }

  /// `10:02:15 a. m.`
  private func toTheSecond(_ moment: Moment) -> String {
    let time = moment.time
    return "\(Self.hourOnDial(time)):\(digits(time.minute, 2)):\(digits(moment.second, 2)) "
      + halfOfDay(time)
  }

  private static func hourOnDial(_ time: TimeOfDay) -> Int {
    (time.hour + 11) % 12 + 1
  }

  private func halfOfDay(_ time: TimeOfDay) -> String {
    if isReading, time.hour == 12, time.minute == 0 { return text(.heardNoon) }
    return text(time.hour < 12 ? .morning : .afternoon)
  }

  /// `jueves 16 de septiembre`
  func dayOfMonth(_ day: Day) -> String {
    text(.dayOfMonth, parts(of: day))
  }

  /// `jueves 16 de septiembre de 2021`
  func fullDate(_ day: Day) -> String {
    text(.fullDate, parts(of: day))
  }

  func parts(of day: Day) -> Values {
    let date = day.date
    return [
      "semana": text(.weekday(day.weekday)), "dia": String(date.day),
      "mes": text(.month(date.month)), "ano": String(date.year),
    ]
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
