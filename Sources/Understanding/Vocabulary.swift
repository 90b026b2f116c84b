internal import Domain
internal import Embedded

/// Phrases and what each of them means.
///
/// Of `Meaning` is asked what it is only where that is used: each check of it at run time takes as
/// long as to read a hundred phrases (Swift 6.3).
struct Phrases<Meaning: Sendable>: Sendable {
  /// The sections of the vocabulary that it is made of.
  let keys: [String]
  /// What the phrases of each section mean.
  private let meanings: [Meaning]
  /// The words of all phrases, folded, with a blank after each; noted of a phrase are the bytes of its
  /// first word.
  let table: PhraseTable
  private typealias Phrase = PhraseTable.Phrase

  /// The phrases of those sections; a phrase that comes twice means the first.
  init(_ sections: [(key: String, meaning: Meaning)]) {
    keys = sections.map(\.key)
    meanings = sections.map(\.meaning)
    table = .ofWords(under: keys)
  }

  /// All words that occur in the phrases, each once.
  var words: Set<String> {
    var words: Set<String> = []
    table.forEachWord { words.insert($0) }
    return words
  }

  /// Calls `body` with the words that are phrases of their own, in the order of the vocabulary.
  func forEachWord(_ body: (_ word: [UInt8], Meaning) -> Void) {
    table.withPhrases(of: 0..<table.bucketCount) { phrases, text in
      let words = phrases.indices.filter { phrases[$0].words == 1 }
      for place in words.sorted(by: { phrases[$0].start < phrases[$1].start }) {
        let phrase = phrases[place]
        let start = Int(phrase.start)
        let word = (start..<start + Int(phrase.note)).map { text[$0] }
        body(word, meanings[Int(phrase.section)])
      }
    }
  }

  /// The words that are phrases of their own with such a meaning.
  func words(where isMeant: (Meaning) -> Bool) -> Set<String> {
    var words: Set<String> = []
    forEachWord { word, meaning in
      if isMeant(meaning) { words.insert(String(decoding: word, as: UTF8.self)) }
    }
    return words
  }

  /// What the words mean as one phrase.
  func whole(_ words: ArraySlice<String>) -> Meaning? {
    guard words.count <= wordsMax else { return nil }
    return longest(in: words, wordsMin: words.count).map { meanings[Int($0.section)] }
  }

  /// What the words mean as one phrase, if that is meant there.
  func whole(_ words: ArraySlice<String>, where isMeant: (Meaning) -> Bool) -> Meaning? {
    guard words.count <= wordsMax else { return nil }
    return longest(in: words, wordsMin: words.count) { isMeant(meanings[Int($0.section)]) }
      .map { meanings[Int($0.section)] }
  }

  /// The longest phrase at the beginning, and the words after it.
  func leading(_ words: ArraySlice<String>) -> (meaning: Meaning, rest: ArraySlice<String>)? {
    longest(in: words, wordsMin: 1).map {
      (meanings[Int($0.section)], words.dropFirst(Int($0.words)))
    }
  }

  /// The longest phrase at the beginning that has that many words at least.
  private func longest(
    in words: ArraySlice<String>, wordsMin: Int, where isMeant: (Phrase) -> Bool = { _ in true }
  ) -> Phrase? {
    guard let first = words.first?.utf8, let initial = first.first else { return nil }
    var longest: Phrase?
    func look(_ bucket: Int) {
      table.withPhrases(of: bucket..<bucket + 1) { phrases, text in
        for place in phrases.indices {
          let phrase = phrases[place]
          if Int(phrase.note) == first.count, phrase.words >= wordsMin,
            phrase.words <= words.count, phrase.words > (longest?.words ?? 0),
            text[Int(phrase.start)] == initial, Self.begins(words, with: phrase, of: text),
            isMeant(phrase)
          {
            longest = phrase
          }
        }
      }
    }
    let count = table.bucketCount
    if count > 1, wordsMax > 1, words.count > 1,
      let second = words[words.startIndex + 1].utf8.first
    {
      look(PhraseTable.bucket(initial, first.count, second, of: count))
    }
    if count == 1 || wordsMin <= 1, longest == nil {
      look(PhraseTable.bucket(initial, first.count, 0, of: count))
    }
    return longest
  }

  private var wordsMax: Int { table.wordsMax }

