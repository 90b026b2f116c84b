package import Domain
package import Office

/// The reports of the office. Personal data stands only where somebody is to be called.
extension Speaker {
  // MARK: The schedule

  package func report(
    of schedules: [PointSchedule], openThrough: Day, today: Day
  ) -> [Spoken] {
    var spoken = [
      message(.scheduleTitle, ["desde": fullDate(today), "hasta": fullDate(openThrough)])
    ]
    let rules = schedules.flatMap { schedule in schedule.rules.map { (schedule.point, $0) } }
    if rules.isEmpty {
      spoken.append(message(.noRules))
    } else {
      spoken.append(
        Listing(
          key: "horario",
          columns: [
            column("regla", .right), column("punto_de_contacto"), column("dias"),
            column("desde", .right),
            column("hasta", .right), column("cada", .right), column("cupos", .right),
            column("agentes", .right), column("vigente_desde"), column("vigente_hasta"),
          ],
          rows: rules.map { point, rule in row(of: rule, at: point, today: today) }
        ).spoken(nil))
    }
    let closures = closures(of: schedules)
    if !closures.rows.isEmpty { spoken.append(closures.spoken(text(.closuresTitle))) }
    return spoken
  }

  private func row(of rule: Rule, at point: PointOfContact, today: Day) -> [Listing.Cell] {
    let schedule = rule.terms.schedule
    let ids = schedule.weekdays.days.map(\.id).joined(separator: " ")
    let (first, last) = (schedule.valid.lowerBound, schedule.valid.upperBound)
    return [
      Listing.Cell(rule.id), Listing.Cell(.text(point.name), office(point)),
      Listing.Cell(.text(ids), display(schedule.weekdays)), cell(schedule.from),
      cell(schedule.through), Listing.Cell(schedule.stepMinutes), Listing.Cell(schedule.places),
      Listing.Cell(rule.terms.keptForAgents),
      // The first day of all days is none that anybody set.
      first.number == 0
        ? .none
        : Listing.Cell(.text(first.iso), first <= today ? "" : numeric(first), inSheet: first.iso),
      isEndless(last) ? .none : Listing.Cell(.text(last.iso), numeric(last), inSheet: last.iso),
    ]
  }

  /// Each once: those of the country stand with every point.
  private func closures(of schedules: [PointSchedule]) -> Listing {
    let national = (schedules.first?.closures ?? []).filter(\.isNational).map {
      (closure: $0.closure, point: PointOfContact?.none)
    }
    let own = schedules.flatMap { schedule in
      schedule.closures.filter { !$0.isNational }.map {
        (closure: $0.closure, point: PointOfContact?.some(schedule.point))
      }
    }
    let closures = (national + own).sorted {
      ($0.closure.day, $0.closure.times.lowerBound) < ($1.closure.day, $1.closure.times.lowerBound)
    }
    return Listing(
      key: "cierres",
      columns: [
        column("fecha"), column("desde", .right), column("hasta", .right),
        column("punto_de_contacto"),
        column("motivo"),
      ],
      rows: closures.map { closure, point in
        [
          Listing.Cell(.text(closure.day.iso), fullDate(closure.day), inSheet: closure.day.iso),
          Listing.Cell(
            .text(closure.times.lowerBound.iso),
            closure.isWholeDay ? text(.wholeDay) : brief(closure.times.lowerBound)),
          Listing.Cell(
            .text(closure.times.upperBound.iso),
            closure.isWholeDay ? "" : brief(closure.times.upperBound)),
          point.map { Listing.Cell(.text($0.name), office($0)) }
            ?? Listing.Cell(.none, text(.wholeCountry)),
          Listing.Cell(closure.reason),
        ]
      })
  }

  package func report(of points: [PointOfContact]) -> [Spoken] {
    [
      Listing(
        key: "puntos",
        columns: [
          column("numero", .right), column("ciudad"), column("punto_de_contacto"),
          column("atencion"),
        ],
        rows: points.map {
          [
            Listing.Cell($0.id), Listing.Cell($0.city), Listing.Cell($0.name),
            Listing.Cell(.text($0.attendance.rawValue), display($0.attendance)),
          ]
        }
      ).spoken(text(.pointsTitle))
    ]
  }

  // MARK: A change of it

