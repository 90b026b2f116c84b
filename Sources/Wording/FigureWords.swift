package import Domain
package import Office

/// One of the tables of a month's figures; the raw values are typed.
package enum FigureTable: String, CaseIterable, Sendable {
  case appointments = "citas"
  case waiting = "espera"
  case dropOuts = "abandonos"
}

/// The figures of a month, and what deserves a second look.
extension Speaker {
  // MARK: Figures

  /// Appointments with a bar for each city that has some, the waiting list, and where people left off
  /// with a bar for each question.
  package func report(
    of figures: [MonthFigures], _ waiting: [WaitingFigures], _ dropOuts: [DropOuts], month: Month,
    only table: FigureTable? = nil
  ) -> [Spoken] {
    func wants(_ one: FigureTable) -> Bool { table == nil || table == one }
    let used = figures.filter { !$0.isEmpty }
    let cities = Self.cities(of: figures)
    var report: [Spoken] = []
    if wants(.appointments), !used.isEmpty {
      report += [
        listing(used).spoken(capitalised(text(.figuresTitle, values(of: month)))),
        bars(used),
      ]
    }
    if wants(.waiting), !waiting.isEmpty {
      report.append(listing(waiting, cities).spoken(text(.waitsTitle)))
    }
    if wants(.dropOuts), !dropOuts.isEmpty {
      report += [
        listing(dropOuts, cities).spoken(text(.dropOutsTitle)),
        bars(dropOuts),
      ]
    }
    guard report.isEmpty else { return report }
    return [message(.noFigures(table ?? .appointments), values(of: month))]
  }

  /// One table: a spreadsheet takes the first row for the names of all columns.
  package func csv(
    of figures: [MonthFigures], _ waiting: [WaitingFigures], _ dropOuts: [DropOuts],
    only table: FigureTable
  ) -> String {
    switch table {
    case .appointments: listing(figures.filter { !$0.isEmpty }).csv
    case .waiting: listing(waiting, Self.cities(of: figures)).csv
    case .dropOuts: listing(dropOuts, Self.cities(of: figures)).csv
    }
  }

  /// The everyday name of each city with a point, by its code.
  private static func cities(of figures: [MonthFigures]) -> [String: String] {
    Dictionary(figures.map { ($0.point.cityCode, $0.point.city) }, uniquingKeysWith: { $1 })
  }

  private func listing(_ figures: [WaitingFigures], _ cities: [String: String]) -> Listing {
    Listing(
      key: "cifras_espera",
      columns: [figureColumn("mes"), figureColumn("ciudad_cita")]
        + [
          "esperaron", "agendaron", "siguen", "mediana_horas", "mayor_horas", "ofertas",
          "aceptadas", "rechazadas", "vencidas", "retiradas", "por_responder",
        ].map { figureColumn($0, .right) },
      rows: figures.map { figure in
        [
          Listing.Cell(figure.month.iso),
          Listing.Cell(
            figure.city.map { .text($0) } ?? .none,
            city(figure.city, cities, none: .waitingAnyCity)),
          Listing.Cell(figure.hours.count), Listing.Cell(figure.booked),
          Listing.Cell(figure.stillWaiting), cell(figure.medianHours), cell(figure.longestHours),
          Listing.Cell(figure.offers.made),
          Listing.Cell(figure.offers.accepted), Listing.Cell(figure.offers.declined),
          Listing.Cell(figure.offers.expired), Listing.Cell(figure.offers.withdrawn),
          Listing.Cell(figure.offers.open),
        ]
      })
  }

  private func listing(_ dropOuts: [DropOuts], _ cities: [String: String]) -> Listing {
    Listing(
      key: "cifras_abandonos",
      columns: [
        figureColumn("mes"), figureColumn("ciudad_cita"), figureColumn("pregunta"),
        figureColumn("abandonos", .right),
      ],
      rows: dropOuts.map {
        [
          Listing.Cell($0.month.iso),
          Listing.Cell(
            $0.city.map { .text($0) } ?? .none, city($0.city, cities, none: .noCityYet)),
          Listing.Cell(.text($0.question), questionName($0.question)), Listing.Cell($0.count),
        ]
      })
  }

  private func city(_ code: String?, _ cities: [String: String], none: Key) -> String {
    guard let code else { return text(none) }
    return cities[code] ?? Municipality(code: code).map { display($0) } ?? code
  }

  /// A question of an earlier version may have no name any more.
  private func questionName(_ id: String) -> String {
    Question(rawValue: id).map { label($0) } ?? id
  }

