internal import Domain

/// The words of `prompts/vocabulario_dictado.txt`, read when first used.
extension Vocabulary {
  /// What a word or phrase is in a dictated number.
  enum NumberPart: Hashable, Sendable {
    case pause
    case separator
    case dash
    case plus
    case double
    case triple
    case no
    /// «perdón», «digo»: what was said before is put right.
    case correction
    case or
    /// What was said before is said once more.
    case again

    var takesBack: Bool { self == .no || self == .correction }
  }

  static let numberParts = Phrases<NumberPart>([
    ("dictado.pausa", .pause), ("dictado.separador", .separator), ("dictado.guion", .dash),
    ("dictado.mas", .plus), ("dictado.doble", .double), ("dictado.triple", .triple),
    ("dictado.no", .no), ("dictado.corrige", .correction), ("dictado.o", .or),
    ("dictado.repite", .again),
  ])
  enum PlaceOfLetter: Hashable, Sendable {
    case first
    case inside
    case last
  }

  static let times = Phrases("dictado.veces")
  static let numberLabels = Phrases("dictado.etiqueta")
  static let timeSpans = Phrases("dictado.lapso")
  static let issuedIn = Phrases("dictado.expedida")

  static let withoutLandline = Phrases<WithoutLandline>([
    ("sin_fijo.niega", .denies), ("sin_fijo.solo", .only), ("sin_fijo.celular", .mobile),
    ("sin_fijo.palabra", .word),
  ])
  static let hasNoLandline = Phrases("sin_fijo.frase")
  static let asksWhatFor = Phrases("sin_fijo.pregunta")
  static let phoneExtension = Phrases("telefono.extension")
  static let partOfNumber = Phrases("dictado.fragmento")
  /// All that is said: something of the number is missing.
  static let incomplete = Phrases("dictado.incompleto")
  static let endOfNumber = Phrases("dictado.final")
  static let notWholeNumber = Phrases(
    ["dictado.parte", "dictado.niega", "dictado.fragmento"].map { ($0, true) })
  /// Without the mere denials, which may be of another number.
  static let partOrDoubt = Phrases([("dictado.parte", true), ("dictado.fragmento", true)])
  /// How and when one is reached there.
  static let useOfPhone = Phrases("dictado.uso")
  static let doubtsOfDatum = Phrases("dato.duda")
  static let otherNumbers = Phrases("numero_documento.ajeno")
  /// An amount, a paper or a date: figures that are neither a document nor a telephone.
  static let otherFigures = Phrases("dato.otra_cifra")
  /// Behind whom: they have the datum, or are it.
  static let hasOrIs = Phrases("dato.lo_tiene")
  static let offices = Phrases("dato.de_oficina")
  /// As they are called for whom somebody else fills in.
  static let callers = Phrases("dato.quien_llama")
  /// Before the day on which a document runs out or was issued.
  static let expiry = Phrases("numero_documento.vence")
  /// Behind a number of an e-mail: it is written as a word.
  static let inLetters = Phrases("correo.en_letras")
  static let deceased = Phrases("dato.de_difunto")
  /// It is there, but not remembered.
  static let forgotten = Phrases("sin_dato.olvido")
  static let notKnown = Phrases("sin_dato.no_sabe")
  static let withoutDatum = Phrases<Bool>([("sin_dato.niega", true), ("sin_dato.palabra", false)])
  /// They tell that a number is no longer theirs, or not all of it.
  static let formerNumber = Phrases("dictado.ya_no")
  /// Right before the one that is in use now.
  static let newDatum = Phrases("dato.nuevo")
  /// What is said of a datum that is theirs no longer, or is somebody else's.
  static let formerDatum = Phrases("dato.de_antes")
  static let beforeSum = Phrases("verificacion.antes")