  /// Whether a plan was carried out.
  package enum Stage: String, Sendable {
    case planned = "previsto"
    case applied = "aplicado"
    /// It is not what was shown before; nothing was done.
    case changedMeanwhile = "cambio"
  }

  /// What a change does, or has done. `standing` is the rule that it changes.
  package func report(
    of change: ScheduleChange, _ plan: Plan, _ stage: Stage, standing: Rule?,
    points: [PointOfContact]
  ) -> [Spoken] {
    var spoken = words(for: change, plan, standing: standing, points: points)
    spoken += words(forClosuresOf: plan.reopening, stage)
    if stage == .changedMeanwhile { spoken.insert(message(.changedMeanwhile), at: 0) }
    if !plan.overlapped.isEmpty {
      let rules = plan.overlapped.map {
        text(.overlappedRule, ["numero": String($0.id), "regla": display($0.terms)])
      }
      spoken.append(message(.overlaps, ["lista": bullets(rules)]))
    }
    spoken.append(summary(of: plan, stage))
    if plan.lostHoldCount > 0 {
      spoken.append(message(.lostHolds, ["cupos": String(plan.lostHoldCount)]))
    }
    if plan.lostOfferCount > 0 {
      spoken.append(message(.lostOffers, ["cupos": String(plan.lostOfferCount)]))
    }
    let (moves, calls) = (moves(of: plan), calls(of: plan))
    if !moves.rows.isEmpty {
      spoken += [message(.howTheyMove), moves.spoken(text(.movesTitle))]
    }
    if !calls.rows.isEmpty { spoken.append(calls.spoken(text(.callsTitle))) }
    spoken += words(for: plan.reopening, stage)
    switch stage {
    case .planned, .changedMeanwhile:
      spoken.append(message(.planned, ["plan": plan.fingerprint]))
    case .applied:
      spoken += numbers(of: plan) + [message(.applied)]
    }
    return spoken
  }

  /// Who has their hour again, who has not, and who keeps another.
  private func words(for reopening: Reopening, _ stage: Stage) -> [Spoken] {
    var spoken: [Spoken] = []
    if !reopening.returns.isEmpty {
      let returns = Listing(
        key: "recuperadas", columns: people + [column("codigo_nuevo", isOptional: true)],
        rows: reopening.returns.map {
          row(of: $0.appointment) + [$0.code.map { cell($0) } ?? .none]
        })
      spoken.append(
        returns.spoken(text(stage == .applied ? .hoursReturned : .hoursWouldReturn)))
    }
    if !reopening.calls.isEmpty {
      let calls = Listing(
        key: "por_llamar", columns: people, rows: reopening.calls.map { row(of: $0) })
      spoken.append(calls.spoken(text(.stillWithoutHour)))
    }
    if reopening.keptMoves > 0 {
      spoken.append(message(.movesKept))
    }
    return spoken
  }

  /// Of what was made, as other commands name it.
  private func numbers(of plan: Plan) -> [Spoken] {
    var spoken: [Spoken] = []
    if let point = plan.newPoint {
      spoken.append(message(.numberOfPoint, ["numero": String(point)]))
    }
    if let first = plan.newRules.first {
      spoken.append(
        plan.newRules.count == 1
          ? message(.numberOfRule, ["numero": String(first)])
          : message(
            .numbersOfRules,
            ["numeros": plan.newRules.map { String($0) }.joined(separator: ", ")]))
    }
    return spoken
  }

  /// Whether one of several closures can go alone, and what stays closed.
  private func words(forClosuresOf reopening: Reopening, _ stage: Stage) -> [Spoken] {
    var spoken: [Spoken] = []
    if reopening.removed.count > 1, stage != .applied { spoken.append(message(.oneOfClosures)) }
    if !reopening.remaining.isEmpty {
      let closures = reopening.remaining.map { each in
        text(
          .remainingClosure,
          [
            "horas": hours(of: each.closure),
            "donde": each.point.map { text(.atPoint, ["punto": office($0)]) }
              ?? text(.inTheCountry),
            "motivo": each.closure.reason,
          ])
      }
      spoken.append(message(.remainingClosures, ["lista": bullets(closures)]))
    }
    return spoken
  }