  /// Of the questions at which people left off, each of all; a sign stands for five per cent.
  private func bars(_ dropOuts: [DropOuts]) -> Spoken {
    var counts: [(question: String, count: Int)] = []
    for dropOut in dropOuts {
      if let index = counts.firstIndex(where: { $0.question == dropOut.question }) {
        counts[index].count += dropOut.count
      } else {
        counts.append((dropOut.question, dropOut.count))
      }
    }
    let total = counts.reduce(0) { $0 + $1.count }
    let sorted = counts.sorted { ($1.count, $0.question) < ($0.count, $1.question) }
    return bars(
      "cifras_abandonos_barras", text(.dropOutsBars), columns: ["pregunta", "por_ciento"],
      sorted.map {
        ($0.question, questionName($0.question), ($0.count * 100 + total / 2) / total)
      })
  }

  private func listing(_ figures: [MonthFigures]) -> Listing {
    Listing(
      key: "cifras",
      columns: [figureColumn("mes"), figureColumn("punto_de_contacto")]
        + [
          "cupos", "citas", "ocupacion", "anticipacion_dias", "canceladas", "cambiadas",
          "por_cierre",
          "llamadas", "sin_contacto",
        ].map { figureColumn($0, .right) },
      rows: figures.map { figure in
        let counts = figure.counts
        return [
          Listing.Cell(figure.month.iso),
          Listing.Cell(.text(figure.point.name), office(figure.point)),
          Listing.Cell(figure.places), Listing.Cell(counts.appointments),
          cell(figure.occupancyPercent), cell(figure.medianLeadDays),
          Listing.Cell(counts.cancelled), Listing.Cell(counts.changed),
          Listing.Cell(counts.displaced), Listing.Cell(counts.calls), Listing.Cell(counts.noShows),
        ]
      })
  }

  private func cell(_ number: Int?) -> Listing.Cell {
    number.map { Listing.Cell($0) } ?? .none
  }

  /// Of the occupancy.
  private func bars(_ figures: [MonthFigures]) -> Spoken {
    bars(
      "cifras_barras", text(.occupancyTitle), columns: ["punto_de_contacto", "ocupacion"],
      figures.map { ($0.point.name, office($0.point), $0.occupancyPercent ?? 0) })
  }

  /// A name for programs and one for people, each with its share.
  private func bars(
    _ key: String, _ title: String, columns: [String],
    _ rows: [(id: String, name: String, percent: Int)]
  ) -> Spoken {
    .table(
      key: key, columns: columns, rows: rows.map { [.text($0.id), .number($0.percent)] },
      Block(
        heading: [title],
        body: .bars(rows.map { Block.Bar(name: $0.name, percent: $0.percent) })))
  }

  private func figureColumn(_ id: String, _ alignment: Table.Alignment = .left) -> Listing.Column {
    Listing.Column(id: id, title: text(.figureColumn(id)), alignment: alignment)
  }

  // MARK: Abuse

  /// Who it is about is masked, but for whoever is to act: `isOpen`. Then the appointments to come of
  /// a mobile or an e-mail follow.
  package func report(of suspicions: [Suspicion], isOpen: Bool) -> [Spoken] {
    guard !suspicions.isEmpty else { return [message(.noSuspicions)] }
    let masked = isOpen ? [] : [message(.suspicionsAreMasked)]
    let listing = Listing(
      key: "abusos",
      columns: [
        figureColumn("abuso"),
        Listing.Column(id: "quien", title: text(.figureColumn("quien")), audience: .people),
      ]
        + ["telefono_celular", "correo", "sesion", "agente", "canal"].map {
          Listing.Column(id: $0, title: "", audience: .programs)
        } + [
          figureColumn("ultima"), figureColumn("veces", .right), figureColumn("limite", .right),
        ],
      rows: suspicions.map { suspicion in
        [Listing.Cell(.text(suspicion.kind.id), text(.suspicion(suspicion.kind.id)))]
          + who(suspicion.kind, isOpen: isOpen)
          + [
            cell(suspicion.last), Listing.Cell(suspicion.count), Listing.Cell(suspicion.limit),
          ]
      })
    return [listing.spoken(text(.suspicionsTitle))] + masked
      + suspicions.filter { isOpen && !$0.appointments.isEmpty }.map(appointments)
  }