  static let letters = Phrases<String>(
    (Array("abcdefghijklmnñopqrstuvwxyz").map(String.init) + ["ll", "rr", "ch"]).map {
      ("letra." + $0, $0)
    })
  static let commonLetterNames = Phrases("letra.comun")
  static let alsoWords = Phrases("letra.palabra")
  static let beforeLetter = Phrases("letra.antes")
  static let ofLetter = Phrases("letra.de")
  static let doubledLetter = Phrases("letra.doble")
  static let withLetter = Phrases("letra.con")
  static let placeOfLetter = Phrases<PlaceOfLetter>([
    ("letra.lugar_final", .last), ("letra.lugar_inicial", .first), ("letra.lugar", .inside),
  ])
  /// Between two letters: whether the first stands after the second.
  static let besideLetter = Phrases<Bool>([
    ("letra.despues_de", true), ("letra.antes_de", false),
  ])
  /// Behind a name: who or what is called so too.
  static let likenessOfName = Phrases("nombre.como")
  /// Behind a letter, as combining marks.
  static let letterMarks = Phrases<String>([
    ("letra.tilde", "\u{301}"), ("letra.dieresis", "\u{308}"),
  ])
  /// Between the letters of a name.
  static let nameSigns = Phrases<String>([
    ("nombre.espacio", " "), ("correo.guion", "-"), ("correo.punto", "."),
    ("nombre.apostrofo", "'"),
  ])

  static let emailSigns = Phrases<String>([
    ("correo.arroba", "@"), ("correo.punto", "."), ("correo.guion", "-"),
    ("correo.guion_bajo", "_"), ("correo.mas", "+"),
  ])
  /// Between two words they are the sign that stands for them, or themselves.
  static let perhapsSigns = Phrases<String>([
    ("correo.mas_dudoso", "+"), ("correo.menos_dudoso", "-"), ("correo.guion_bajo_dudoso", "_"),
  ])
  static let emailFiller = Phrases("correo.relleno")
  static let hasNoEmail = Phrases("correo.no_hay")
  static let beforeEmail = Phrases("correo.antes")
  /// Alone before an e-mail.
  static let toEmail = Phrases("correo.a")
  /// Right before an e-mail in a sentence: what is sent goes there.
  static let leadsToEmail = Phrases([("correo.antes", true), ("correo.lleva", true)])
  static let afterEmail = Phrases("correo.despues")
  static let ownerOfEmail = Phrases("correo.de_quien")
  static let notInEmail = Phrases("correo.ajeno")
  static let hardlyInEmail = Phrases("correo.dudoso")
  /// Between the hints how an e-mail is written.
  static let betweenHints = Phrases("correo.entre_pistas")
  /// Before a provider that has the mailbox: «rosa87 en gmail».
  static let beforeProvider = Phrases("correo.ante_proveedor")
  static let providers = Phrases<String>(
    [
      "gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com", "live.com", "msn.com",
    ].map { ("proveedor." + $0, $0) })

  static let beforeName = Phrases("nombre.antes")
  static let isCalled = Phrases("nombre.se_llama")
  /// Which of several names is meant.
  enum NameRole: Hashable, Sendable {
    case first
    case second
    case father
    case mother
    case next
  }

  static let betweenNames = Phrases<NameRole>([
    ("nombre.primero", .first), ("nombre.y_segundo", .second), ("nombre.de_papa", .father),
    ("nombre.de_mama", .mother), ("nombre.y_luego", .next),
  ])
  static let beforeTitle = Phrases("nombre.ante_titulo")
  /// What somebody is, before the name; whether that is a surname too.
  static let titlesBeforeName = Phrases<Bool>([
    ("nombre.titulo", false), ("nombre.titulo_o_apellido", true),
  ])
  /// Behind a title, which one it is.
  static let behindTitle = Phrases("nombre.tras_titulo")
  /// Before the first of two names.
  static let beforeFirst = Phrases("nombre.ante_primero")
  /// Between the words of a name; alone they are none.
  static let nameLinks = Phrases("nombre.enlace")
  static let nameParticles = Phrases([("nombre.enlace", true), ("nombre.santo", true)])
  /// Cities and departments that are hardly anybody's name.
  static let cities = Phrases("nombre.ciudad")
  static let townBeginnings = Phrases("nombre.de_pueblo")
  static let romanNumerals = Phrases("nombre.romano")
  static let notInName = Phrases("nombre.ajeno")
  static let noName = Phrases("nombre.ajeno_frase")
  static let alsoNames = Phrases("nombre.tambien")
  static let talk = Phrases(
    [
      "charla", "si", "no", "ninguna", "no_lo_tiene",
      "relleno.antes", "relleno.despues", "relleno.cortesia", "dictado.pausa",
    ].map { ($0, true) })
  static let endOfDictation = Phrases("razon_social.punto")
  static let beforeBusiness = Phrases("razon_social.antes")

