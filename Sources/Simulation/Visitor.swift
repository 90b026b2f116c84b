internal import Dialogue
internal import Domain
internal import Driver
internal import Store

/// A process at the store: a session there after its first change, and another for each conversation.
class Process {
  let number: Int
  let store: Store
  let isAgent: Bool
  /// As the store numbers it.
  var session: Int?
  var sessions: Set<Int> = []

  /// A busy store is not waited for: nobody else would come to an end meanwhile.
  static let waitMilliseconds = 10

  init(_ number: Int, path: String, actor: Actor) {
    self.number = number
    isAgent = actor.agent != nil
    store = Store(.file(path), actor: actor, waitMilliseconds: Self.waitMilliseconds)
  }

  fileprivate init(_ number: Int, _ store: Store, isAgent: Bool) {
    self.number = number
    self.store = store
    self.isAgent = isAgent
  }
}

/// Somebody at the prompt, or an agent with one caller after another.
final class Visitor: Process {
  enum Purpose: String, CaseIterable {
    case book, consult, cancel, modify, resume, look
    /// Into the waiting list.
    case wait
    /// How it stands with their turn in it, and what is kept for them.
    case turn
    /// With the document of another, of whom nothing may be shown.
    case pry
  }

  var random: SplitMix64
  var sitting: Sitting
  var person: Person
  var purpose: Purpose
  /// Whose data they type.
  var target: Person
  /// Of the appointment that they come for.
  var code: AppointmentCode?
  var callsLeft: Int
  var turnsLeft = 70
  var typed = ""
  /// The last that was said of each field.
  var understood: [Question: Answer] = [:]
  /// Whether data came from an earlier time.
  var hasEarlierData = false
  /// What was told to be held.
  var held: (slot: SlotStart, point: PointOfContact)?
  /// Look-ups in vain.
  var frustrations = 0
  /// The documents that they proved to be theirs.
  var proved: Set<Document> = []

  init(
    _ number: Int, path: String, _ program: Program, isAgent: Bool, person: Person,
    purpose: Purpose, target: Person, code: AppointmentCode?, seed: UInt64, calls: Int, now: Moment
  ) {
    random = SplitMix64(seed: seed)
    self.person = person
    self.purpose = purpose
    self.target = target
    self.code = code
    callsLeft = calls
    let store = Store(
      .file(path), actor: Actor(channel: .terminal, agent: isAgent ? "Ana" : nil),
      waitMilliseconds: Process.waitMilliseconds)
    sitting = Sitting(program, with: store, seed: random.next(), now: now)
    super.init(number, store, isAgent: isAgent)
  }

  func happens(_ percent: Int) -> Bool { happens(perMille: percent * 10) }

  func happens(perMille: Int) -> Bool { Int.random(in: 0..<1000, using: &random) < perMille }

  func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  // MARK: Lines

  func draw(_ ask: Ask) -> Input {
    turnsLeft -= 1
    guard turnsLeft > 0 else { return turnsLeft > -5 ? .line("salir") : .endOfInput }
    if frustrations > 2 { return .line(isAgent && callsLeft > 0 ? "llamada" : "salir") }
    switch Int.random(in: 0..<1000, using: &random) {
    case ..<880: return .line(answer(to: ask))
    case ..<915:
      return .line(
        pick([
          "ayuda", "repetir", "resumen", "servicios", "lista", "disponibilidad",
          "disponibilidad arauca", "corregir", "volver", "volver", "continuar", "asesor",
        ]))
    case ..<945: return .line(correction())
    case ..<960: return .line(pick(["xyzzy plugh", "¿?", "99", "\u{1B}[2J", "sí", "no", "-", ""]))
    case ..<970:
      return .line(
        pick([
          "menú", "agendar una cita", "consultar mi cita", "cancelar mi cita", "cambiar mi cita",
        ]))
    case ..<975: return .interrupted(insistent: happens(20))
    case ..<980: return .line("salir")
    case ..<985: return .endOfInput
    default: return .line(answer(to: ask))
    }
  }

  private func correction() -> String {
    pick([
      "celular " + pick(person.mobiles), "correo " + pick(person.emails), "nombre Luisa",
      "corregir celular " + pick(person.mobiles), "corregir correo", "corregir nombre",
      "corregir dirección", "corregir número de documento", "corregir hora", "hora 2:20 pm",
      "corregir motivo", "corregir ciudad", "ciudad Soacha", "ciudad de la cita Arauca",
      "corregir fijo", "corregir ciudad de la cita", "fecha mañana",
    ])
  }

