package import Domain
package import Office

/// The figures of a month, and what deserves a second look.
extension Speaker {
  // MARK: Figures

  /// The table, then a bar for each city that has appointments.
  package func report(of figures: [MonthFigures], month: Month) -> [Spoken] {
    let used = figures.filter { !$0.isEmpty }
    guard !used.isEmpty else { return [message(.noFigures, values(of: month))] }
    return [
      listing(used).spoken(capitalised(text(.figuresTitle, values(of: month)))),
      .message(key: "cifras.barras", text: bars(used)),
    ]
  }

  package func csv(of figures: [MonthFigures]) -> String {
    listing(figures.filter { !$0.isEmpty }).csv
  }

  private func listing(_ figures: [MonthFigures]) -> Listing {
    Listing(
      key: "cifras",
      columns: [figureColumn("mes"), figureColumn("punto")]
        + [
          "cupos", "citas", "ocupacion", "espera", "canceladas", "cambiadas", "llamadas",
          "sin_contestar",
        ].map { figureColumn($0, .right) },
      rows: figures.map { figure in
        let counts = figure.counts
        return [
          Listing.Cell(figure.month.iso),
          Listing.Cell(.text(figure.point.name), office(figure.point)),
          Listing.Cell(figure.places), Listing.Cell(counts.appointments),
          cell(figure.occupancyPercent, unit: " %"), cell(figure.medianLeadDays, unit: ""),
          Listing.Cell(counts.cancelled), Listing.Cell(counts.changed), Listing.Cell(counts.calls),
          Listing.Cell(counts.noShows),
        ]
      })
  }

  private func cell(_ number: Int?, unit: String) -> Listing.Cell {
    number.map { Listing.Cell(.number($0), "\($0)\(unit)") } ?? Listing.Cell(.text(""), "")
  }

  /// Of the occupancy; a sign stands for five per cent.
  private func bars(_ figures: [MonthFigures]) -> String {
    let names = figures.map { office($0.point) }
    let width = names.map { columns(of: $0) }.max() ?? 0
    let lines = zip(figures, names).map { figure, name in
      let percent = figure.occupancyPercent ?? 0
      let bar = String(repeating: "#", count: (min(percent, 100) + 4) / 5)
      return "  " + name + spaces(width - columns(of: name) + 2) + "|" + bar
        + spaces(20 - columns(of: bar)) + "| \(percent) %"
    }
    return ([text(.occupancyTitle)] + lines).joined(separator: "\n")
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
  static let noSuspicions = Key("cifras.sin_abusos")
  static let suspicionsTitle = Key("cifras.abusos")
  static func suspicion(_ id: String) -> Key { Key("cifras.abuso.\(id)") }
  static let session = Key("cifras.sesion", ["sesion"])
  static let sessionOfAgent = Key("cifras.sesion_de_agente", ["sesion", "agente"])

  static let ofFigures: [Key] =
    [
      noFigures, figuresTitle, occupancyTitle, noSuspicions, suspicionsTitle, session,
      sessionOfAgent,
    ]
    + [
      "mes", "punto", "cupos", "citas", "ocupacion", "espera", "canceladas", "cambiadas",
      "llamadas", "sin_contestar", "que", "quien", "veces", "limite",
    ].map(figureColumn)
    + ["celular_compartido", "correo_compartido", "retenciones_sin_cita", "busquedas_frenadas"]
    .map(suspicion)
}