  static let notInAddress = Phrases("direccion.ajeno")
  static let afterName = Phrases("nombre.pista")
  /// Behind a name: the same word was said twice.
  static let saidTwice = Phrases("nombre.repetido")
  static let endOfName = Phrases("nombre.despues")
  static let businessNouns = Phrases("razon_social.sustantivo")
  /// Behind «la empresa»: which one, and not what it is called.
  static let whichBusiness = Phrases("razon_social.cual")
  /// Before a company's name: it is called so no longer, or is not theirs.
  static let formerBusiness = Phrases("razon_social.de_antes")
  /// With these a sentence of the company begins, and no name.
  static let sentencesOfBusiness = Phrases("razon_social.frase")
  /// Verbs of such a sentence, and what stands between its beginning and them.
  static let verbsOfBusiness = Phrases("razon_social.verbo")
  static let beforeVerbOfBusiness = Phrases("razon_social.ante_verbo")
  /// What a company is said to be.
  static let describingBusiness = Phrases("razon_social.como_es")
  /// Before a name that is not the caller's: «el contador se llama…».
  static let otherPeople = Phrases("nombre.otro")
  /// Before the name of a company that somebody is not sure of.
  static let doubtOfBusiness = Phrases("razon_social.dudosa")
  /// Before the name that a shop has at its door.
  static let tradeName = Phrases("razon_social.letrero")
  /// How the name is called that the company is registered with.
  static let formalName = Phrases("razon_social.formal")
  static let notInBusiness = Phrases("razon_social.ajeno")
  static let beforeAddress = Phrases("direccion.antes")
  /// In an address they say that something is taken back, or that it is talk.
  static let exclamations = Phrases("direccion.interjeccion")
  /// Behind an address: it is not that one.
  static let deniedAddress = Phrases("direccion.negada")
  static let addressSigns = Phrases<String>([("direccion.signo", "#"), ("direccion.guion", "-")])
  static let beforeAddressNumber = Phrases("direccion.antes_de_numero")
  static let beforeAddressLetter = Phrases("direccion.antes_de_letra")
  static let waysWithOrdinal = Phrases("direccion.via")
  /// Ways that may have a name: «avenida Boyacá».
  static let waysWithName = Phrases("direccion.via_con_nombre")
  static let tenth = Phrases("direccion.decima")
  static let floor = Phrases("direccion.piso")
  static let beforePlate = Phrases("direccion.placa")
  static let wordsOfAddress = Phrases("direccion.palabra")
  /// What is said of an address and is no part of it.
  static let aroundAddress = Phrases("direccion.frase")