  private func words(
    for change: ScheduleChange, _ plan: Plan, standing: Rule?, points: [PointOfContact]
  ) -> [Spoken] {
    func name(of id: PointOfContact.ID?) -> String {
      points.first { $0.id == id }.map(office) ?? ""
    }
    func place(_ id: PointOfContact.ID?) -> String {
      id == nil ? text(.inTheCountry) : text(.atPoint, ["punto": name(of: id)])
    }
    switch change {
    case .addRule(let terms, let point):
      return [
        message(
          .ruleAdded,
          [
            "punto": name(of: point), "regla": display(terms),
            "vigencia": display(terms.schedule.valid),
          ])
      ]
    case .replaceRule(let id, let terms):
      return [
        message(
          .ruleReplaced,
          [
            "numero": String(id), "punto": name(of: standing?.point), "regla": display(terms),
            "vigencia": display(terms.schedule.valid),
          ])
      ]
    case .endRule(let id, let last):
      let values: Values = ["numero": String(id), "punto": name(of: standing?.point)]
      if let standing, last < standing.terms.schedule.valid.lowerBound {
        return [message(.ruleRemoved, values)]
      }
      return [message(.ruleEnded, values.adding(["hasta": fullDate(last)]))]
    case .close(let closure, let point):
      return [
        message(
          .closed,
          [
            "dia": fullDate(closure.day), "horas": hours(of: closure), "donde": place(point),
            "motivo": closure.reason,
          ])
      ]
    case .reopen(_, let point, _):
      return plan.reopening.removed.map { closure in
        message(
          .reopened,
          [
            "dia": fullDate(closure.day), "horas": hours(of: closure), "donde": place(point),
            "motivo": closure.reason,
          ])
      }
    case .openMonth(let month):
      return [message(.monthOpened, ["hasta": fullDate(month.last)])]
    case .addPoint(let point, let model):
      let added = text(
        .pointAdded, ["punto": point.name, "atencion": display(point.attendance)])
      return [
        .message(
          key: Key.pointAdded.name,
          text: model == nil ? added + "\n" + text(.pointWithoutSchedule) : added)
      ]
    }
  }

  private func summary(of plan: Plan, _ stage: Stage) -> Spoken {
    let reopening = plan.reopening
    let numbers = [
      ("citas", plan.appointmentCount), ("movidas", plan.moveCount),
      ("por_llamar", plan.callCount + reopening.calls.count),
      ("recuperadas", reopening.returns.count),
      ("cupos_liberados", plan.lostHoldCount), ("ofertas_retiradas", plan.lostOfferCount),
    ]
    let made: [(String, Spoken.Cell)] = [
      ("regla", plan.newRules.count == 1 ? .number(plan.newRules[0]) : .none),
      ("punto", plan.newPoint.map { .number($0) } ?? .none),
    ]
    return .table(
      key: "plan", columns: ["estado"] + numbers.map(\.0) + made.map(\.0) + ["plan"],
      rows: [
        [.text(stage.rawValue)] + numbers.map { .number($0.1) } + made.map(\.1)
          + [.text(plan.fingerprint)]
      ],
      Block(heading: [], body: .sentences([effect(of: plan)], isList: false)))
  }

  private func effect(of plan: Plan) -> String {
    if case .reopen? = plan.change {
      let reopening = plan.reopening
      return reopening.isEmpty
        ? text(.nobodyDisplaced)
        : text(
          .effectOfReopening,
          [
            "recuperan": String(reopening.returns.count), "llamar": String(reopening.calls.count),
            "movidas": String(reopening.keptMoves),
          ])
    }
    return plan.appointmentCount == 0
      ? text(.noEffect)
      : text(
        .effect,
        [
          "citas": String(plan.appointmentCount), "movidas": String(plan.moveCount),
          "llamar": String(plan.callCount),
        ])
  }

  private func moves(of plan: Plan) -> Listing {
    Listing(
      key: "movidas",
      columns: people + [column("inicio_nuevo"), column("codigo_nuevo", isOptional: true)],
      rows: plan.parts.flatMap { part in
        part.relocation.moves.map { move in
          row(of: move.booked) + [cell(move.slot), move.code.map { cell($0) } ?? .none]
        }
      })
  }

