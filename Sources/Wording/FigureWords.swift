package import Domain
package import Office

/// The figures of a month, and what deserves a second look.
extension Speaker {
  // MARK: Figures

  /// Appointments with a bar for each city that has some, the waiting list, and where people left off
  /// with a bar for each question.
  package func report(
    of figures: [MonthFigures], _ waiting: [WaitingFigures], _ dropOuts: [DropOuts], month: Month
  ) -> [Spoken] {
    let used = figures.filter { !$0.isEmpty }
    var report: [Spoken] = []
    if !used.isEmpty {
      report += [
        listing(used).spoken(capitalised(text(.figuresTitle, values(of: month)))),
        .message(key: "cifras.barras", text: bars(used)),
      ]
    }
    if !waiting.isEmpty { report.append(listing(waiting).spoken(text(.waitsTitle))) }
    if !dropOuts.isEmpty {
      report += [
        listing(dropOuts).spoken(text(.dropOutsTitle)),
        .message(key: "cifras.abandonos_barras", text: bars(dropOuts)),
      ]
    }
    return report.isEmpty ? [message(.noFigures, values(of: month))] : report
  }

  /// The tables, with an empty line between.
  package func csv(
    of figures: [MonthFigures], _ waiting: [WaitingFigures], _ dropOuts: [DropOuts]
  ) -> String {
    var tables = [listing(figures.filter { !$0.isEmpty }).csv]
    if !waiting.isEmpty { tables.append(listing(waiting).csv) }
    if !dropOuts.isEmpty { tables.append(listing(dropOuts).csv) }
    // The file has one sign of its encoding.
    return tables[0]
      + tables.dropFirst().map { "\r\n" + $0.drop { $0 == "\u{FEFF}" } }.joined()
  }

  private func listing(_ figures: [WaitingFigures]) -> Listing {
    Listing(
      key: "cifras_espera",
      columns: [figureColumn("mes"), figureColumn("ciudad")]
        + [
          "esperaron", "agendaron", "siguen", "espera_mediana", "espera_mayor", "ofertas",
          "aceptadas", "rechazadas", "vencidas",
        ].map { figureColumn($0, .right) },
      rows: figures.map { figure in
        [
          Listing.Cell(figure.month.iso),
          Listing.Cell(.text(figure.city ?? ""), city(figure.city, none: .waitingAnyCity)),
          Listing.Cell(figure.hours.count), Listing.Cell(figure.booked),
          Listing.Cell(figure.stillWaiting), cell(figure.medianHours, unit: ""),
          cell(figure.longestHours, unit: ""), Listing.Cell(figure.offers.made),
          Listing.Cell(figure.offers.accepted), Listing.Cell(figure.offers.declined),
          Listing.Cell(figure.offers.expired),
        ]
      })
  }

  private func listing(_ dropOuts: [DropOuts]) -> Listing {
    Listing(
      key: "cifras_abandonos",
      columns: [
        figureColumn("mes"), figureColumn("ciudad"), figureColumn("pregunta"),
        figureColumn("abandonos", .right),
      ],
      rows: dropOuts.map {
        [
          Listing.Cell($0.month.iso),
          Listing.Cell(.text($0.city ?? ""), city($0.city, none: .noCityYet)),
          Listing.Cell(.text($0.question), questionName($0.question)), Listing.Cell($0.count),
        ]
      })
  }

  private func city(_ code: String?, none: Key) -> String {
    code.map { code in Municipality(code: code).map { display($0) } ?? code } ?? text(none)
  }

  /// A question of an earlier version may have no name any more.
  private func questionName(_ id: String) -> String {
    Question(rawValue: id).map { label($0) } ?? id
  }