  private static func begins(
    _ words: ArraySlice<String>, with phrase: Phrase, of text: Span<UInt8>
  ) -> Bool {
    var place = Int(phrase.start)
    for index in words.startIndex..<(words.startIndex + Int(phrase.words)) {
      let word = words[index].utf8
      let end = place + word.count
      guard end < text.count, text[end] == UInt8(ascii: " ") else { return false }
      for letter in word {
        guard text[place] == letter else { return false }
        place += 1
      }
      place += 1
    }
    return true
  }

  /// The words before the longest phrase at the end, and it.
  func trailing(_ words: ArraySlice<String>) -> (meaning: Meaning, rest: ArraySlice<String>)? {
    for count in stride(from: min(wordsMax, words.count), to: 0, by: -1) {
      if let meaning = whole(words.suffix(count)) { return (meaning, words.dropLast(count)) }
    }
    return nil
  }

  /// The words after every phrase at the beginning.
  func dropping(_ words: ArraySlice<String>) -> ArraySlice<String> {
    var words = words
    while let (_, rest) = leading(words) { words = rest }
    return words
  }

}

extension Phrases where Meaning: Equatable {
  func contains(meaning: Meaning) -> Bool { meanings.contains(meaning) }

  /// What occurs among the words, each once, in order; of overlapping phrases the longest from the
  /// left, so that «saldo a favor» is not also «saldo».
  func found(in words: ArraySlice<String>) -> [Meaning] {
    var found: [Meaning] = []
    var words = words
    while !words.isEmpty {
      if let (meaning, rest) = leading(words) {
        if !found.contains(meaning) { found.append(meaning) }
        words = rest
      } else {
        words = words.dropFirst()
      }
    }
    return found
  }
}

extension Phrases where Meaning == Bool {
  /// The phrases of one section: found or not.
  init(_ key: String) {
    self.init([(key, true)])
  }

  func contains(_ words: ArraySlice<String>) -> Bool { whole(words) != nil }
}

/// The words of `prompts/ordenes.txt` and `prompts/vocabulario*.txt`, read when first used.
enum Vocabulary {
  /// Its files are among those of `PhraseTables`, by which it is known whether the tables that were
  /// made beforehand are those of the texts.
  private static let sections = Folder.prompts.sections(
    "ordenes.txt", "vocabulario.txt", "vocabulario_dictado.txt", "vocabulario_fechas.txt",
    "vocabulario_servicios.txt")

  /// What only an agent's line needs.
  static let agentSections = Folder.prompts.sections(
    "vocabulario_nombres.txt", "vocabulario_siglas.txt")

  /// Lends each line of the section.
  static func forEachLine(under key: String, _ body: (ArraySlice<UInt8>) -> Void) {
    guard sections.forEachLine(under: key, body) || agentSections.forEachLine(under: key, body)
    else {
      preconditionFailure("the vocabulary has no section \(key)")
    }
  }

  /// Lends the section as it stands, comments and all.
  static func withBody(under key: String, _ body: (Span<UInt8>) -> Void) {
    guard sections.withBody(under: key, body) || agentSections.withBody(under: key, body)
    else {
      preconditionFailure("the vocabulary has no section \(key)")
    }
  }

  // Orders.
  static let orders = Phrases<Order>([
    ("orden.ayuda", .help), ("orden.repetir", .again), ("orden.volver", .back),
    ("orden.resumen", .summary), ("orden.lista", .list), ("orden.salir", .leave),
    ("orden.corregir", .correct(nil)), ("empezar.continuar", .begin(.resume)),
  ])
  static let leaving = Phrases("orden.salir_salvo_nombres")
  static let requests = Lexicon(Senses.ofRequests, fields: namedFields)
  static let namedFields = Question.allCases.filter {
    ![
      .menuOption, .verification, .acceptance, .handling, .secondDatum, .change, .cancellation,
      .knownData, .waitingWanted, .turn,
    ].contains($0)
  }
  static let fields = Phrases(namedFields.map { ("campo." + $0.rawValue, $0) })
  static let fillerBefore = Phrases([("relleno.antes", true), ("relleno.cortesia", true)])
  static let fillerAfter = Phrases([("relleno.despues", true), ("relleno.cortesia", true)])
  static let articles = Phrases("relleno.articulo")