  private func calls(of plan: Plan) -> Listing {
    Listing(
      key: "por_llamar", columns: people,
      rows: plan.parts.flatMap { $0.relocation.calls.map { row(of: $0) } })
  }

  /// The columns of `row(of:)`.
  private var people: [Listing.Column] {
    [
      column("punto_de_contacto"), column("codigo"), column("inicio"), column("persona"),
      column("telefono_celular"),
    ]
  }

  private func row(of appointment: StandingAppointment) -> [Listing.Cell] {
    [
      Listing.Cell(.text(appointment.point.name), office(appointment.point)),
      cell(appointment.code), cell(appointment.slot), Listing.Cell(appointment.name),
      cell(appointment.mobile),
    ]
  }

  package func words(for refusal: ScheduleChange.Refusal) -> Spoken {
    switch refusal {
    case .noSuchRule(let id): refused(.noSuchRule, "regla", ["numero": String(id)])
    case .beginsTooSoon(let day):
      refused(.ruleBeginsTooSoon, "vigente_desde", ["dia": fullDate(day)])
    case .ruleIsOver(let id, let last):
      refused(.ruleIsOver, "regla", ["numero": String(id), "dia": fullDate(last)])
    case .sameRule(let id): refused(.sameRule, "regla", ["numero": String(id)])
    case .dayIsPast(let day): refused(.dayIsPast, "dia", ["dia": fullDate(day)])
    case .alreadyClosed(let day, let reason):
      refused(.alreadyClosed, "dia", ["dia": fullDate(day), "motivo": reason])
    case .notClosed(let day): refused(.notClosed, "dia", ["dia": fullDate(day)])
    case .monthIsOpen(let month): refused(.monthIsOpen, "mes", values(of: month))
    case .monthIsPast(let month):
      refused(
        .monthIsPast, "mes",
        values(of: month).adding(["mes": capitalised(name(of: month))]))
    case .monthBeforeIsShut(let month): refused(.monthBeforeIsShut, "mes", values(of: month))
    case .nameIsTaken(let name): refused(.nameIsTaken, "nombre", ["punto": name])
    }
  }

  /// Why a point that was typed is none, or is not told from others; it was not looked further.
  package func words(forUnknownPoint written: String, isOneOfSeveral: Bool) -> Spoken {
    refused(
      isOneOfSeveral ? .severalPoints : .unknownPoint, "punto", ["punto": visible(written)])
  }

  /// What in the terms of a rule contradicts what.
  package enum RuleContradiction: Error {
    case hours(TimeOfDay, TimeOfDay)
    case days(Day, Day)
    case places(Int, of: Int)
  }

  package func words(for contradiction: RuleContradiction) -> Spoken {
    switch contradiction {
    case .hours(let from, let through):
      refused(.impossibleHours, "hasta", ["desde": brief(from), "hasta": brief(through)])
    case .days(let first, let last):
      refused(
        .impossibleDays, "vigente_hasta", ["desde": fullDate(first), "hasta": fullDate(last)])
    case .places(let kept, let places):
      refused(
        .impossiblePlaces, "para_agentes", ["agentes": String(kept), "cupos": String(places)])
    }
  }

  /// `oficina.no.dia_pasado` is refused because of `dia_pasado`.
  func refused(_ key: Key, _ field: String, _ values: Values) -> Spoken {
    let reason = key.name.split(separator: ".").last.map { String($0) } ?? ""
    return .refusal(field: field, reason: reason, text: text(key, values))
  }

  // MARK: Calls

  package func report(of sheet: CallSheet) -> [Spoken] {
    CallSheet.Group.allCases.flatMap { group -> [Spoken] in
      let parts = sheet.parts(group)
      if parts.isEmpty {
        return group == .ofTheDay ? [message(.emptySheet, ["dia": fullDate(sheet.day)])] : []
      }
      let title =
        switch group {
        case .withoutHour: message(.withoutHourTitle)
        case .returned: message(.returnedTitle)
        case .offered: message(.offeredTitle)
        case .offerLost: message(.offerLostTitle)
        case .ofTheDay: message(.sheetTitle, ["dia": fullDate(sheet.day)])
        case .moved: message(.movedTitle)
        }
      return [title] + parts.map { words(for: $0, group) }
    }
  }

