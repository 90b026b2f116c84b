package import Domain

/// The figures of a day's calls, in tables.
extension Speaker {
  package func report(of figures: CallFigures) -> [Spoken] {
    let day: Values = ["dia": fullDate(figures.day)]
    guard !figures.agents.isEmpty else { return [message(.noCalls, day)] }
    let refusals = listing(figures.refusals, figures.day)
    let ends = ends(of: figures.agents, figures.day)
    return [listing(figures.agents, figures.day).spoken(text(.callReportTitle, day))]
      + (ends.rows.isEmpty ? [] : [ends.spoken(text(.callsEnds))])
      + (refusals.rows.isEmpty ? [] : [refusals.spoken(text(.refusalsTitle))])
  }

  private func listing(_ agents: [CallFigures.Agent], _ day: Day) -> Listing {
    Listing(
      key: "llamadas",
      columns: [callDay, callColumn("agente")]
        + ["llamadas", "mediana_segundos", "citas", "lineas_por_cita", "sin_cerrar"]
        .map { callColumn($0, .right) },
      rows: agents.map { agent in
        [
          Listing.Cell(.text(day.iso), ""), Listing.Cell(agent.name), Listing.Cell(agent.calls),
          agent.medianSeconds.map { Listing.Cell(.number($0), minutes($0)) }
            ?? Listing.Cell(.none, "-"),
          Listing.Cell(agent.bookings),
          agent.turnsPerBooking.map { Listing.Cell($0) } ?? Listing.Cell(.none, "-"),
          Listing.Cell(agent.open),
        ]
      })
  }

  private func ends(of agents: [CallFigures.Agent], _ day: Day) -> Listing {
    Listing(
      key: "llamadas_finales",
      columns: [
        callDay, callColumn("agente"), callColumn("estado"), callColumn("llamadas", .right),
      ],
      rows: agents.flatMap { agent in
        agent.outcomes.map {
          [
            Listing.Cell(.text(day.iso), ""), Listing.Cell(agent.name), Listing.Cell($0.name),
            Listing.Cell($0.calls),
          ]
        }
      })
  }

  private func listing(_ refusals: [CallFigures.Refusals], _ day: Day) -> Listing {
    Listing(
      key: "rechazos",
      columns: [
        callDay, callColumn("campo"), callColumn("motivo"), callColumn("veces", .right),
      ],
      rows: refusals.map { refusal in
        [
          Listing.Cell(.text(day.iso), ""),
          Listing.Cell(
            .text(refusal.question),
            Question(rawValue: refusal.question).map(label) ?? refusal.question),
          Listing.Cell(refusal.cause), Listing.Cell(refusal.times),
        ]
      })
  }

  /// People have it in the title.
  private var callDay: Listing.Column {
    Listing.Column(id: "fecha", title: "", audience: .programs)
  }

  private func callColumn(_ id: String, _ alignment: Table.Alignment = .left) -> Listing.Column {
    Listing.Column(id: id, title: text(.callColumn(id)), alignment: alignment)
  }

  /// `1:40`
  private func minutes(_ seconds: Int) -> String { "\(seconds / 60):" + digits(seconds % 60, 2) }
}

extension Key {
  static let callReportTitle = Key("llamadas.titulo", ["dia"])
  static let noCalls = Key("llamadas.ninguna", ["dia"])
  static let callsEnds = Key("llamadas.resultados")
  static let refusalsTitle = Key("llamadas.rechazos")
  static func callColumn(_ id: String) -> Key { Key("llamadas.columna." + id) }

  static let ofCallReport =
    [callReportTitle, noCalls, callsEnds, refusalsTitle]
    + [
      "agente", "llamadas", "mediana_segundos", "citas", "lineas_por_cita", "sin_cerrar", "estado",
      "campo", "motivo", "veces",
    ].map(callColumn)
}