  // Any question.
  static let no = Phrases("no")
  static let none = Phrases("ninguna")
  /// A yes or a no that nobody could mean otherwise, in any conversation.
  static let plainAgreements = Phrases([("llano.si", true), ("llano.no", false)])
  static let namesOfOrders = Phrases("llano.nombre_y_pedido")
  static let townsAndCountries = Phrases("llano.municipio_y_pais")
  static let extremes = Phrases<Reading>([
    ("primera", .first), ("ultima", .last), ("cualquiera", .any),
  ])
  static let ordinals = Phrases((1...9).map { ("ordinal.\($0)", $0) })
  static let beforeOrdinal = Phrases("ordinal.antes")
  static let afterOrdinal = Phrases("ordinal.despues")
  static let middle = Phrases("ordinal.mitad")

  // What is told of other things.
  static let otherDays = Phrases("tiempo.de_otra_cosa")
  static let afterWhat = Phrases("tiempo.despues_de_que")
  static let countedThings = Phrases("tiempo.contado")
  static let countedUnits = Phrases("tiempo.unidad")
  static let hours = Phrases("tiempo.horas_contadas")
  static let otherMatters = Phrases("motivo.de_otra_cosa")
  static let asksDebt = Phrases("motivo.que_debe")
  static let otherWishes = Phrases("opcion.de_otra_cosa")

  // Choices.
  static let menuOptions = Phrases(MenuOption.allCases.map { ("opcion." + $0.rawValue, $0) })
  static let personTypes = Phrases(PersonType.allCases.map { ("tipo_persona." + $0.rawValue, $0) })
  /// What the company of somebody else does, or one's own of before.
  static let companyOfOthers = Phrases("tipo_persona.ajena")
  /// They say it where nothing else is said: «quiero una persona» is no answer.
  static let wholePersonTypes = Phrases<PersonType>([("tipo_persona.natural_sola", .natural)])
  static let documentTypes = Phrases(
    DocumentType.allCases.map { ("tipo_documento." + $0.rawValue, $0) })
  static let handlings = Phrases(Handling.allCases.map { ("gestion." + $0.rawValue, $0) })
  static let changes = Phrases(Change.allCases.map { ("cambio." + $0.rawValue, $0) })
  static let withoutIt = Phrases("no_lo_tiene")
  /// Verbs that tell what somebody says, and whether it is one who says it.
  static let reporting = Phrases([("dicho.verbo", true), ("dicho.verbo_plural", false)])
  /// A verb that tells of somebody else, as that person would say it.
  static let firstPerson = rewriting("persona.")
  /// A word written in haste, and how it is written in full.
  static let writtenShort = rewriting("escrito.")

  /// Phrases by what stands in their label: they say it otherwise.
  private static func rewriting(_ prefix: String) -> Phrases<String> {
    Phrases(
      sections.keys.filter { $0.hasPrefix(prefix) }.sorted().map {
        ($0, String($0.dropFirst(prefix.count).replacing("_", with: " ")))
      })
  }
  static let beforeWish = Phrases("decision.deseo")
  static let beforeDecision = Phrases("decision.antes")
  static let behindDecision = Phrases("decision.despues")
  static let beginsClause = Phrases("decision.frase")
  static let beforeThat = Phrases("decision.verbo_que")
  static let onlyThis = Phrases("decision.solo")
  static let looking = Phrases("decision.mirar")
  static let obligations = Phrases("decision.toca")
  static let someTelephone = Phrases("telefono.cualquiera")
  static let bothTelephones = Phrases("telefono.ambos")
  static let joiningFields = Phrases("campo.entre")
  static let beforeCheckDigit = Phrases("numero_documento.digito")
  static let `is` = Phrases("relleno.es")
  static let waitingAnywhere = Phrases("lista_espera.cualquiera")
  static let waitingParts = Phrases(PartOfDay.allCases.map { ("lista_franja." + $0.rawValue, $0) })
  static let turnChoices = Phrases(TurnChoice.allCases.map { ("lista_gestion." + $0.rawValue, $0) })
  static let acceptances = Phrases(Acceptance.allCases.map { ("aceptar." + $0.rawValue, $0) })

