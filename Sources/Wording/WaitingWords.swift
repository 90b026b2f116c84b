internal import Domain
package import Office

/// The reports on the waiting list. Data of people are masked.
extension Speaker {
  package func report(of rows: [WaitingRow]) -> [Spoken] {
    guard !rows.isEmpty else { return [message(.nobodyWaits)] }
    return [listing(rows).spoken(text(.waitingTitle, ["cuantos": String(rows.count)]))]
  }

  package func csv(of rows: [WaitingRow]) -> String { listing(rows).csv }

  package func report(of review: WaitingReview) -> [Spoken] {
    let counts = [
      ("vencidas", review.expired), ("ofrecidos", review.offered), ("salieron", review.left),
      ("esperan", review.waiting),
    ]
    return [
      .table(
        key: "lista_revisada", columns: counts.map(\.0), rows: [counts.map { .number($1) }],
        Block(
          heading: [],
          body: .sentences(
            [text(.waitingReview, counts.reduce([:]) { $0.adding([$1.0: String($1.1)]) })],
            isList: false)))
    ]
  }

  private func listing(_ rows: [WaitingRow]) -> Listing {
    Listing(
      key: "lista",
      columns: [waitingColumn("puesto", .right), waitingColumn("turno", .right)]
        + ["numero_documento", "ciudad_cita", "dias", "franja", "preferencia", "espera_desde"]
        .map { waitingColumn($0) }
        + [
          waitingColumn("inicio", isOptional: true),
          waitingColumn("punto_de_contacto", isOptional: true),
          waitingColumn("guardado_hasta", isOptional: true),
        ],
      rows: rows.map { row in
        let (status, wish) = (row.status, row.status.waiting.wish)
        let document = maskedDisplay(.documentNumber(status.applicant.document.number))
        let joined = status.waiting.joined
        return [
          Listing.Cell(status.position), Listing.Cell(status.waiting.id), Listing.Cell(document),
          Listing.Cell(
            wish.cityCode.map { .text($0) } ?? .none, row.city ?? text(.waitingAnyCity)),
          Listing.Cell(
            .text("\(wish.days.lowerBound.iso)..\(wish.days.upperBound.iso)"),
            "\(numeric(wish.days.lowerBound)) a \(numeric(wish.days.upperBound))"),
          Listing.Cell(.text(wish.part.rawValue), text(.waitingPart(wish.part))),
          Listing.Cell(
            .text(wish.hasPreference ? "si" : "no"),
            text(wish.hasPreference ? .waitingPreferred : .waitingNotPreferred)),
          cell(joined), status.offer.map { cell($0.slot) } ?? .none,
          status.offer.map { Listing.Cell(.text($0.point.name), office($0.point)) } ?? .none,
          status.offer.map { cell($0.until) } ?? .none,
        ]
      })
  }

  private func waitingColumn(
    _ id: String, _ alignment: Table.Alignment = .left, isOptional: Bool = false
  ) -> Listing.Column {
    Listing.Column(
      id: id, title: text(.waitingColumn(id)), alignment: alignment, isOptional: isOptional)
  }
}

extension Key {
  static let nobodyWaits = Key("lista.nadie")
  static let waitingTitle = Key("lista.titulo", ["cuantos"])
  static let waitingReview = Key(
    "lista.revisada", ["vencidas", "ofrecidos", "salieron", "esperan"])
  static let waitingAnyCity = Key("lista.cualquier_ciudad")
  static let waitingPreferred = Key("lista.preferencia.si")
  static let waitingNotPreferred = Key("lista.preferencia.no")
  static func waitingPart(_ part: PartOfDay) -> Key { Key("lista.franja.\(part.rawValue)") }
  static func waitingColumn(_ id: String) -> Key { Key("lista.columna.\(id)") }

  static let ofWaiting: [Key] =
    [
      nobodyWaits, waitingTitle, waitingReview, waitingAnyCity, waitingPreferred,
      waitingNotPreferred,
    ] + PartOfDay.allCases.map(waitingPart)
    + [
      "puesto", "turno", "numero_documento", "ciudad_cita", "dias", "franja", "preferencia",
      "espera_desde", "inicio", "punto_de_contacto", "guardado_hasta",
    ]
    .map(waitingColumn)
}