  /// In words, then mobile, e-mail, session, agent and channel.
  private func who(_ kind: Suspicion.Kind, isOpen: Bool) -> [Listing.Cell] {
    func contact(_ answer: Answer) -> String {
      isOpen ? display(answer) : maskedDisplay(answer)
    }
    switch kind {
    case .sharedMobile(let mobile):
      let shown = contact(.mobile(mobile))
      let value = isOpen ? Answer.mobile(mobile).value : shown
      return [Listing.Cell(shown), Listing.Cell(value), .none, .none, .none, .none]
    case .sharedEmail(let email):
      let shown = contact(.email(email))
      return [Listing.Cell(shown), .none, Listing.Cell(shown), .none, .none, .none]
    case .holdsWithoutBooking(let session), .slowedLookUps(let session):
      let values: Values = [
        "sesion": String(session.id), "canal": text(.channel(session.channel)),
        "agente": session.agent.map(visible) ?? "",
      ]
      return [
        Listing.Cell(text(session.agent == nil ? .session : .sessionOfAgent, values)), .none, .none,
        Listing.Cell(session.id), session.agent.map { Listing.Cell(visible($0)) } ?? .none,
        Listing.Cell(session.channel),
      ]
    }
  }

  private func appointments(of suspicion: Suspicion) -> Spoken {
    Listing(
      key: "abusos_citas",
      columns: [
        figureColumn("codigo"), figureColumn("inicio"), figureColumn("punto_de_contacto"),
        figureColumn("persona"),
        Listing.Column(id: "tipo_documento", title: "", audience: .programs),
        figureColumn("numero_documento"), figureColumn("telefono_celular"), figureColumn("correo"),
      ],
      rows: suspicion.appointments.map { record in
        let (appointment, applicant) = (record.appointment, record.applicant)
        let document = applicant.document
        return [
          cell(appointment.code), cell(appointment.slot),
          Listing.Cell(.text(appointment.point.name), office(appointment.point)),
          Listing.Cell("\(applicant.givenNames.text) \(applicant.surnames.text)"),
          Listing.Cell(document.type.rawValue),
          Listing.Cell(
            .text(document.number.text),
            "\(display(.documentType(document.type))) \(grouped(document: document.number.text))"),
          cell(applicant.mobile), Listing.Cell(display(.email(applicant.email))),
        ]
      }
    ).spoken(
      text(
        .appointmentsOfSuspicion,
        [
          "que": text(.suspicion(suspicion.kind.id)),
          "quien": who(suspicion.kind, isOpen: true)[0].shown,
        ]))
  }
}

extension MonthFigures {
  /// Nothing was booked there, and nobody called.
  fileprivate var isEmpty: Bool { counts == Counts() }
}

extension Key {
  static func noFigures(_ table: FigureTable) -> Key {
    Key("cifras.sin_\(table.rawValue)", ["mes", "ano"])
  }
  static let suspicionsAreMasked = Key("cifras.abusos_ocultos")
  static let appointmentsOfSuspicion = Key("cifras.abusos_citas", ["que", "quien"])
  static let figuresTitle = Key("cifras.titulo", ["mes", "ano"])
  static let occupancyTitle = Key("cifras.ocupacion")
  static func figureColumn(_ id: String) -> Key { Key("cifras.columna.\(id)") }
  static let waitsTitle = Key("cifras.espera")
  static let dropOutsTitle = Key("cifras.abandonos")
  static let dropOutsBars = Key("cifras.abandonos_barras")
  static let noCityYet = Key("cifras.sin_ciudad")
  static let noSuspicions = Key("cifras.sin_abusos")
  static let suspicionsTitle = Key("cifras.abusos")
  static func suspicion(_ id: String) -> Key { Key("cifras.abuso.\(id)") }
  static let session = Key("cifras.sesion", ["sesion", "canal", "agente"])
  static func channel(_ id: String) -> Key { Key("cifras.canal.\(id)") }
  static let sessionOfAgent = Key("cifras.sesion_de_agente", session.placeholders)

  static let ofFigures: [Key] =
    [
      suspicionsAreMasked, appointmentsOfSuspicion, figuresTitle, occupancyTitle, waitsTitle,
      dropOutsTitle, dropOutsBars, noCityYet,
      noSuspicions, suspicionsTitle, session,
      sessionOfAgent,
    ]
    + [
      "mes", "punto_de_contacto", "cupos", "citas", "ocupacion", "anticipacion_dias", "canceladas",
      "cambiadas", "llamadas", "por_cierre", "sin_contacto", "abuso", "quien", "ultima", "veces",
      "limite", "ciudad_cita", "esperaron", "agendaron", "siguen", "mediana_horas", "mayor_horas",
      "ofertas", "aceptadas", "rechazadas", "vencidas", "retiradas", "por_responder", "pregunta",
      "abandonos", "codigo", "inicio",
      "persona", "numero_documento", "telefono_celular", "correo",
    ].map(figureColumn)
    + FigureTable.allCases.map(noFigures)
    + ["celular_compartido", "correo_compartido", "retenciones_sin_cita", "busquedas_frenadas"]
    .map(suspicion)
    + ["terminal", "tuberia", "json", "transcripcion", "oficina"].map(channel)
}