  private static let unlikeChoices = Phrases("eleccion.otras_palabras")
  /// The words of the closed questions, behind misspelt ones.
  static let choiceSpelling = Spelling(
    of: [
      menuOptions.words, personTypes.words, documentTypes.words, handlings.words, changes.words,
      acceptances.words, unlikeChoices.words,
    ].reduce(into: []) { $0.formUnion($1) })
  /// One of several documents is meant.
  static let unclearDocuments = Phrases<[DocumentType]>([
    (
      "tipo_documento.algun_permiso",
      [.permisoPorProteccionTemporal, .permisoEspecialDePermanencia]
    ),
    ("tipo_documento.alguna_tarjeta", [.tarjetaDeIdentidad, .tarjetaDeExtranjeria]),
  ])
  /// Short forms of a document that are pronouns in a sentence.
  static let alsoPronouns = Phrases("tipo_documento.tambien_pronombre")
  static let foreign = Phrases("tipo_documento.de_otro_pais")
  /// They are called as a document is, and are none of a person's.
  static let otherPapers = Phrases("tipo_documento.otro_papel")
  /// The document is not there yet, or another one is given instead.
  static let notAtHand = Phrases("tipo_documento.sin_tener")
  /// With them begins what is said of another one.
  static let beginsOther = Phrases("tipo_documento.otra_frase")
  /// With them what is denied is over.
  static let endsOfDenial = Phrases("opcion.sino")
  static let wishes = Phrases("opcion.quiere")
  static let appointmentNouns = Phrases("pedido.cita")
  /// What is paid when it is «cancelado».
  static let debts = Phrases("opcion.deuda")
  static let both = Phrases("eleccion.ambas")
  static let alsoOther = Phrases("eleccion.y_otra")
  static let kin = Phrases("eleccion.pariente")
  static let denials = Phrases("eleccion.niega")
  static let betweenDenial = Phrases("eleccion.es")
  static let unsure = Phrases("eleccion.duda")
  /// Right before the person whose matter it is.
  static let forCompany = Phrases("eleccion.a_nombre_de")
  static let onBehalf = Phrases("eleccion.para_quien")

  // What is said around the matter; its examples are read by `ServiceTraining`.
  static let negations = Phrases("servicios.negacion")
  static let contrasts = Phrases("servicios.contraste")
  static let takingBack = Phrases("servicios.mejor")
  static let joiners = Phrases("servicios.une")
  static let setPhrases = Phrases("servicios.frase_hecha")

  static let hearingMore = Phrases("oir.mas")
  /// What asks which one is meant, or which there are.
  static let which = Phrases("oir.cual")
  static let whichThere = Phrases("oir.cuales")
  /// The last letters of a verb that is said to somebody familiar, after its vowel: «canceles».
  static let familiarEndings = Phrases("si_no.terminacion_familiar")