  private func words(for part: CallSheet.Part, _ group: CallSheet.Group) -> Spoken {
    let full = listing([part])
    // The heading and the title of the point have said some; others have nothing to say here.
    let said =
      ["grupo", "ciudad", "punto_de_contacto"]
      + (group == .ofTheDay ? ["fecha"] : [])
    let columns = full.columns.indices.filter { index in
      let id = full.columns[index].id
      return !said.contains(id)
        && (id == "resultado" || full.rows.contains { !$0[index].shown.isEmpty })
    }
    let people = Listing(
      key: full.key, columns: columns.map { full.columns[$0] },
      rows: full.rows.map { row in columns.map { row[$0] } })
    let name = office(part.point)
    let title = part.point.attendance == .inPerson ? text(.inPersonCalls, ["punto": name]) : name
    guard case .table(let key, let ids, let rows, _) = full.spoken(nil) else {
      preconditionFailure("a listing is told as a table")
    }
    return .table(key: key, columns: ids, rows: rows, people.block(title))
  }

  /// The whole sheet for a spreadsheet.
  package func csv(of sheet: CallSheet) -> String {
    listing(CallSheet.Group.allCases.flatMap { sheet.parts($0) }).csv
  }

  private func listing(_ parts: [CallSheet.Part]) -> Listing {
    Listing(
      key: "hoja",
      columns: Key.sheetColumns.map { id in
        id == "tipo_documento"
          ? Listing.Column(id: id, title: "", audience: .programs)
          : Listing.Column(id: id, title: text(.sheetColumn(id)))
      },
      rows: parts.flatMap { $0.calls.map(row) })
  }

  private func row(of call: CallSheet.Call) -> [Listing.Cell] {
    let applicant = call.applicant
    let company: String? =
      if case .juridica(let name) = applicant.party { name.text } else { nil }
    let document = applicant.document
    return [
      Listing.Cell(.text(call.group.rawValue), text(.sheetGroup(call.group))),
      Listing.Cell(call.point.city), Listing.Cell(call.point.name),
      Listing.Cell(.text(call.slot.day.iso), numeric(call.slot.day), inSheet: call.slot.day.iso),
      cell(call.slot.time),
      Listing.Cell("\(applicant.givenNames.text) \(applicant.surnames.text)"),
      company.map { Listing.Cell($0) } ?? .none, cell(applicant.mobile),
      applicant.landline.map {
        Listing.Cell(.text(Answer.landline(.number($0)).value), groupedTelephone($0.national))
      } ?? .none,
      Listing.Cell(document.type.rawValue),
      Listing.Cell(
        .text(document.number.text),
        "\(display(.documentType(document.type))) \(grouped(document: document.number.text))"),
      Listing.Cell(.text(call.motive.rawValue), text(.brief(call.motive))),
      call.code.map { cell($0) } ?? .none, call.entry.map { Listing.Cell($0) } ?? .none,
      call.movedTo.map { cell($0) } ?? .none, call.newCode.map { cell($0) } ?? .none,
      call.keptUntil.map { cell($0) } ?? .none,
      call.outcome.map { Listing.Cell(.text($0.rawValue), text(.outcome($0))) } ?? .none,
    ]
  }

  package func words(for result: OutcomeResult, of subject: CallSubject) -> Spoken {
    switch result {
    case .recorded(let outcome, nil):
      message(
        .outcomeRecorded, ["codigo": name(of: subject), "resultado": text(.outcome(outcome))])
    case .recorded(let outcome, let before?):
      message(
        .outcomeCorrected,
        [
          "codigo": name(of: subject), "resultado": text(.outcome(outcome)),
          "antes": text(.outcome(before)),
        ])
    case .noSuchCode: refused(.noSuchCode, "codigo", [:])
    case .noSuchEntry: refused(.noSuchEntry, "codigo", ["numero": name(of: subject)])
    case .notToBeCalled(.replaced): refused(.codeReplaced, "codigo", [:])
    case .notToBeCalled: refused(.codeCancelled, "codigo", [:])
    case .tooSoon(let day): refused(.outcomeTooSoon, "codigo", ["dia": fullDate(day)])
    }
  }

  // MARK: Values

  private func column(
    _ id: String, _ alignment: Table.Alignment = .left, isOptional: Bool = false
  ) -> Listing.Column {
    Listing.Column(
      id: id, title: text(.officeColumn(id)), alignment: alignment, isOptional: isOptional)
  }

