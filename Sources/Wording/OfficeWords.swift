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
            column("regla", .right), column("punto"), column("dias"), column("desde", .right),
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
      Listing.Cell(.text(first.iso), first <= today ? "" : first.iso),
      Listing.Cell(.text(last.iso), isEndless(last) ? "" : last.iso),
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
        column("dia"), column("desde", .right), column("hasta", .right), column("punto"),
        column("motivo"),
      ],
      rows: closures.map { closure, point in
        [
          Listing.Cell(.text(closure.day.iso), dayOfMonth(closure.day)),
          Listing.Cell(
            .text(closure.times.lowerBound.iso),
            closure.isWholeDay ? text(.wholeDay) : brief(closure.times.lowerBound)),
          Listing.Cell(
            .text(closure.times.upperBound.iso),
            closure.isWholeDay ? "" : brief(closure.times.upperBound)),
          point.map { Listing.Cell(.text($0.name), office($0)) }
            ?? Listing.Cell(.text("*"), text(.wholeCountry)),
          Listing.Cell(closure.reason),
        ]
      })
  }

  package func report(of points: [PointOfContact]) -> [Spoken] {
    [
      Listing(
        key: "puntos",
        columns: [column("numero", .right), column("ciudad"), column("punto"), column("atencion")],
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
    var spoken = [words(for: change, standing: standing, points: points)]
    if stage == .changedMeanwhile { spoken.insert(message(.changedMeanwhile), at: 0) }
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
    switch stage {
    case .planned, .changedMeanwhile:
      spoken.append(message(.planned, ["plan": plan.fingerprint]))
    case .applied: spoken.append(message(.applied))
    }
    return spoken
  }

  private func words(
    for change: ScheduleChange, standing: Rule?, points: [PointOfContact]
  ) -> Spoken {
    func name(of id: PointOfContact.ID?) -> String {
      points.first { $0.id == id }.map(office) ?? ""
    }
    func place(_ id: PointOfContact.ID?) -> String {
      id == nil ? text(.inTheCountry) : text(.atPoint, ["punto": name(of: id)])
    }
    switch change {
    case .addRule(let terms, let point):
      return message(
        .ruleAdded,
        [
          "punto": name(of: point), "regla": display(terms),
          "vigencia": display(terms.schedule.valid),
        ])
    case .replaceRule(let id, let terms):
      return message(
        .ruleReplaced,
        [
          "numero": String(id), "punto": name(of: standing?.point), "regla": display(terms),
          "vigencia": display(terms.schedule.valid),
        ])
    case .endRule(let id, let last):
      let values: Values = ["numero": String(id), "punto": name(of: standing?.point)]
      if let standing, last < standing.terms.schedule.valid.lowerBound {
        return message(.ruleRemoved, values)
      }
      return message(.ruleEnded, values.adding(["hasta": fullDate(last)]))
    case .close(let closure, let point):
      return message(
        .closed,
        [
          "dia": fullDate(closure.day), "horas": hours(of: closure), "donde": place(point),
          "motivo": closure.reason,
        ])
    case .reopen(let day, let point):
      return message(.reopened, ["dia": fullDate(day), "donde": place(point)])
    case .openMonth(let month):
      return message(.monthOpened, ["hasta": fullDate(month.last)])
    case .addPoint(let point, let model):
      let added = text(
        .pointAdded, ["punto": point.name, "atencion": display(point.attendance)])
      return .message(
        key: Key.pointAdded.name,
        text: model == nil ? added + "\n" + text(.pointWithoutSchedule) : added)
    }
  }

  private func summary(of plan: Plan, _ stage: Stage) -> Spoken {
    let numbers = [
      ("citas", plan.appointmentCount), ("movidas", plan.moveCount), ("por_llamar", plan.callCount),
      ("cupos_liberados", plan.lostHoldCount), ("ofertas_retiradas", plan.lostOfferCount),
    ]
    let words =
      plan.appointmentCount == 0
      ? text(.noEffect)
      : text(
        .effect,
        [
          "citas": String(plan.appointmentCount), "movidas": String(plan.moveCount),
          "llamar": String(plan.callCount),
        ])
    return .table(
      key: "plan", columns: ["estado"] + numbers.map(\.0) + ["plan"],
      rows: [[.text(stage.rawValue)] + numbers.map { .number($0.1) } + [.text(plan.fingerprint)]],
      Block(heading: [], body: .sentences([words], isList: false)))
  }

  private func moves(of plan: Plan) -> Listing {
    let isApplied = plan.parts.contains { $0.relocation.moves.contains { $0.code != nil } }
    let columns = [column("punto"), column("codigo"), column("antes"), column("ahora")]
    return Listing(
      key: "movidas", columns: columns + (isApplied ? [column("codigo_nuevo")] : []),
      rows: plan.parts.flatMap { part in
        part.relocation.moves.map { move in
          [
            Listing.Cell(.text(part.point.name), office(part.point)), cell(move.booked.code),
            cell(move.booked.slot), cell(move.slot),
          ] + (move.code.map { [cell($0)] } ?? [])
        }
      })
  }

  private func calls(of plan: Plan) -> Listing {
    Listing(
      key: "por_llamar",
      columns: [
        column("punto"), column("codigo"), column("antes"), column("persona"), column("celular"),
      ],
      rows: plan.parts.flatMap { part in
        part.relocation.calls.map { booked in
          [
            Listing.Cell(.text(part.point.name), office(part.point)), cell(booked.code),
            cell(booked.slot), Listing.Cell(booked.name), cell(booked.mobile),
          ]
        }
      })
  }

  package func words(for refusal: ScheduleChange.Refusal) -> Spoken {
    switch refusal {
    case .noSuchRule(let id): refused(.noSuchRule, "regla", ["numero": String(id)])
    case .beginsTooSoon(let day):
      refused(.ruleBeginsTooSoon, "vigente_desde", ["dia": dayOfMonth(day)])
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

  package var impossibleRule: Spoken { refused(.impossibleRule, "regla", [:]) }

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
    let said = ["grupo", "ciudad", "punto"] + ([.ofTheDay, .moved].contains(group) ? ["dia"] : [])
    let columns = full.columns.indices.filter { index in
      let id = full.columns[index].id
      return !said.contains(id)
        && (id == "resultado" && group != .moved
          || full.rows.contains { !$0[index].shown.isEmpty })
    }
    let people = Listing(
      key: full.key, columns: columns.map { full.columns[$0] },
      rows: full.rows.map { row in columns.map { row[$0] } })
    let name = office(part.point)
    let title = part.point.attendance == .inPerson ? text(.inPersonCalls, ["punto": name]) : name
    return .table(
      key: full.key, columns: full.columns.map(\.id), rows: full.rows.map { $0.map(\.value) },
      people.block(title))
  }

  /// The whole sheet for a spreadsheet.
  package func csv(of sheet: CallSheet) -> String {
    listing(CallSheet.Group.allCases.flatMap { sheet.parts($0) }).csv
  }

  private func listing(_ parts: [CallSheet.Part]) -> Listing {
    Listing(
      key: "hoja",
      columns: [
        "grupo", "ciudad", "punto", "dia", "hora", "persona", "razon_social", "celular", "fijo",
        "documento", "servicio", "codigo", "ahora", "guardado_hasta", "resultado",
      ].map { Listing.Column(id: $0, title: text(.sheetColumn($0))) },
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
      Listing.Cell(call.slot.day.iso), cell(call.slot.time),
      Listing.Cell("\(applicant.givenNames.text) \(applicant.surnames.text)"),
      Listing.Cell(company ?? ""), cell(applicant.mobile),
      Listing.Cell(
        .text(applicant.landline.map { Answer.landline(.number($0)).value } ?? ""),
        applicant.landline.map { groupedTelephone($0.national) } ?? ""),
      Listing.Cell(
        .text("\(document.type.rawValue) \(document.number.text)"),
        "\(display(.documentType(document.type))) \(grouped(document: document.number.text))"),
      Listing.Cell(.text(call.motive.rawValue), text(.brief(call.motive))),
      cell(call.subject), call.movedTo.map { cell($0) } ?? Listing.Cell(""),
      call.keptUntil.map { cell(SlotStart(day: $0.day, time: $0.time)) } ?? Listing.Cell(""),
      Listing.Cell(
        .text(call.outcome?.rawValue ?? ""), call.outcome.map { text(.outcome($0)) } ?? ""),
    ]
  }

  package func words(for result: OutcomeResult, of subject: CallSubject) -> Spoken {
    switch result {
    case .recorded(let outcome, nil):
      message(
        .outcomeRecorded, ["codigo": cell(subject).shown, "resultado": text(.outcome(outcome))])
    case .recorded(let outcome, let before?):
      message(
        .outcomeCorrected,
        [
          "codigo": cell(subject).shown, "resultado": text(.outcome(outcome)),
          "antes": text(.outcome(before)),
        ])
    case .noSuchCode: refused(.noSuchCode, "codigo", [:])
    case .noSuchEntry: refused(.noSuchEntry, "codigo", ["numero": cell(subject).shown])
    case .notToBeCalled(.replaced): refused(.codeReplaced, "codigo", [:])
    case .notToBeCalled: refused(.codeCancelled, "codigo", [:])
    case .tooSoon(let day): refused(.outcomeTooSoon, "codigo", ["dia": fullDate(day)])
    }
  }

  // MARK: Values

  private func column(_ id: String, _ alignment: Table.Alignment = .left) -> Listing.Column {
    Listing.Column(id: id, title: text(.officeColumn(id)), alignment: alignment)
  }

  private func cell(_ time: TimeOfDay) -> Listing.Cell {
    Listing.Cell(.text(time.iso), brief(time))
  }

  func cell(_ slot: SlotStart) -> Listing.Cell {
    Listing.Cell(
      .text(slot.moment.iso),
      "\(text(.shortWeekday(slot.day.weekday))) \(numeric(slot.day)), \(brief(slot.time))")
  }

  private func cell(_ code: AppointmentCode) -> Listing.Cell {
    Listing.Cell(.text(code.text), code.grouped)
  }

  private func cell(_ subject: CallSubject) -> Listing.Cell {
    switch subject {
    case .appointment(let code): cell(code)
    case .entry(let id): Listing.Cell(.text(String(id)), String(id))
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
        "hasta": brief(terms.schedule.through), "minutos": String(terms.schedule.stepMinutes),
        "cupos": String(terms.schedule.places), "agentes": String(terms.keptForAgents),
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
    "oficina.regla", ["dias", "desde", "hasta", "minutos", "cupos", "agentes"])
  static let consecutiveDays = Key("oficina.dias_seguidos", ["primero", "ultimo"])
  static let validFrom = Key("oficina.desde", ["desde"])
  static let validFromThrough = Key("oficina.desde_hasta", ["desde", "hasta"])
  static let ruleAdded = Key("oficina.agregar_regla", ["punto", "regla", "vigencia"])
  static let ruleReplaced = Key("oficina.cambiar_regla", ["numero", "punto", "regla", "vigencia"])
  static let ruleEnded = Key("oficina.quitar_regla", ["numero", "punto", "hasta"])
  static let ruleRemoved = Key("oficina.quitar_regla_antes", ["numero", "punto"])
  static let closed = Key("oficina.cierre", ["dia", "horas", "donde", "motivo"])
  static let reopened = Key("oficina.reabrir", ["dia", "donde"])
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
  static let impossibleRule = Key("oficina.no.regla_imposible")

  static func officeColumn(_ id: String) -> Key { Key("oficina.columna." + id) }

  static let sheetTitle = Key("hoja.titulo", ["dia"])
  static let emptySheet = Key("hoja.vacia", ["dia"])
  static let withoutHourTitle = Key("hoja.perdieron_su_hora")
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

  static func sheetColumn(_ id: String) -> Key { Key("hoja.columna." + id) }
  static func sheetGroup(_ group: CallSheet.Group) -> Key { Key("hoja.grupo." + group.rawValue) }
  static func outcome(_ outcome: CallOutcome) -> Key { Key("hoja.resultado." + outcome.rawValue) }

  static let ofOffice: [Key] =
    [
      scheduleTitle, noRules, closuresTitle, pointsTitle, wholeCountry, inTheCountry, atPoint,
      wholeDay, someHours, virtualAttendance, inPersonAttendance, ruleTerms, consecutiveDays,
      validFrom, validFromThrough, ruleAdded, ruleReplaced, ruleEnded, ruleRemoved, closed,
      reopened,
      monthOpened, pointAdded, pointWithoutSchedule, noEffect, effect, lostHolds, lostOffers,
      howTheyMove,
      movesTitle, callsTitle, planned, applied, changedMeanwhile, noSuchRule,
      ruleBeginsTooSoon, ruleIsOver, sameRule, dayIsPast, alreadyClosed, notClosed, monthIsOpen,
      monthIsPast, monthBeforeIsShut, nameIsTaken, unknownPoint, severalPoints, impossibleRule,
      sheetTitle, emptySheet, withoutHourTitle, offeredTitle, offerLostTitle, movedTitle,
      inPersonCalls, outcomeRecorded,
      outcomeCorrected,
      noSuchCode, noSuchEntry, codeCancelled, codeReplaced, outcomeTooSoon,
    ]
    + [
      "regla", "numero", "punto", "ciudad", "atencion", "dias", "desde", "hasta", "cada", "cupos",
      "agentes", "vigente_desde", "vigente_hasta", "dia", "motivo", "codigo", "antes", "ahora",
      "codigo_nuevo", "persona", "celular",
    ].map(officeColumn)
    + [
      "grupo", "ciudad", "punto", "dia", "hora", "persona", "razon_social", "celular", "fijo",
      "documento", "servicio", "codigo", "ahora", "guardado_hasta", "resultado",
    ].map(sheetColumn)
    + CallSheet.Group.allCases.map(sheetGroup) + CallOutcome.allCases.map(outcome)
}