  static let beforePlace = Phrases("lugar.antes")
  static let afterPlace = Phrases("lugar.despues")
  static let nearPlace = Phrases("lugar.cerca")
  /// What may stand in the clause of a place and says nothing else of it.
  static let besidePlace = Phrases("lugar.junto")
  /// Behind a place: it is not that one.
  static let rejectsPlace = Phrases("lugar.rechazado")
  /// Before the place of an office: nobody lives there.
  static let officesOfPlace = Phrases("lugar.oficina")
  static let foreignPlaces = Phrases("lugar.extranjero")
  static let foreignStates = Phrases("lugar.extranjero_estado")
  /// Several departments at once, by their codes of DIVIPOLA.
  static let regions = Phrases<[String]>([
    ("lugar.santanderes", ["68", "54"]), ("lugar.eje_cafetero", ["17", "63", "66"]),
    ("lugar.llanos", ["50", "85", "81", "99"]),
  ])
  static let partOfPlace = Phrases("lugar.adjetivo")
  static let capitals = Phrases("lugar.capital")
  static let hasIt = Phrases("dato.si_hay")
  static let deniesOther = Phrases("dato.niega_otra_cosa")
  static let nickname = Phrases("nombre.apodo")
  static let beforeField = Phrases("dato.antes")
  /// Before the name of whoever speaks.
  static let introductions = Phrases("dato.presentacion")
  /// Behind the plate: «sur», «este».
  static let sides = Phrases("direccion.lado")
  /// Between an address and its city.
  static let betweenAddressAndPlace = Phrases("direccion.ante_lugar")
  static let beforeCode = Phrases("lugar.antes_de_codigo")
  static let countries = Phrases("lugar.pais")
  static let ownCountry = Phrases("lugar.este_pais")
  static let anyPlace = Phrases("lugar.cualquiera")
  static let otherPlace = Phrases("lugar.otra")
  static let ownPlace = Phrases("lugar.residencia")
  static let afterAnyPlace = Phrases("lugar.cualquiera_cola")
  /// Whether one lives there, or works, studied or was born there.
  static let residence = Phrases([("lugar.vive", true), ("lugar.otra_parte", false)])
  static let shortPlaceWords = Phrases<String>(
    [
      "puerto", "santa", "santo", "san", "norte", "santander", "cundinamarca", "antioquia", "valle",
      "atlantico", "boyaca", "magdalena", "risaralda", "putumayo",
    ].map { ("lugar.corto." + $0, $0) })

  /// A word of «no tengo fijo, solo celular».
  enum WithoutLandline: Hashable, Sendable {
    case denies
    case only
    case mobile
    case word
  }

  /// What a word is worth in a dictated number; nil for another word.
  static func numberWord(_ word: String) -> NumberWord? {
    // «noventaicinco» is among the longest.
    word.utf8.count <= 20 ? numberWords.meaning(of: sound(of: word.utf8)) : nil
  }

  /// What a word is worth that is a slip away from the one of a number: «sinquenta»; nil for a known
  /// word, and when it may be several.
  static func nearNumberWord(_ word: String) -> NumberWord? {
    guard (5...20).contains(word.utf8.count), numberWord(word) == nil,
      !unlikeNumbers.contains([word]), !word.utf8.contains(where: isDigit)
    else { return nil }
    return numberWords.meaning(nearly: sound(of: word.utf8))
  }

  static let unlikeNumbers = Phrases("dictado.no_es_numero")

  private static let numberWords = NumberWords()
  fileprivate static let wordsOfNumbers = Phrases<NumberWord>(
    (Array(0...30) + stride(from: 40, through: 90, by: 10)).map { number in
      let isTens = number >= 10 && number % 10 == 0
      return (
        "numero.\(number)", number < 10 ? .unit(number) : isTens ? .tens(number) : .teen(number)
      )
    } + [
      ("numero.100", .hundreds(100, joins: false)),
      ("dictado.ciento", .hundreds(100, joins: true)),
    ]
      + stride(from: 200, through: 900, by: 100).map {
        ("dictado.numero.\($0)", .hundreds($0, joins: true))
      } + [("dictado.mil", .thousand), ("dictado.millon", .million), ("dictado.y", .and)]
      + (0...9).map { ("dictado.plural.\($0)", .plural($0)) })

