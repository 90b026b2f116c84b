internal import Domain
internal import Embedded

/// What a phrase of `prompts/ordenes.txt` is about, by its sections. A phrase may be in several.
struct Senses: OptionSet, Hashable, Sendable {
  let rawValue: UInt64

  // A request.
  static let back = Self(bit: 0)
  /// «Vuelva y…»: back, or again, as what follows says.
  static let anew = Self(bit: 1)
  static let again = Self(bit: 2)
  static let tell = Self(bit: 3)
  static let help = Self(bit: 4)
  static let leave = Self(bit: 5)
  static let menu = Self(bit: 6)
  static let summary = Self(bit: 7)
  static let show = Self(bit: 8)
  static let data = Self(bit: 9)
  static let services = Self(bit: 10)
  static let list = Self(bit: 11)
  static let adviser = Self(bit: 12)
  static let somebody = Self(bit: 13)
  static let talk = Self(bit: 14)
  static let machine = Self(bit: 15)
  static let appointment = Self(bit: 16)
  static let cancel = Self(bit: 17)
  static let move = Self(bit: 18)
  static let book = Self(bit: 19)
  static let newAppointment = Self(bit: 20)
  static let consult = Self(bit: 21)
  static let whenWas = Self(bit: 22)
  static let own = Self(bit: 23)
  static let places = Self(bit: 24)
  static let thereIs = Self(bit: 25)
  static let whenFree = Self(bit: 26)
  static let time = Self(bit: 27)
  static let beforePlace = Self(bit: 28)
  /// Also means `leave`.
  static let farewell = Self(bit: 52)
  /// To be told when a place is free.
  static let waitingList = Self(bit: 53)
  /// One's turn in the waiting list.
  static let turn = Self(bit: 54)

  // A correction.
  static let change = Self(bit: 29)
  static let wrong = Self(bit: 30)
  /// Wrong only together with a field.
  static let isNot = Self(bit: 31)
  static let except = Self(bit: 32)
  static let spelling = Self(bit: 33)
  static let other = Self(bit: 34)
  static let otherHour = Self(bit: 35)
  static let otherDay = Self(bit: 36)
  static let moved = Self(bit: 37)
  static let otherNumber = Self(bit: 38)
  static let datum = Self(bit: 39)
  static let field = Self(bit: 40)
  static let rather = Self(bit: 44)

  // Around it.
  static let filler = Self(bit: 41)
  /// Sounds like a request and is none.
  static let nothing = Self(bit: 42)
  /// Also the name of a person.
  static let name = Self(bit: 43)

  // Agreement.
  static let yes = Self(bit: 46)
  static let yesVerb = Self(bit: 47)
  static let no = Self(bit: 48)
  static let doubt = Self(bit: 49)
  /// Something else has to be so.
  static let condition = Self(bit: 55)
  static let wait = Self(bit: 50)
  /// Nothing after a yes.
  static let emphasis = Self(bit: 51)

  private init(bit: UInt64) { rawValue = 1 << bit }

  init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The sections about requests and what they mean.
  static let ofRequests: [(key: String, senses: Senses)] = [
    ("pedido.volver", .back), ("pedido.vuelva", .anew), ("pedido.repetir", .again),
    ("pedido.decir", .tell), ("pedido.ayuda", .help), ("pedido.salir", .leave),
    ("pedido.despedida", .farewell), ("pedido.lista_de_espera", .waitingList),
    ("pedido.turno", .turn),
    ("pedido.menu", .menu), ("pedido.resumen", .summary), ("pedido.mostrar", .show),
    ("pedido.datos", .data), ("pedido.servicios", .services), ("pedido.lista", .list),
    ("pedido.persona", .adviser), ("pedido.alguien", .somebody), ("pedido.hablar", .talk),
    ("pedido.maquina", .machine), ("pedido.cita", .appointment), ("pedido.cancelar", .cancel),
    ("pedido.mover", .move), ("pedido.agendar", .book), ("pedido.pedir_cita", .newAppointment),
    ("pedido.consultar", .consult), ("pedido.cuando_era", .whenWas), ("pedido.propia", .own),
    ("pedido.disponibilidad", .places), ("pedido.hay", .thereIs),
    ("pedido.cuando_libre", .whenFree), ("pedido.tiempo", .time),
    ("pedido.en_lugar", .beforePlace), ("corregir.cambiar", .change), ("corregir.mal", .wrong),
    ("corregir.no_es", .isNot), ("corregir.menos", .except), ("corregir.deletreo", .spelling),
    ("corregir.otro", .other), ("corregir.prefiere", .rather),
    ("corregir.otra_hora", .otherHour),
    ("corregir.otro_dia", .otherDay), ("corregir.mudanza", .moved),
    ("corregir.otro_numero", .otherNumber), ("corregir.un_dato", .datum),
    ("pedido.relleno", .filler), ("pedido.nada", .nothing), ("pedido.tambien_nombre", .name),
  ]

