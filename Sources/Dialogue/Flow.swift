package import Domain

/// The way to a goal, as data: what is asked, and what is asked of the store, in order. The
/// conversation follows it, the map draws it.
package struct Flow: Hashable, Sendable {
  package indirect enum Item: Hashable, Sendable {
    case ask(Question)
    case store(StoreStep)
    /// The branch whose condition holds; none, and the way goes on.
    case either([Branch])
  }

  package struct Branch: Hashable, Sendable {
    package let condition: Condition
    package let items: [Item]
  }

  /// What is asked of the store.
  package enum StoreStep: String, CaseIterable, Hashable, Sendable {
    /// What it knows of the document: an active appointment, data of an earlier time.
    case checkDocument = "estado_del_documento"
    /// That the second datum goes with the document's earlier data.
    case prove = "comprobar_segundo_dato"
    /// The appointment, the document's appointments, or its draft.
    case lookUp = "buscar"
    /// The place of the slot that was chosen.
    case hold = "retener_cupo"
    /// The change of contact data.
    case update = "cambiar_dato"
    /// The entry of the waiting list.
    case join = "entrar_en_lista"
    /// The place that the waiting list keeps for them.
    case takeUp = "tomar_cupo_guardado"
    case decline = "pasar_cupo_guardado"
    case leave = "salir_de_lista"
    /// Nothing more: what was found is shown.
    case show = "mostrar"
  }

  package enum Condition: String, CaseIterable, Hashable, Sendable {
    case juridica = "persona_juridica"
    /// The agent is the human.
    case citizen = "ciudadano"
    /// There are data of an earlier time that this person may see.
    case knownData = "datos_conocidos"
    /// There are, and this person has yet to prove whose they are.
    case unprovenData = "datos_sin_comprobar"
    case withoutCode = "sin_codigo"
    case changesTime = "cambia_hora"
    case changesLandline = "cambia_fijo"
    case changesMobile = "cambia_celular"
    case changesEmail = "cambia_correo"
    case changesAddress = "cambia_direccion"
    case changesCity = "cambia_ciudad"
    /// The month is full in the city that was chosen, and no other is wanted.
    case nothingFree = "sin_cupo"
    case takesOffer = "toma_cupo"
    case declinesOffer = "pasa_cupo"
    case leavesList = "se_retira"
  }

  package let goal: Goal
  package let items: [Item]

  package static func to(_ goal: Goal) -> Flow {
    switch goal {
    case .book: book
    case .consult: consult
    case .manage: manage
    case .cancel: cancel
    case .modify: modify
    case .resume: resume
    case .wait: wait
    case .turn: turn
    }
  }

  /// The questions of the way, whether they apply or not.
  package var questions: [Question] { Self.questions(of: items) }

  private static func questions(of items: [Item]) -> [Question] {
    items.flatMap { item -> [Question] in
      switch item {
      case .ask(let question): [question]
      case .store: []
      case .either(let branches): branches.flatMap { questions(of: $0.items) }
      }
    }
  }

  private static func when(_ condition: Condition, _ items: Item...) -> Item {
    .either([Branch(condition: condition, items: items)])
  }

  private static let form: [Item] = [
    .ask(.motive),
    .ask(.consent),
    .ask(.personType),
    .ask(.documentType),
    .ask(.documentNumber),
    .store(.checkDocument),
    when(.unprovenData, .ask(.secondDatum), .store(.prove)),
    when(.knownData, .ask(.knownData)),
    when(.juridica, .ask(.businessName)),
    .ask(.givenNames),
    .ask(.surnames),
    .ask(.landline),
    .ask(.mobile),
    .ask(.email),
    .ask(.address),
    .ask(.department),
    .ask(.city),
    when(.citizen, .ask(.verification)),
  ]

  private static let book = Flow(
    goal: .book,
    items: form + [
      when(.nothingFree, .ask(.waitingWanted)),
      .ask(.appointmentCity),
      .ask(.pointOfContact),
      .ask(.day),
      .ask(.time),
      .store(.hold),
      .ask(.acceptance),
    ])

  private static let consult = Flow(
    goal: .consult,
    items: [
      .ask(.code),
      when(.withoutCode, .ask(.documentType), .ask(.documentNumber), .ask(.secondDatum)),
      .store(.lookUp),
      .store(.show),
    ])

  private static let manage = Flow(goal: .manage, items: [.ask(.handling)])

  private static let cancel = Flow(
    goal: .cancel,
    items: [
      .ask(.code),
      .ask(.documentType),
      .ask(.documentNumber),
      .store(.lookUp),
      .ask(.cancellation),
    ])

  private static let modify = Flow(
    goal: .modify,
    items: [
      .ask(.code),
      .ask(.documentType),
      .ask(.documentNumber),
      .store(.lookUp),
      .ask(.change),
      .either([
        Branch(
          condition: .changesTime,
          items: [.ask(.day), .ask(.time), .store(.hold), .ask(.acceptance)]),
        Branch(condition: .changesLandline, items: [.ask(.landline), .store(.update)]),
        Branch(condition: .changesMobile, items: [.ask(.mobile), .store(.update)]),
        Branch(condition: .changesEmail, items: [.ask(.email), .store(.update)]),
        Branch(condition: .changesAddress, items: [.ask(.address), .store(.update)]),
        Branch(
          condition: .changesCity, items: [.ask(.department), .ask(.city), .store(.update)]),
      ]),
    ])

  private static let wait = Flow(
    goal: .wait,
    items: form + [
      .ask(.waitingCity),
      .ask(.waitingDays),
      .ask(.waitingPart),
      .ask(.waitingPreference),
      .store(.join),
    ])

  private static let turn = Flow(
    goal: .turn,
    items: [
      .ask(.documentType),
      .ask(.documentNumber),
      .ask(.secondDatum),
      .store(.lookUp),
      .ask(.turn),
      .either([
        Branch(condition: .takesOffer, items: [.store(.takeUp), .ask(.acceptance)]),
        Branch(condition: .declinesOffer, items: [.store(.decline)]),
        Branch(condition: .leavesList, items: [.store(.leave)]),
      ]),
    ])

  private static let resume = Flow(
    goal: .resume,
    items: [
      .ask(.documentType),
      .ask(.documentNumber),
      .ask(.secondDatum),
      .store(.lookUp),
    ])
}