  static var dictationTables: [any VocabularyTable] {
    [
      numberParts, numberLabels, issuedIn, timeSpans, withoutLandline, hasNoLandline, asksWhatFor,
      phoneExtension, notWholeNumber, useOfPhone, withoutDatum, beforeSum, formerNumber, newDatum,
      formerDatum, letters,
      commonLetterNames, alsoWords, beforeLetter, ofLetter, times, partOfNumber, endOfNumber,
      placeOfLetter, besideLetter, likenessOfName, saidTwice, afterEmail, hardlyInEmail,
      betweenNames, floor, beforePlate,
      wordsOfAddress, aroundAddress, exclamations, countries, ownCountry, anyPlace, otherPlace,
      ownPlace, incomplete,
      betweenHints, beforeProvider, perhapsSigns, afterAnyPlace,
      residence, doubledLetter, withLetter, letterMarks, nameSigns, isCalled, emailSigns,
      emailFiller,
      hasNoEmail, beforeEmail, leadsToEmail, toEmail, notInEmail, ownerOfEmail, providers,
      beforeName, beforeTitle, titlesBeforeName, behindTitle, beforeFirst, nameLinks, nameParticles,
      romanNumerals,
      townBeginnings, cities, regions, forgotten, notKnown,
      doubtsOfDatum, otherNumbers, otherFigures, hasOrIs, offices, callers, deceased, expiry,
      inLetters,
      notInName, noName,
      alsoNames, talk, endOfDictation, beforeBusiness, beforeAddress, notInAddress, afterName,
      endOfName,
      notInBusiness, tradeName, formalName, whichBusiness, doubtOfBusiness, formerBusiness,
      sentencesOfBusiness, verbsOfBusiness, beforeVerbOfBusiness, describingBusiness, otherPeople,
      deniedAddress, businessNouns,
      addressSigns,
      beforeAddressNumber,
      beforeAddressLetter,
      waysWithOrdinal, waysWithName, tenth, beforePlace, afterPlace, nearPlace, besidePlace,
      rejectsPlace, officesOfPlace,
      foreignPlaces,
      foreignStates, partOfPlace, capitals, beforeCode, beforeField, introductions,
      sides, betweenAddressAndPlace,
      hasIt,
      deniesOther,
      nickname, shortPlaceWords, unlikeNumbers, wordsOfNumbers,
    ]
  }
}

/// What a word is worth in a dictated number.
enum NumberWord: Hashable, Sendable {
  /// 0 to 9.
  case unit(Int)
  /// 11 to 99 in one word that takes no more.
  case teen(Int)
  case tens(Int)
  /// «Cien» does not join what follows, «ciento» does.
  case hundreds(Int, joins: Bool)
  case thousand
  case million
  case and
  /// «Ceros», after how many of them.
  case plural(Int)
}

/// The words of dictated numbers by their sound. They are few: to look through them takes no longer
/// than to make a dictionary of them and of all that can be joined from two.
private struct NumberWords: Sendable {
  private var words: [(sound: [UInt8], meaning: NumberWord)] = []

  init() {
    words.reserveCapacity(128)
    Vocabulary.wordsOfNumbers.forEachWord { word, meaning in
      words.append((Understanding.sound(of: word), meaning))
    }
  }

  /// Nil when it is none; of a sound that comes twice the first counts.
  func meaning(of sound: [UInt8]) -> NumberWord? {
    words.first { $0.sound == sound }?.meaning ?? joined(sound)
  }

  /// That of the only word that is a slip away.
  func meaning(nearly sound: [UInt8]) -> NumberWord? {
    guard sound.count >= 5 else { return nil }
    var found: NumberWord?
    for word in words where word.sound.count >= 5 && isOneSlipAway(sound, word.sound) {
      guard found == nil || found == word.meaning else { return nil }
      found = word.meaning
    }
    return found
  }

  /// «treintaicinco», «ochentidós», «veinti tres» as one word.
  private func joined(_ sound: [UInt8]) -> NumberWord? {
    for case (let word, .tens(let tens)) in words
    where tens >= 20 && sound.first == word.first && sound.starts(with: word.dropLast()) {
      let rest = sound.dropFirst(word.count - 1)
      for link in ["i", "ai", "ei", "a", ""] where rest.starts(with: link.utf8) {
        let unit = rest.dropFirst(link.utf8.count)
        if case .unit(let value)? = words.first(where: { $0.sound[...] == unit })?.meaning,
          value > 0
        {
          return .teen(tens + value)
        }
      }
    }
    return nil
  }
}
