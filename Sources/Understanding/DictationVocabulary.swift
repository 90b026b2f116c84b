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
    case or
  }

  static let numberParts = Phrases<NumberPart>([
    ("dictado.pausa", .pause), ("dictado.separador", .separator), ("dictado.guion", .dash),
    ("dictado.mas", .plus), ("dictado.doble", .double), ("dictado.triple", .triple),
    ("dictado.no", .no), ("dictado.o", .or),
  ])
  static let numberLabels = Phrases("dictado.etiqueta")
  static let issuedIn = Phrases("dictado.expedida")

  static let withoutLandline = Phrases<WithoutLandline>([
    ("sin_fijo.niega", .denies), ("sin_fijo.solo", .only), ("sin_fijo.celular", .mobile),
    ("sin_fijo.palabra", .word),
  ])
  static let hasNoLandline = Phrases("sin_fijo.frase")
  static let phoneExtension = Phrases("telefono.extension")
  static let notWholeNumber = Phrases("dictado.parte")
  static let withoutDatum = Phrases<Bool>([("sin_dato.niega", true), ("sin_dato.palabra", false)])
  static let beforeSum = Phrases("verificacion.antes")

  static let letters = Phrases<String>(
    (Array("abcdefghijklmnñopqrstuvwxyz").map(String.init) + ["ll", "rr"]).map {
      ("letra." + $0, $0)
    })
  static let commonLetterNames = Phrases("letra.comun")
  static let alsoWords = Phrases("letra.palabra")
  static let beforeLetter = Phrases("letra.antes")
  static let ofLetter = Phrases("letra.de")
  static let doubledLetter = Phrases("letra.doble")
  static let withLetter = Phrases("letra.con")

  static let emailSigns = Phrases<String>([
    ("correo.arroba", "@"), ("correo.punto", "."), ("correo.guion", "-"),
    ("correo.guion_bajo", "_"), ("correo.mas", "+"),
  ])
  static let emailFiller = Phrases("correo.relleno")
  static let hasNoEmail = Phrases("correo.no_hay")
  static let beforeEmail = Phrases("correo.antes")
  static let notInEmail = Phrases("correo.ajeno")
  static let providers = Phrases<String>(
    [
      "gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com", "live.com", "msn.com",
    ].map { ("proveedor." + $0, $0) })

  static let beforeName = Phrases("nombre.antes")
  static let notInName = Phrases("nombre.ajeno")
  static let noName = Phrases("nombre.ajeno_frase")
  static let alsoNames = Phrases("nombre.tambien")
  static let talk = Phrases(
    [
      "charla", "si", "no", "ninguna", "no_lo_tiene",
      "relleno.antes", "relleno.despues", "relleno.cortesia", "dictado.pausa",
    ].map { ($0, true) })
  static let beforeBusiness = Phrases("razon_social.antes")

  static let notInAddress = Phrases("direccion.ajeno")
  static let afterName = Phrases("nombre.pista")
  static let beforeAddress = Phrases("direccion.antes")
  static let addressSigns = Phrases<String>([("direccion.signo", "#"), ("direccion.guion", "-")])
  static let beforeAddressNumber = Phrases("direccion.antes_de_numero")
  static let beforeAddressLetter = Phrases("direccion.antes_de_letra")
  static let waysWithOrdinal = Phrases("direccion.via")
  static let tenth = Phrases("direccion.decima")

  static let beforePlace = Phrases("lugar.antes")
  static let afterPlace = Phrases("lugar.despues")
  static let nearPlace = Phrases("lugar.cerca")
  static let shortPlaceWords = Phrases<String>(
    ["puerto", "santa", "santo", "san"].map { ("lugar.corto." + $0, $0) })

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
    word.utf8.count <= 20 ? numberWords[sound(of: word.utf8)] : nil
  }

  /// Under their sounds.
  private static let numberWords: [[UInt8]: NumberWord] = {
    var words: [[UInt8]: NumberWord] = [:]
    func add(_ key: String, _ meaning: NumberWord) {
      for line in text(under: key).split(separator: "\n") {
        let phrase = foldedWords(String(line))
        if phrase.count == 1 {
          let sound = sound(of: phrase[0].text.utf8)
          words[sound] = words[sound] ?? meaning
        }
      }
    }
    for number in Array(0...30) + stride(from: 40, through: 90, by: 10) {
      let isTens = number >= 10 && number % 10 == 0
      add("numero.\(number)", number < 10 ? .unit(number) : isTens ? .tens(number) : .teen(number))
    }
    add("numero.100", .hundreds(100, joins: false))
    add("dictado.ciento", .hundreds(100, joins: true))
    for number in stride(from: 200, through: 900, by: 100) {
      add("dictado.numero.\(number)", .hundreds(number, joins: true))
    }
    add("dictado.mil", .thousand)
    add("dictado.millon", .million)
    add("dictado.y", .and)
    for number in 0...9 { add("dictado.plural.\(number)", .plural(number)) }
    // «treintaicinco», «ochentidós», «veinti tres» as one word.
    let units = words.compactMap { word, meaning -> ([UInt8], Int)? in
      if case .unit(let value) = meaning, value > 0 { (word, value) } else { nil }
    }
    for (word, meaning) in words {
      guard case .tens(let tens) = meaning, tens >= 20 else { continue }
      for link in ["i", "ai", "ei", "a", ""] {
        for (unit, value) in units {
          let joined = word.dropLast() + Array(link.utf8) + unit
          words[Array(joined)] = words[Array(joined)] ?? .teen(tens + value)
        }
      }
    }
    return words
  }()

  static var dictationKeysRead: [String] {
    [
      numberParts.keys, numberLabels.keys, issuedIn.keys, withoutLandline.keys, hasNoLandline.keys,
      phoneExtension.keys, notWholeNumber.keys, withoutDatum.keys,
      beforeSum.keys, letters.keys, commonLetterNames.keys, alsoWords.keys, beforeLetter.keys,
      ofLetter.keys,
      doubledLetter.keys, withLetter.keys, emailSigns.keys, emailFiller.keys, hasNoEmail.keys,
      beforeEmail.keys,
      notInEmail.keys, providers.keys, beforeName.keys, notInName.keys, noName.keys,
      alsoNames.keys, talk.keys, beforeBusiness.keys, beforeAddress.keys, notInAddress.keys,
      afterName.keys, addressSigns.keys, beforeAddressNumber.keys,
      beforeAddressLetter.keys, waysWithOrdinal.keys, tenth.keys, beforePlace.keys, afterPlace.keys,
      nearPlace.keys,
      shortPlaceWords.keys,
      ["dictado.ciento", "dictado.mil", "dictado.millon", "dictado.y"],
      stride(from: 200, through: 900, by: 100).map { "dictado.numero.\($0)" },
      (0...9).map { "dictado.plural.\($0)" },
    ].flatMap { $0 }
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