  /// The sections about yes and no.
  static let ofAgreement: [(key: String, senses: Senses)] = [
    ("si", .yes), ("si.verbo", .yesVerb), ("no", .no), ("si_no.duda", .doubt),
    ("si_no.condicion", [.doubt, .condition]),
    ("si_no.enfasis", .emphasis), ("si_no.relleno", .filler), ("espera", .wait),
  ]

  /// What says yes or no to that question only.
  static func ofAgreement(to question: Question) -> [(key: String, senses: Senses)] {
    [("si." + question.rawValue, .yesVerb), ("no." + question.rawValue, .no)]
  }
}

/// Phrases as they sound, found in a line in one pass. A word of a phrase that ends in a dash is a
/// stem: it stands for every form of its verb, with pronouns or without.
struct Lexicon: Sendable {
  /// A run of words that is in the lexicon, or one word that is not.
  struct Span {
    let words: Range<Int>
    var senses: Senses
    var field: Question?

    func means(_ any: Senses) -> Bool { !senses.isDisjoint(with: any) }
    /// Not in the lexicon, or only as a name.
    var isUnknown: Bool { senses.subtracting(.name).isEmpty }
  }

  let keys: [String]
  /// What the phrases of each section mean, and the field that they name.
  private let meanings: [(senses: Senses, field: Question?)]
  /// The words of all phrases as they sound, each with a blank or, for a stem, a dash after it; noted
  /// of a phrase is whether it has a stem. A bucket is the first two bytes of the first word.
  let table: PhraseTable

  /// The phrases of those sections and the names of those fields.
  init(_ sections: [(key: String, senses: Senses)], fields: [Question] = []) {
    keys = sections.map(\.key) + fields.map(\.fieldKey)
    meanings = sections.map { ($0.senses, nil) } + fields.map { (.field, $0) }
    table = .ofSounds(under: keys)
  }

  /// What those words of the line are made of, from the left, always by the longest phrase of this or
  /// `other`.
  func spans(of words: ArraySlice<String>, in line: Line, with other: Lexicon? = nil) -> [Span] {
    let sounds = line.heardWords[words.startIndex..<words.endIndex]
    let typed = line.wordsOfEmail
    let breaks = line.breaks
    var spans: [Span] = []
    spans.reserveCapacity(words.count)
    var start = words.startIndex
    while start < words.endIndex {
      var span = Span(words: start..<(start + 1), senses: [], field: nil)
      if !typed.contains(start) {
        // No phrase goes on after a comma.
        let end = breaks.first { $0 > start } ?? words.endIndex
        let clause = sounds[start..<min(end, words.endIndex)]
        extend(&span, over: clause)
        other?.extend(&span, over: clause)
      }
      spans.append(span)
      start += span.words.count
    }
    return spans
  }

  /// Makes `span` that of the longest phrase at the beginning, if it is as long as `span` at least.
  private func extend(_ span: inout Span, over sounds: ArraySlice<[UInt8]>) {
    guard let first = sounds.first else { return }
    let bucket = PhraseTable.bucket(ofSounds: first[...])
    var isByStem = span.senses.isEmpty
    var extended = span
    table.withPhrases(of: bucket..<bucket + 1) { phrases, text in
      for place in phrases.indices {
        let phrase = phrases[place]
        guard phrase.words >= extended.words.count, phrase.words <= sounds.count,
          Self.begins(sounds, with: phrase, of: text)
        else { continue }
        if phrase.words > extended.words.count {
          let start = extended.words.lowerBound
          extended = Span(words: start..<(start + Int(phrase.words)), senses: [], field: nil)
          isByStem = true
        }
        // What is written out is an exception from the stems.
        if phrase.hasStem, !isByStem { continue }
        if !phrase.hasStem, isByStem {
          extended.senses = []
          extended.field = nil
          isByStem = false
        }
        let meaning = meanings[Int(phrase.section)]
        extended.senses.formUnion(meaning.senses)
        extended.field = extended.field ?? meaning.field
      }
    }
    span = extended
  }