  private func cell(_ time: TimeOfDay) -> Listing.Cell {
    Listing.Cell(.text(time.iso), brief(time), inSheet: time.iso)
  }

  func cell(_ slot: SlotStart) -> Listing.Cell {
    Listing.Cell(
      .text(slot.moment.iso),
      "\(text(.shortWeekday(slot.day.weekday))) \(numeric(slot.day)), \(brief(slot.time))",
      inSheet: "\(slot.day.iso) \(slot.time.iso)")
  }

  /// To the minute.
  func cell(_ moment: Moment) -> Listing.Cell {
    let shown = cell(SlotStart(day: moment.day, time: moment.time))
    return Listing.Cell(.text(moment.iso), shown.shown, inSheet: shown.inSheet)
  }

  func cell(_ code: AppointmentCode) -> Listing.Cell {
    Listing.Cell(.text(code.text), code.grouped)
  }

  private func name(of subject: CallSubject) -> String {
    switch subject {
    case .appointment(let code): code.grouped
    case .entry(let id): String(id)
    }
  }

  func cell(_ mobile: Mobile) -> Listing.Cell {
    Listing.Cell(.text(Answer.mobile(mobile).value), groupedTelephone(mobile.national))
  }

  private func display(_ attendance: Attendance) -> String {
    text(attendance == .virtual ? .virtualAttendance : .inPersonAttendance)
  }

  /// `lunes a viernes`, `lun, jue`.
  private func display(_ weekdays: Weekdays) -> String {
    let days = weekdays.days
    if let first = days.first, let last = days.last, days.count > 2,
      last.rawValue - first.rawValue == days.count - 1
    {
      return text(
        .consecutiveDays, ["primero": text(.weekday(first)), "ultimo": text(.weekday(last))])
    }
    return days.map { text(days.count > 2 ? .shortWeekday($0) : .weekday($0)) }
      .joined(separator: ", ")
  }

  private func display(_ terms: Rule.Terms) -> String {
    text(
      .ruleTerms,
      [
        "dias": display(terms.schedule.weekdays), "desde": brief(terms.schedule.from),
        "hasta": brief(terms.schedule.through),
        "cada": text(
          terms.schedule.stepMinutes == 1 ? .everyMinute : .everyMinutes,
          ["minutos": String(terms.schedule.stepMinutes)]), "cupos": String(terms.schedule.places),
        "agentes": String(terms.keptForAgents),
      ])
  }

  private func display(_ valid: ClosedRange<Day>) -> String {
    let first = fullDate(valid.lowerBound)
    return isEndless(valid.upperBound)
      ? text(.validFrom, ["desde": first])
      : text(.validFromThrough, ["desde": first, "hasta": fullDate(valid.upperBound)])
  }

  private func hours(of closure: Closure) -> String {
    closure.isWholeDay
      ? text(.wholeDay)
      : text(
        .someHours,
        ["desde": brief(closure.times.lowerBound), "hasta": brief(closure.times.upperBound)])
  }

  private func isEndless(_ last: Day) -> Bool { last.date.year == 9999 }

  func values(of month: Month) -> Values {
    ["mes": name(of: month), "ano": String(month.year)]
  }
}

