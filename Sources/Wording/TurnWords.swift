internal import Domain

/// What somebody in the waiting list is told.
extension Speaker {
  /// What became of the place that was kept before, then the turn, or the place that is kept.
  func words(forTurn status: WaitingStatus) -> [Spoken] {
    guard let offer = status.offer else {
      return (status.lost.map { [words(for: $0)] } ?? []) + [message(.turn, values(of: status))]
    }
    var spoken = [message(.offered, values(of: offer))]
    // The same place once more.
    if let lost = status.lost, lost.cause == .lapsed, lost.offer.slot == offer.slot,
      lost.offer.point == offer.point
    {
      spoken.insert(message(.offeredAgain, values(of: lost.offer)), at: 0)
    }
    return spoken
  }

  private func words(for lost: LostOffer) -> Spoken {
    message(lost.cause == .lapsed ? .offerLapsed : .offerWithdrawn, values(of: lost.offer))
  }

  private func values(of offer: Offer) -> Values {
    values(of: offer.point).adding([
      "dia": fullDate(offer.slot.day), "hora": brief(offer.slot.time),
      "hasta": dayAndTime(SlotStart(day: offer.until.day, time: offer.until.time)),
    ])
  }

  func values(of status: WaitingStatus) -> Values {
    let wish = status.waiting.wish
    let city = wish.cityCode.flatMap { Municipality(code: $0) }.map { display($0) }
    return [
      "puesto": String(status.position),
      "espera": status.isLikelyTooLate
        ? text(.waitTooLong) : words(forDays: status.estimatedDays),
      "ciudad": city ?? text(.option(.waitingCity, PartOfDay.any.rawValue)),
      "dias": span(wish.days),
      "franja": text(.option(.waitingPart, wish.part.rawValue)),
    ]
  }

  /// `24 horas`, `1 hora`
  func duration(hours: Int) -> String {
    text(hours == 1 ? .hourKept : .hoursKept, ["horas": String(hours)])
  }

  /// `45 segundos`, `1 segundo`
  func duration(seconds: Int) -> String {
    text(seconds == 1 ? .secondHeld : .secondsHeld, ["segundos": String(seconds)])
  }

  private func words(forDays days: Int?) -> String {
    switch days {
    case nil: text(.waitUnknown)
    case 1: text(.waitOfADay)
    case let days?: text(.waitOfDays, ["dias": String(days)])
    }
  }

  /// `del lunes 13 de septiembre al viernes 17 de septiembre`
  func span(_ days: ClosedRange<Day>) -> String {
    days.lowerBound == days.upperBound
      ? dayOfMonth(days.lowerBound)
      : text(
        .spanOfDays,
        ["desde": dayOfMonth(days.lowerBound), "hasta": dayOfMonth(days.upperBound)])
  }
}

extension Key {
  private static let ofStatus = ["puesto", "espera", "ciudad", "dias", "franja"]

  static let waitingList = Key("espera.texto")
  static let joined = Key("espera.entrada", ofStatus)
  static let joinedWithOffer = Key("espera.entrada_con_cupo")
  static let offersAreMailed = Key("espera.aviso_por_correo", ["correo", "plazo"])
  static let offersAreToldHere = Key("espera.aviso_aqui", ["plazo"])
  static let hoursKept = Key("espera.plazo", ["horas"])
  static let hourKept = Key("espera.plazo_una", ["horas"])
  static let secondsHeld = Key("retencion.segundos", ["segundos"])
  static let secondHeld = Key("retencion.segundo", ["segundos"])
  static let turn = Key("espera.turno", ofStatus)
  static let offered = Key("espera.cupo", ["dia", "hora", "punto", "ciudad", "hasta"])
  static let offeredAgain = Key("espera.cupo_otra_vez", offered.placeholders)
  static let offerLapsed = Key("espera.cupo_vencido", offered.placeholders)
  static let offerWithdrawn = Key("espera.cupo_retirado", offered.placeholders)
  static let noTurn = Key("espera.no_esta")
  static func turnEnded(_ cause: EndedWait.Cause) -> Key {
    Key(
      cause == .unanswered ? "espera.termino_sin_respuesta" : "espera.termino_por_fecha",
      ["dia", "ultimo"])
  }
  static let proofNeeded = Key("espera.comprobar")
  static let offerDeclined = Key("espera.cupo_pasado")
  static let offerGone = Key("espera.cupo_perdido")
  static let offerStands = Key("espera.cupo_sigue")
  static let offerStandsAfterHold = Key("espera.cupo_sigue_vencido")
  static let turnKept = Key("espera.turno_sigue")
  static let listLeft = Key("espera.salida")
  static let waitUnknown = Key("espera.demora_desconocida")
  static let waitOfADay = Key("espera.demora_un_dia")
  static let waitTooLong = Key("espera.demora_larga")
  static let waitOfDays = Key("espera.demora", ["dias"])
  static let spanOfDays = Key("espera.dias", ["desde", "hasta"])

  static let ofTurn: [Key] =
    [
      waitingList, joined, joinedWithOffer, offersAreMailed, offersAreToldHere, turn, offered,
      offeredAgain, offerLapsed, offerWithdrawn, noTurn, proofNeeded,
      offerDeclined, offerGone, offerStands, offerStandsAfterHold, turnKept, listLeft, waitUnknown,
      waitOfADay, waitTooLong, waitOfDays, spanOfDays, hoursKept, hourKept,
      secondsHeld, secondHeld,
    ] + EndedWait.Cause.allCases.map(turnEnded)
}