  /// Of the questions at which people left off, each of all; a sign stands for five per cent.
  private func bars(_ dropOuts: [DropOuts]) -> String {
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
      text(.dropOutsBars),
      sorted.map { (questionName($0.question), ($0.count * 100 + total / 2) / total) })
  }

  private func listing(_ figures: [MonthFigures]) -> Listing {
    Listing(
      key: "cifras",
      columns: [figureColumn("mes"), figureColumn("punto")]
        + [
          "cupos", "citas", "ocupacion", "espera", "canceladas", "cambiadas", "por_cierre",
          "llamadas", "sin_contacto",
        ].map { figureColumn($0, .right) },
      rows: figures.map { figure in
        let counts = figure.counts
        return [
          Listing.Cell(figure.month.iso),
          Listing.Cell(.text(figure.point.name), office(figure.point)),
          Listing.Cell(figure.places), Listing.Cell(counts.appointments),
          cell(figure.occupancyPercent, unit: " %"), cell(figure.medianLeadDays, unit: ""),
          Listing.Cell(counts.cancelled), Listing.Cell(counts.changed),
          Listing.Cell(counts.displaced), Listing.Cell(counts.calls), Listing.Cell(counts.noShows),
        ]
      })
  }

  private func cell(_ number: Int?, unit: String) -> Listing.Cell {
    number.map { Listing.Cell(.number($0), "\($0)\(unit)") } ?? Listing.Cell(.text(""), "")
  }

  /// Of the occupancy.
  private func bars(_ figures: [MonthFigures]) -> String {
    bars(
      text(.occupancyTitle), figures.map { (office($0.point), $0.occupancyPercent ?? 0) })
  }

  /// A sign stands for five per cent.
  private func bars(_ title: String, _ rows: [(name: String, percent: Int)]) -> String {
    let width = rows.map { columns(of: $0.name) }.max() ?? 0
    let lines = rows.map { name, percent in
      let bar = String(repeating: "#", count: (min(percent, 100) + 4) / 5)
      return "  " + name + spaces(width - columns(of: name) + 2) + "|" + bar
        + spaces(20 - columns(of: bar)) + "| \(percent) %"
    }
    return ([title] + lines).joined(separator: "\n")
  }

  private func figureColumn(_ id: String, _ alignment: Table.Alignment = .left) -> Listing.Column {
    Listing.Column(id: id, title: text(.figureColumn(id)), alignment: alignment)
  }

  // MARK: Abuse

  package func report(of suspicions: [Suspicion]) -> [Spoken] {
    guard !suspicions.isEmpty else { return [message(.noSuspicions)] }
    return [
      Listing(
        key: "abusos",
        columns: [
          figureColumn("que"), figureColumn("quien"), figureColumn("veces", .right),
          figureColumn("limite", .right),
        ],
        rows: suspicions.map {
          let who = who($0.kind)
          return [
            Listing.Cell(.text($0.kind.id), text(.suspicion($0.kind.id))),
            Listing.Cell(.text(who), who), Listing.Cell($0.count), Listing.Cell($0.limit),
          ]
        }
      ).spoken(text(.suspicionsTitle))
    ]
  }

  private func who(_ kind: Suspicion.Kind) -> String {
    switch kind {
    case .sharedMobile(let mobile): maskedDisplay(.mobile(mobile))
    case .sharedEmail(let email): maskedDisplay(.email(email))
    case .holdsWithoutBooking(let session, let agent), .slowedLookUps(let session, let agent):
      agent.map { text(.sessionOfAgent, ["sesion": String(session), "agente": visible($0)]) }
        ?? text(.session, ["sesion": String(session)])
    }
  }
}

extension MonthFigures {
  /// Nothing was booked there, and nobody called.
  fileprivate var isEmpty: Bool { counts == Counts() }
}

extension Key {
  static let noFigures = Key("cifras.sin_citas", ["mes", "ano"])
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
  static let session = Key("cifras.sesion", ["sesion"])
  static let sessionOfAgent = Key("cifras.sesion_de_agente", ["sesion", "agente"])

  static let ofFigures: [Key] =
    [
      noFigures, figuresTitle, occupancyTitle, waitsTitle, dropOutsTitle, dropOutsBars, noCityYet,
      noSuspicions, suspicionsTitle, session,
      sessionOfAgent,
    ]
    + [
      "mes", "punto", "cupos", "citas", "ocupacion", "espera", "canceladas", "cambiadas",
      "llamadas", "por_cierre", "sin_contacto", "que", "quien", "veces", "limite", "ciudad",
      "esperaron",
      "agendaron", "siguen", "espera_mediana", "espera_mayor", "ofertas", "aceptadas", "rechazadas",
      "vencidas", "pregunta", "abandonos",
    ].map(figureColumn)
    + ["celular_compartido", "correo_compartido", "retenciones_sin_cita", "busquedas_frenadas"]
    .map(suspicion)
}