extension Key {
  static let scheduleTitle = Key("oficina.horario", ["desde", "hasta"])
  static let noRules = Key("oficina.sin_reglas")
  static let closuresTitle = Key("oficina.cierres")
  static let pointsTitle = Key("oficina.puntos")
  static let wholeCountry = Key("oficina.pais")
  static let inTheCountry = Key("oficina.todo_el_pais")
  static let atPoint = Key("oficina.en_punto", ["punto"])
  static let wholeDay = Key("oficina.todo_el_dia")
  static let someHours = Key("oficina.algunas_horas", ["desde", "hasta"])
  static let virtualAttendance = Key("oficina.virtual")
  static let inPersonAttendance = Key("oficina.presencial")
  static let ruleTerms = Key(
    "oficina.regla", ["dias", "desde", "hasta", "cada", "cupos", "agentes"])
  static let everyMinutes = Key("oficina.cada", ["minutos"])
  static let everyMinute = Key("oficina.cada_minuto", ["minutos"])
  static let overlaps = Key("oficina.coincide", ["lista"])
  static let overlappedRule = Key("oficina.regla_que_coincide", ["numero", "regla"])
  static let numberOfRule = Key("oficina.numero_de_regla", ["numero"])
  static let numbersOfRules = Key("oficina.numeros_de_reglas", ["numeros"])
  static let numberOfPoint = Key("oficina.numero_de_punto", ["numero"])
  static let nobodyDisplaced = Key("oficina.nadie_habia_perdido")
  static let effectOfReopening = Key(
    "oficina.efecto_de_reabrir", ["recuperan", "llamar", "movidas"])
  static let hoursWouldReturn = Key("oficina.recuperarian")
  static let hoursReturned = Key("oficina.recuperan")
  static let stillWithoutHour = Key("oficina.siguen_sin_hora")
  static let movesKept = Key("oficina.conservan_hora_nueva")
  static let consecutiveDays = Key("oficina.dias_seguidos", ["primero", "ultimo"])
  static let validFrom = Key("oficina.desde", ["desde"])
  static let validFromThrough = Key("oficina.desde_hasta", ["desde", "hasta"])
  static let ruleAdded = Key("oficina.agregar_regla", ["punto", "regla", "vigencia"])
  static let ruleReplaced = Key("oficina.cambiar_regla", ["numero", "punto", "regla", "vigencia"])
  static let ruleEnded = Key("oficina.quitar_regla", ["numero", "punto", "hasta"])
  static let ruleRemoved = Key("oficina.quitar_regla_antes", ["numero", "punto"])
  static let closed = Key("oficina.cierre", ["dia", "horas", "donde", "motivo"])
  static let reopened = Key("oficina.reabrir", ["dia", "horas", "donde", "motivo"])
  static let oneOfClosures = Key("oficina.reabrir_uno")
  static let remainingClosures = Key("oficina.sigue_cerrado", ["lista"])
  static let remainingClosure = Key(
    "oficina.cierre_que_sigue", ["horas", "donde", "motivo"])
  static let monthOpened = Key("oficina.abrir", ["hasta"])
  static let pointAdded = Key("oficina.agregar_punto", ["punto", "atencion"])
  static let pointWithoutSchedule = Key("oficina.agregar_punto_sin_horario")
  static let noEffect = Key("oficina.sin_efecto")
  static let effect = Key("oficina.efecto", ["citas", "movidas", "llamar"])
  static let lostHolds = Key("oficina.cupos_guardados", ["cupos"])
  static let lostOffers = Key("oficina.ofertas_retiradas", ["cupos"])
  static let howTheyMove = Key("oficina.como_se_mueven")
  static let movesTitle = Key("oficina.movidas")
  static let callsTitle = Key("oficina.llamar")
  static let planned = Key("oficina.previsto", ["plan"])
  static let applied = Key("oficina.aplicado")
  static let changedMeanwhile = Key("oficina.cambio_mientras")

  static let noSuchRule = Key("oficina.no.regla_desconocida", ["numero"])
  static let ruleBeginsTooSoon = Key("oficina.no.muy_pronto", ["dia"])
  static let ruleIsOver = Key("oficina.no.regla_terminada", ["numero", "dia"])
  static let sameRule = Key("oficina.no.misma_regla", ["numero"])
  static let dayIsPast = Key("oficina.no.dia_pasado", ["dia"])
  static let alreadyClosed = Key("oficina.no.ya_cerrado", ["dia", "motivo"])
  static let notClosed = Key("oficina.no.no_cerrado", ["dia"])
  static let monthIsOpen = Key("oficina.no.mes_abierto", ["mes", "ano"])
  static let monthIsPast = Key("oficina.no.mes_pasado", ["mes", "ano"])
  static let monthBeforeIsShut = Key("oficina.no.mes_anterior", ["mes", "ano"])
  static let nameIsTaken = Key("oficina.no.nombre_repetido", ["punto"])
  static let unknownPoint = Key("oficina.no.punto_desconocido", ["punto"])
  static let severalPoints = Key("oficina.no.varios_puntos", ["punto"])
  static let impossibleHours = Key("oficina.no.horas_al_reves", ["desde", "hasta"])
  static let impossibleDays = Key("oficina.no.fechas_al_reves", ["desde", "hasta"])
  static let impossiblePlaces = Key("oficina.no.mas_agentes_que_cupos", ["agentes", "cupos"])