  private func answer(to ask: Ask) -> String {
    guard case .question(let question) = ask.subject else { return happens(60) ? "no" : "sí" }
    if case .challenge(let challenge) = ask.wording { return String(challenge.sum) }
    if case .another = ask.wording { return isAgent ? "llamada" : pick(["no", "salir"]) }
    if case .proposal(let proposal) = ask.wording {
      return proposal.answers.count == 1
        ? (happens(80) ? "sí" : "no")
        : String(Int.random(in: 1...proposal.answers.count, using: &random))
    }
    switch question {
    case .menuOption:
      switch purpose {
      case .book: return "1"
      case .consult: return "2"
      case .cancel, .modify: return "3"
      case .resume: return "continuar"
      case .look: return pick(["disponibilidad bogotá", "disponibilidad", "4", "salir"])
      case .pry: return pick(["1", "2", "2", "3"])
      case .wait: return pick(["lista de espera", "quiero esperar un cupo", "1"])
      case .turn: return pick(["2", "mi turno", "me guardaron un cupo", "lista de espera"])
      }
    case .motive: return pick(["1", "2", "3", "4", "5", "estado de cuenta"])
    case .consent: return happens(96) ? "sí" : "no"
    case .personType: return target.isCompany ? "jurídica" : "natural"
    case .documentType: return target.isCompany ? "nit" : "cédula"
    case .documentNumber: return happens(97) ? target.document.number.text : "52123456"
    case .businessName: return person.businessName ?? "Flores del Valle S.A.S."
    case .givenNames: return person.givenNames
    case .surnames: return person.surnames
    case .landline: return pick(["no tengo", "no tengo", "6014890000", "4890000"])
    case .mobile: return purpose == .modify ? person.mobiles[1] : person.mobiles[0]
    case .email: return purpose == .modify ? person.emails[1] : person.emails[0]
    case .address: return pick(["calle 26 # 68c-61", "carrera 7 # 12-30 apto 301"])
    case .department: return pick(["Cundinamarca", "bogotá"])
    case .city: return pick(["Soacha", "bogotá"])
    case .verification: return "9"
    case .appointmentCity:
      if happens(5) { return "lista de espera" }
      return happens(85) ? person.city : pick(["Arauca", "Leticia", "Bogotá", "Mocoa", "Cali"])
    case .pointOfContact: return "1"
    case .day:
      return pick(["el primero", "el primero", "el primero", "el último", "mañana", "esta semana"])
    case .time:
      return pick(["la primera", "la primera", "la última", "cualquiera", "8:20", "2:20 pm"])
    case .acceptance: return pick(["1", "1", "1", "1", "1", "aceptar", "aceptar", "2", "3", "3"])
    case .handling: return purpose == .cancel ? "cancelarla" : "cambiarla"
    case .code:
      if purpose == .turn, happens(95) { return "no tengo" }
      if let code, happens(90) { return code.text }
      return happens(90) ? "no tengo" : "0092021777777"
    case .secondDatum:
      if purpose == .turn || purpose == .wait, happens(90) {
        return pick([person.mobiles[0], person.emails[0]])
      }
      return happens(85)
        ? pick([person.mobiles[0], person.emails[0]] + person.mobiles) : "no tengo"
    case .change: return pick(["1", "1", "1", "2", "3", "4", "5", "6"])
    case .cancellation, .knownData: return happens(80) ? "sí" : "no"
    case .waitingWanted: return pick(["1", "1", "2", "3"])
    case .waitingCity: return pick([person.city, person.city, "1", "cualquiera", "Cali"])
    case .waitingDays:
      return pick(["1", "1", "2", "cualquier día", "la otra semana", "hasta el viernes", "mañana"])
    case .waitingPart: return pick(["1", "1", "1", "2", "3"])
    case .waitingPreference: return happens(20) ? "sí" : "no"
    case .turn: return choice(of: ask)
    }
  }

  /// What they do with their turn.
  private func choice(of ask: Ask) -> String {
    let isOffered = ask.options.contains(.turn(.take))
    switch Int.random(in: 0..<100, using: &random) {
    case ..<50 where isOffered: return pick(["1", "tomar"])
    case ..<70 where isOffered: return pick(["2", "pasarlo"])
    case ..<92:
      // They have seen it.
      purpose = .look
      return isOffered ? "3" : "1"
    default: return isOffered ? "4" : "2"
    }
  }
}