  /// What a misspelt word is about: that of the one phrase of one word that is a slip away.
  func senses(nearly word: String) -> (senses: Senses, field: Question?)? {
    let sounds = heard(word.utf8)
    guard sounds.count >= Self.repairedLengthMin else { return nil }
    var found: (senses: Senses, field: Question?)?
    // The first letter is hardly ever the slip.
    let first = PhraseTable.bucket(ofSounds: sounds.prefix(1)) & ~0x1F
    table.withPhrases(of: first..<first + 0x20) { phrases, text in
      for place in phrases.indices where phrases[place].words == 1 {
        let phrase = phrases[place]
        var end = Int(phrase.start)
        while text[end] != wordSign, text[end] != stemSign { end += 1 }
        let count = end - Int(phrase.start)
        guard count >= Self.repairedLengthMin - (phrase.hasStem ? 1 : 0) else { continue }
        let known = (Int(phrase.start)..<end).map { text[$0] }
        let isNear =
          phrase.hasStem
          ? (count - 1...count + 1).contains { length in
            length < sounds.count && isVerbEnding(sounds[length...])
              && isOneSlipAway(Array(sounds[..<length]), known)
          } : isOneSlipAway(sounds, known)
        guard isNear else { continue }
        let meaning = meanings[Int(phrase.section)]
        found = ((found?.senses ?? []).union(meaning.senses), found?.field ?? meaning.field)
      }
    }
    return found
  }

  /// In sounds; a shorter word is a slip away from too many.
  private static let repairedLengthMin = 6

  private static func begins(
    _ words: ArraySlice<[UInt8]>, with phrase: PhraseTable.Phrase, of text: Swift.Span<UInt8>
  ) -> Bool {
    var place = Int(phrase.start)
    for index in words.startIndex..<(words.startIndex + Int(phrase.words)) {
      let word = words[index]
      let letters = word.span
      var length = 0
      while text[place] != wordSign, text[place] != stemSign {
        guard length < letters.count, letters[length] == text[place] else { return false }
        length += 1
        place += 1
      }
      if text[place] == wordSign
        ? length != letters.count : !isVerbEnding(word[length...])
      {
        return false
      }
      place += 1
    }
    return true
  }
}

extension PhraseTable.Phrase {
  fileprivate var hasStem: Bool { note != 0 }
}

/// A word as it sounds; the shortest as they are written, or «q» were «cc».
func heard(_ word: some Collection<UInt8>) -> [UInt8] {
  word.count <= heardAsWrittenMax ? Array(word) : sound(of: word)
}

/// In bytes.
let heardAsWrittenMax = 2
private let wordSign = PhraseTable.wordSign
private let stemSign = PhraseTable.stemSign

extension Question {
  /// The section with the names of the field.
  fileprivate var fieldKey: String { "campo." + rawValue }
}

// MARK: Forms of verbs

/// Whether those sounds can follow the stem of a verb: «-ame», «-iendo», «-arlos».
private func isVerbEnding(_ sounds: ArraySlice<UInt8>) -> Bool {
  if verbEndings.contains(where: { $0.elementsEqual(sounds) }) { return true }
  return pronouns.contains { pronoun in
    sounds.count > pronoun.count && sounds.suffix(pronoun.count).elementsEqual(pronoun)
      && isVerbEnding(sounds.dropLast(pronoun.count))
  }
}

/// As they sound, without accents; those of usted, tú and vos.
private let verbEndings: [[UInt8]] = [
  "a", "e", "i", "o", "as", "es", "is", "an", "en", "amos", "emos", "imos", "amo", "emo", "ar",
  "er", "ir", "ando", "iendo", "yendo", "ado", "ada", "ados", "adas", "ido", "ida", "idos",
  "idas", "e", "aste", "iste", "io", "aron", "ieron", "aba", "aban", "ia", "ian", "are", "ere",
  "ire", "ara", "era", "aria", "eria", "iria", "iera", "iese", "ame", "eme",
].map { Array($0.utf8) }

private let pronouns: [[UInt8]] = [
  "me", "te", "se", "nos", "le", "les", "lo", "la", "los", "las",
].map { Array($0.utf8) }
