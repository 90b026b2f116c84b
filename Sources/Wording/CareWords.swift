internal import Domain
package import Office

/// The reports on policies and on the care of the data.
extension Speaker {
  // MARK: Policies

  package func report(of policies: [PolicyRow]) -> [Spoken] {
    [
      .table(
        key: "politicas",
        columns: ["nombre", "valor", "minimo", "maximo", "unidad", "explicacion"],
        rows: policies.map {
          [
            .text($0.name), .number($0.value), .number($0.range.lowerBound),
            .number($0.range.upperBound), .text($0.unit), .text($0.explanation),
          ]
        },
        // A table would be as wide as its explanations.
        Block(
          heading: [text(.policiesTitle)],
          body: .sentences(
            policies.map {
              "\n" + text(.policy, values(of: $0).adding(["unidad": unit($0.unit, for: $0.value)]))
            }, isList: false)))
    ]
  }

  package func words(for result: PolicyResult, of name: String) -> Spoken {
    switch result {
    case .set(let row, let before):
      message(
        .policySet,
        values(of: row).adding([
          "antes": String(before), "unidad": unit(row.unit, for: row.value),
        ]))
    case .unknown: refused(.unknownPolicy, "politica", ["nombre": visible(name)])
    case .outOfRange(let row): refused(.policyOutOfRange, "politica", values(of: row))
    }
  }

  /// The store has it in the plural.
  private func unit(_ plural: String, for value: Int) -> String {
    guard value == 1, Key.policyUnits.contains(folded(plural)) else { return plural }
    return text(.policyUnit(folded(plural)))
  }

  private func values(of row: PolicyRow) -> Values {
    [
      "nombre": row.name, "valor": String(row.value), "unidad": row.unit,
      "minimo": String(row.range.lowerBound), "maximo": String(row.range.upperBound),
      "explicacion": row.explanation,
    ]
  }

  // MARK: Backups

  package func report(of result: BackUpResult, at path: String) -> [Spoken] {
    let path = visible(path)
    return switch result {
    case .written(let count):
      [message(.backedUp, ["ruta": path, "citas": String(count)])]
    case .exists: [refused(.backUpExists, "archivo", ["ruta": path])]
    case .cannotWrite: [refused(.backUpCannotBeWritten, "archivo", ["ruta": path])]
    case .unsound(let findings): report(of: findings)
    }
  }

  package func report(of result: RestoreResult, at path: String) -> [Spoken] {
    switch result {
    case .planned(let restoration):
      return [message(.toRestore, ["citas": String(restoration.appointments)])]
        + loss(restoration, .wouldBeLost, .wouldBeRevived)
        + (restoration.kept.map { [message(.wouldBeKept, ["ruta": visible($0)])] } ?? [])
        + [message(.toApply)]
    case .restored(let restoration):
      return [message(.restored, ["citas": String(restoration.appointments)])]
        + loss(restoration, .lost, .revived)
        + (restoration.kept.map { [message(.kept, ["ruta": visible($0)])] } ?? [])
    case .unsound(let findings): return report(of: findings)
    case .cannotWrite(let place):
      return [refused(.backUpCannotBeWritten, "archivo", ["ruta": visible(place)])]
    case .refused(let refusal):
      return [refused(.restoreRefused(refusal), "archivo", ["ruta": visible(path)])]
    }
  }

  private func loss(_ restoration: Restoration, _ lost: Key, _ revived: Key) -> [Spoken] {
    var spoken: [Spoken] = []
    if let until = restoration.until {
      spoken.append(
        message(
          .backUpUntil, ["hasta": dayAndTime(SlotStart(day: until.day, time: until.time))]))
    }
    if !restoration.isComparable { spoken.append(message(.cannotCompare)) }
    for (key, title, people) in [
      ("perdidas", lost, restoration.lost), ("vuelven", revived, restoration.revived),
    ] where !people.isEmpty {
      spoken.append(
        Listing(
          key: key,
          columns: ["codigo", "punto_de_contacto", "inicio", "persona", "telefono_celular"]
            .map(careColumn),
          rows: people.map { person in
            [
              cell(person.code),
              Listing.Cell(.text(person.point.name), office(person.point)), cell(person.slot),
              Listing.Cell(person.name), cell(person.mobile),
            ]
          }
        ).spoken(text(title, ["cuantas": String(people.count)])))
    }
    if restoration.erasures > 0 {
      spoken.append(message(.erasedAgain, ["cuantas": String(restoration.erasures)]))
    }
    if restoration.delivered > 0 {
      spoken.append(message(.notSentAgain, ["cuantos": String(restoration.delivered)]))
    }
    return spoken
  }

  // MARK: Verification

  package func report(of findings: [Finding]) -> [Spoken] {
    guard !findings.isEmpty else { return [message(.sound)] }
    return [
      Listing(
        key: "hallazgos", columns: [careColumn("revision"), careColumn("hallazgo")],
        rows: findings.map {
          [
            Listing.Cell(.text($0.check.rawValue), text(.check($0.check))),
            Listing.Cell(visible($0.subject)),
          ]
        }
      ).spoken(text(.findings, ["cuantos": String(findings.count)]))
    ]
  }

  // MARK: Personal data