  // Yes and no, corrections: prompts/ordenes.txt.
  static let agreements = Lexicon(Senses.ofAgreement)
  /// What says yes or no to that question only; nil where there is none.
  static func ownAgreements(to question: Question) -> Lexicon? {
    switch question {
    case .consent: toConsent
    case .cancellation: toCancellation
    case .knownData: toKnownData
    case .acceptance: toAcceptance
    case .waitingWanted: toWaiting
    case .waitingPreference: toPreference
    default: nil
    }
  }
  /// Signs that say so by themselves.
  static let signs = (
    yes: scalars(under: "si.signo"), no: scalars(under: "no.signo"),
    wait: scalars(under: "espera.signo")
  )
  private static func scalars(under key: String) -> Set<Unicode.Scalar> {
    var scalars: Set<Unicode.Scalar> = []
    forEachLine(under: key) {
      if let scalar = String(decoding: $0, as: UTF8.self).unicodeScalars.first {
        scalars.insert(scalar)
      }
    }
    return scalars
  }
  private static let toConsent = Lexicon(Senses.ofAgreement(to: .consent))
  private static let toCancellation = Lexicon(Senses.ofAgreement(to: .cancellation))
  private static let toKnownData = Lexicon(Senses.ofAgreement(to: .knownData))
  private static let toAcceptance = Lexicon(Senses.ofAgreement(to: .acceptance))
  private static let toWaiting = Lexicon(Senses.ofAgreement(to: .waitingWanted))
  private static let toPreference = Lexicon(Senses.ofAgreement(to: .waitingPreference))
  /// Words of sentences, in no name or address; the second are in addresses and companies' names.
  static let clause = Phrases("pedido.de_frase")
  /// What asks for the meaning of a word that is named.
  static let definitions = Phrases("pedido.que_es")
  static let clauseInName = Phrases("pedido.de_frase_nombre")
  static let companyKinds = Phrases("razon_social.clase")
  static let addressBeginnings = Phrases("direccion.comienzo")
  static let leadingCompanyKinds = Phrases("razon_social.clase_delante")
  static let beforeNewValue = Phrases("corregir.es")
  static let notThis = Phrases("corregir.no")
  static let butThis = Phrases("corregir.sino")
  static let whyToWait = Phrases("espera.porque")
  static let reasons = Phrases("si_no.porque")
  static let butYes = Phrases("si_no.pero")
  static let interrogatives = Phrases("si_no.pregunta")
  /// Behind a comma they take back what was said.
  static let turningBack = Phrases("si_no.mejor")
  /// A yes before a «no» that it only leads to.
  static let leadingToNo = Phrases("si_no.ante_no")
  /// Behind a no that says nothing else.
  static let besideNo = Phrases("si_no.junto_a_no")
  /// In a no at the acceptance that is to its hour.
  static let refusingHour = Phrases("aceptar.no_a_la_hora")
  /// What «no puedo» is said of when no day or hour is named.
  static let refusedNouns = Phrases("aceptar.rechazado")
  /// Before a wish for time, that there is none.
  static let refusingTime = Phrases("espera.sin")
  static let ownName = Phrases("corregir.me_llamo")
  /// Before what is wanted otherwise, and says nothing of it: «espere, dice que…».
  static let beforeChange = Phrases("cambio_dicho.antes")
  /// Behind a «no», what was told before: «no ese».
  static let deniedAlone = Phrases("cambio_dicho.ese")
  /// The day that an appointment has already.
  static let sameDay = Phrases("cambio_dicho.mismo_dia")
  static let saidByOthers = Phrases("si_no.dice_otro")
  /// What makes somebody else the subject of a verb: «él», or «la» before «doctora».
  enum OtherSubject: Hashable, Sendable {
    case pronoun
    case determiner
  }

  static let otherSubjects = Phrases<OtherSubject>([
    ("si_no.otro_sujeto", .pronoun), ("si_no.de_otro", .determiner),
  ])
  /// Who may be the subject behind «la» or «mi»: a person.
  static let persons = Phrases("si_no.persona")
  /// Behind it stands the name of somebody else.
  static let titles = Phrases("si_no.tratamiento")
  /// What somebody else says stands behind.
  static let sayings = Phrases("si_no.dice")
  /// Behind a relative, who says or decides it.
  static let saysOrDecides = Phrases("si_no.otro_dice")
  /// Before a relative, for or of whom it is.
  static let beforeKin = Phrases("si_no.ante_pariente")
  /// Between a subject and its verb.
  static let beforeVerb = Phrases("si_no.ante_verbo")
  static let questionsAtEnd = Phrases("si_no.pregunta_final")
  static let conditionals = Phrases("si_no.si")
  /// Beside which that answer, which is carried out at once, is asked back; nil for other answers.
  static func doubts(of answer: Answer) -> Phrases<Bool>? {
    switch answer {
    case .consent(true): consentDoubts
    case .consent(false): consentRefusalDoubts
    case .cancellation(true): cancellationDoubts
    case .cancellation(false): keepingDoubts
    case .acceptance(.accept): acceptanceDoubts
    case .acceptance(.cancel): refusalDoubts
    case .knownData(true): dataDoubts
    default: nil
    }
  }
  private static let consentDoubts = Phrases([
    ("si_no.dudoso", true), ("autorizacion.dudosa", true),
  ])
  private static let consentRefusalDoubts = Phrases("autorizacion.no_dudosa")
  private static let keepingDoubts = Phrases([("cancelacion.no_dudoso", true)])
  private static let cancellationDoubts = Phrases([
    ("si_no.dudoso", true), ("cancelacion.dudosa", true),
  ])
  private static let acceptanceDoubts = Phrases([
    ("si_no.dudoso", true), ("aceptar.dudosa", true),
  ])
  /// An acceptance that may be a refusal when nothing else is said.
  static let doubtsAlone = Phrases("aceptar.dudosa_sola")
  private static let refusalDoubts = Phrases("aceptar.no_dudoso")
  private static let dataDoubts = Phrases([
    ("si_no.dudoso", true), ("datos_conocidos.dudosa", true),
  ])