  static func officeColumn(_ id: String) -> Key { Key("oficina.columna." + id) }

  static let sheetTitle = Key("hoja.titulo", ["dia"])
  static let emptySheet = Key("hoja.vacia", ["dia"])
  static let withoutHourTitle = Key("hoja.perdieron_su_hora")
  static let returnedTitle = Key("hoja.recuperaron_su_hora")
  static let offeredTitle = Key("hoja.con_cupo")
  static let offerLostTitle = Key("hoja.sin_cupo")
  static let movedTitle = Key("hoja.movidas")
  static let inPersonCalls = Key("hoja.presencial", ["punto"])
  static let outcomeRecorded = Key("hoja.anotado", ["codigo", "resultado"])
  static let outcomeCorrected = Key("hoja.corregido", ["codigo", "resultado", "antes"])
  static let noSuchCode = Key("hoja.no.codigo")
  static let noSuchEntry = Key("hoja.no.turno", ["numero"])
  static let codeCancelled = Key("hoja.no.cancelada")
  static let codeReplaced = Key("hoja.no.reemplazada")
  static let outcomeTooSoon = Key("hoja.no.pronto", ["dia"])

  /// In their order; the type of a document has no title: people read it with the number.
  static let sheetColumns = [
    "grupo", "ciudad", "punto_de_contacto", "fecha", "hora", "persona", "razon_social",
    "telefono_celular", "telefono_fijo", "tipo_documento", "numero_documento", "motivo", "codigo",
    "turno", "inicio_nuevo", "codigo_nuevo", "guardado_hasta", "resultado",
  ]
  static func sheetColumn(_ id: String) -> Key { Key("hoja.columna." + id) }
  static func sheetGroup(_ group: CallSheet.Group) -> Key { Key("hoja.grupo." + group.rawValue) }
  static func outcome(_ outcome: CallOutcome) -> Key { Key("hoja.resultado." + outcome.rawValue) }

  static let ofOffice: [Key] =
    [
      scheduleTitle, noRules, closuresTitle, pointsTitle, wholeCountry, inTheCountry, atPoint,
      everyMinutes, everyMinute, overlaps, overlappedRule, numberOfRule, numbersOfRules,
      numberOfPoint, nobodyDisplaced, effectOfReopening, hoursWouldReturn, hoursReturned,
      stillWithoutHour, movesKept, returnedTitle,
      wholeDay, someHours, virtualAttendance, inPersonAttendance, ruleTerms, consecutiveDays,
      validFrom, validFromThrough, ruleAdded, ruleReplaced, ruleEnded, ruleRemoved, closed,
      reopened, oneOfClosures, remainingClosures, remainingClosure,
      monthOpened, pointAdded, pointWithoutSchedule, noEffect, effect, lostHolds, lostOffers,
      howTheyMove,
      movesTitle, callsTitle, planned, applied, changedMeanwhile, noSuchRule,
      ruleBeginsTooSoon, ruleIsOver, sameRule, dayIsPast, alreadyClosed, notClosed, monthIsOpen,
      monthIsPast, monthBeforeIsShut, nameIsTaken, unknownPoint, severalPoints, impossibleHours,
      impossibleDays, impossiblePlaces,
      sheetTitle, emptySheet, withoutHourTitle, offeredTitle, offerLostTitle, movedTitle,
      inPersonCalls, outcomeRecorded,
      outcomeCorrected,
      noSuchCode, noSuchEntry, codeCancelled, codeReplaced, outcomeTooSoon,
    ]
    + [
      "regla", "numero", "punto_de_contacto", "ciudad", "atencion", "dias", "desde", "hasta",
      "cada",
      "cupos", "agentes", "vigente_desde", "vigente_hasta", "fecha", "motivo", "codigo", "inicio",
      "inicio_nuevo", "codigo_nuevo", "persona", "telefono_celular",
    ].map(officeColumn)
    + sheetColumns.filter { $0 != "tipo_documento" }.map(sheetColumn)
    + CallSheet.Group.allCases.map(sheetGroup) + CallOutcome.allCases.map(outcome)
}