  package func report(of erasure: Erasure, isDone: Bool) -> [Spoken] {
    let values: Values = [
      "citas": String(erasure.appointments), "borradores": String(erasure.drafts),
      "busquedas": String(erasure.misses),
      "lista": String(erasure.waiting + erasure.endedWaits),
    ]
    return isDone ? [message(.erased, values)] : [message(.toErase, values), message(.toApply)]
  }

  package func report(of result: ForgetResult) -> [Spoken] {
    switch result {
    case .planned(let erasure): report(of: erasure, isDone: false)
    case .forgotten(let erasure): report(of: erasure, isDone: true)
    case .nothingKept: [nothingKept]
    case .hasAppointments(let codes):
      [
        refused(
          .hasAppointments, "documento",
          ["codigos": codes.map(\.grouped).joined(separator: ", ")])
      ]
    }
  }

  /// The number under which the events have a request of a document's holder.
  package func words(forRequest number: Int) -> Spoken {
    message(.request, ["numero": String(number)])
  }

  /// Something that is kept of a person, the kind of thing first: its names and values, as programs
  /// have them.
  package func words(forKept members: [(name: String, value: String)]) -> Spoken {
    func plain(_ name: String) -> String { name.split(separator: "_").joined(separator: " ") }
    let lines = members.dropFirst().map { "  \(plain($0.name)): \(visible($0.value))" }
    let kind = members.first.map { capitalised(plain($0.value)) } ?? ""
    return .message(key: "cuidado.guardado", text: ([kind] + lines).joined(separator: "\n"))
  }

  package var nothingKept: Spoken { message(.nothingKept) }

  private func careColumn(_ id: String) -> Listing.Column {
    Listing.Column(id: id, title: text(.careColumn(id)))
  }
}

extension Key {
  static let policiesTitle = Key("cuidado.politicas")
  static let policy = Key(
    "cuidado.politica", ["nombre", "valor", "unidad", "minimo", "maximo", "explicacion"])
  static let policyUnits = [
    "segundos", "minutos", "horas", "dias", "veces", "citas", "documentos", "ofertas",
  ]
  /// Of one.
  static func policyUnit(_ plural: String) -> Key { Key("cuidado.unidad.\(plural)") }
  static let policySet = Key("cuidado.politica_puesta", policy.placeholders + ["antes"])
  static let unknownPolicy = Key("cuidado.no.politica", ["nombre"])
  static let policyOutOfRange = Key("cuidado.no.valor", policy.placeholders)
  static let backedUp = Key("cuidado.respaldo", ["ruta", "citas"])
  static let backUpExists = Key("cuidado.no.existe", ["ruta"])
  package static let backUpCannotBeWritten = Key("cuidado.no.no_se_escribe", ["ruta"])
  static let toRestore = Key("cuidado.por_restaurar", ["citas"])
  static let restored = Key("cuidado.restaurado", ["citas"])
  static let lost = Key("cuidado.se_pierden", ["cuantas"])
  static let wouldBeLost = Key("cuidado.por_perder", ["cuantas"])
  static let wouldBeRevived = Key("cuidado.volverian", ["cuantas"])
  static let revived = Key("cuidado.vuelven", ["cuantas"])
  static let backUpUntil = Key("cuidado.respaldo_hasta", ["hasta"])
  static let cannotCompare = Key("cuidado.sin_comparar")
  static let erasedAgain = Key("cuidado.borrado_otra_vez", ["cuantas"])
  static let notSentAgain = Key("cuidado.correo_entregado", ["cuantos"])
  static func restoreRefused(_ refusal: RestoreResult.Refusal) -> Key {
    Key("cuidado.no.\(refusal.rawValue)", ["ruta"])
  }
  static let kept = Key("cuidado.guardado", ["ruta"])
  static let wouldBeKept = Key("cuidado.se_guardaria", ["ruta"])
  static let sound = Key("cuidado.sano")
  static let findings = Key("cuidado.hallazgos", ["cuantos"])
  static func check(_ check: Check) -> Key { Key("cuidado.revision.\(check.rawValue)") }
  static let toErase = Key("cuidado.por_borrar", ["citas", "borradores", "busquedas", "lista"])
  static let erased = Key("cuidado.borrado", toErase.placeholders)
  static let request = Key("cuidado.solicitud", ["numero"])
  static let nothingKept = Key("cuidado.nada_guardado")
  static let hasAppointments = Key("cuidado.no.tiene_citas", ["codigos"])
  static let toApply = Key("cuidado.para_aplicar")
  static func careColumn(_ id: String) -> Key { Key("cuidado.columna.\(id)") }

  static let ofCare: [Key] =
    [
      policiesTitle, policy, policySet, unknownPolicy, policyOutOfRange, backedUp, backUpExists,
      backUpCannotBeWritten, toRestore, restored, lost, wouldBeLost,
      wouldBeRevived, revived, backUpUntil, cannotCompare, erasedAgain, notSentAgain, kept,
      wouldBeKept, sound,
      findings, toErase, erased, request, nothingKept, hasAppointments, toApply,
    ] + Check.allCases.map(check)
    + RestoreResult.Refusal.allCases.map(restoreRefused)
    + [
      "codigo", "punto_de_contacto", "inicio", "persona", "telefono_celular", "revision",
      "hallazgo",
    ]
    .map(careColumn) + policyUnits.map(policyUnit)
}