  /// What is asked about the appointment.
  static let frequentQuestions = Phrases(
    FrequentQuestion.allCases.filter { !FrequentQuestion.told.contains($0) }
      .map { ("pregunta." + $0.rawValue, $0) })
  static let toldMatters = Phrases(
    FrequentQuestion.told.filter { $0 != .spanOfWait && $0 != .deafness }
      .map { ("pregunta." + $0.rawValue, $0) })
  static let deafness = Phrases("pregunta.sordera")
  /// Where a list may be shown, what turns its pages or takes all of it.
  static let paging = Phrases("lista.pagina")
  static let onlyDays = Phrases("lista_dias.solo")

  // Days, hours and numbers.
  static let marks = Phrases(Mark.sections)
  static let numbers = Phrases(
    (Array(0...30) + stride(from: 40, through: 100, by: 10)).map { ("numero.\($0)", $0) })
  static let beforeNumber = Phrases("numero.antes")
  static let and = Phrases("numero.y")
  static let ordinalEndings = Phrases("tiempo.terminacion_ordinal")
  static let beforeDay = Phrases("tiempo.antes_de_dia")
  static let whichever = Phrases("tiempo.cualquiera_de_ellos")
  static let elseThis = Phrases("tiempo.si_no")
  static let diminutives = Phrases("tiempo.diminutivo")

  /// The tables above.
  static var tables: [any VocabularyTable] {
    [
      otherDays, afterWhat, countedThings, countedUnits, hours, otherMatters, asksDebt, otherWishes,
      plainAgreements, namesOfOrders, townsAndCountries, orders, leaving, requests, fields,
      fillerBefore,
      fillerAfter, articles, no, none, extremes,
      ordinals, beforeOrdinal, afterOrdinal, middle, endsOfDenial, wishes, appointmentNouns, debts,
      both,
      kin, alsoOther, menuOptions, wholePersonTypes, personTypes,
      companyOfOthers,
      documentTypes, acceptances, handlings, changes, waitingAnywhere, waitingParts, turnChoices,
      withoutIt, reporting, firstPerson, writtenShort, beforeWish, beforeDecision, behindDecision,
      beginsClause,
      beforeThat, onlyThis,
      looking,
      obligations, someTelephone, bothTelephones, joiningFields, beforeCheckDigit,
      `is`, marks, numbers, beforeNumber, and, ordinalEndings, beforeDay, diminutives,
      whichever, elseThis,
      foreign, otherPapers, notAtHand, beginsOther, unclearDocuments, alsoPronouns, unlikeChoices,
      leadingCompanyKinds, denials,
      betweenDenial, unsure, onBehalf,
      forCompany,
      negations, contrasts,
      takingBack, setPhrases, joiners, agreements, hearingMore, which, whichThere, familiarEndings,
      clause, definitions, clauseInName,
      addressBeginnings, companyKinds, beforeNewValue, notThis, butThis, whyToWait, reasons, butYes,
      turningBack, interrogatives, ownName, beforeChange, deniedAlone, sameDay, saidByOthers,
      otherSubjects,
      saysOrDecides, beforeKin, beforeVerb, questionsAtEnd, conditionals, consentDoubts,
      cancellationDoubts,
      acceptanceDoubts,
      consentRefusalDoubts, keepingDoubts, doubtsAlone, refusalDoubts, dataDoubts, leadingToNo,
      besideNo, refusingHour,
      refusingTime, refusedNouns,
      persons, titles,
      sayings,
      frequentQuestions, toldMatters, deafness,
      paging, onlyDays,
    ] + Question.allCases.compactMap { ownAgreements(to: $0) } + dictationTables + agentTables
  }

  /// The sections that somebody reads, for the test that none is idle.
  static var keysRead: [String] {
    tables.flatMap(\.keys) + OrderWords.keys + agentKeysRead + [
      "servicios.sin_peso", "servicios.grupos", "servicios.antes", "servicios.despues",
      "servicios.entre", "si.signo", "no.signo", "espera.signo",
    ]
  }

  static var keysPresent: [String] { sections.keys + agentSections.keys }
}
