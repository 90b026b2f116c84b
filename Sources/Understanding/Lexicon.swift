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
  private struct Phrase {
    /// Where its words begin in `text`.
    let start: Int
    let bucket: Int
    var words = 0
    var hasStem = false
    var senses: Senses
    let field: Question?
  }

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
  /// The words of all phrases as they sound, each with a blank or, for a stem, a dash after it.
  private let text: [UInt8]
  private let phrases: [Phrase]
  /// Where the phrases of a bucket begin in `phrases`: by the first two bytes of the first word.
  private let buckets: [Int]

  /// The phrases of those sections and the names of those fields.
  init(_ sections: [(key: String, senses: Senses)], fields: [Question] = []) {
    var lines = FoldedLines()
    // Where the lines of each section end, and what they mean.
    var meanings: [(end: Int, senses: Senses, field: Question?)] = []
    meanings.reserveCapacity(sections.count + fields.count)
    func add(_ key: String, _ senses: Senses, _ field: Question?) {
      Vocabulary.withBody(under: key) { lines.append($0, keepsDashes: true) }
      meanings.append((lines.lines.count, senses, field))
    }
    for (key, senses) in sections { add(key, senses, nil) }
    for field in fields { add(field.fieldKey, .field, field) }
    keys = sections.map(\.key) + fields.map(\.fieldKey)
    var text = [UInt8](repeating: 0, count: lines.end)
    let found = Self.put(lines, meanings, into: &text)
    self.text = text
    // Sorted by counting.
    var ends = [Int](repeating: 0, count: Self.bucketCount + 1)
    for phrase in found { ends[phrase.bucket + 1] += 1 }
    for bucket in 1..<ends.count { ends[bucket] += ends[bucket - 1] }
    buckets = ends
    var next = ends
    var order = [Int](repeating: 0, count: found.count)
    for (index, phrase) in found.enumerated() {
      order[next[phrase.bucket]] = index
      next[phrase.bucket] += 1
    }
    phrases = order.map { found[$0] }
  }

  /// Puts the phrases into `text` as they sound.
  private static func put(
    _ lines: FoldedLines, _ meanings: [(end: Int, senses: Senses, field: Question?)],
    into text: inout [UInt8]
  ) -> [Phrase] {
    var found: [Phrase] = []
    found.reserveCapacity(lines.lines.count)
    lines.text.withUnsafeBufferPointer { folded in
      text.withUnsafeMutableBufferPointer { out in
        put(lines, of: folded, meanings, into: out, &found)
      }
    }
    return found
  }

  private static func put(
    _ lines: FoldedLines, of folded: UnsafeBufferPointer<UInt8>,
    _ meanings: [(end: Int, senses: Senses, field: Question?)],
    into out: UnsafeMutableBufferPointer<UInt8>, _ found: inout [Phrase]
  ) {
    var end = 0
    var section = 0
    for (index, line) in lines.lines.enumerated() {
      while meanings[section].end <= index { section += 1 }
      let start = end
      var word = line.start
      var hasStem = false
      for _ in 0..<line.words {
        var wordEnd = word
        while folded[wordEnd] != wordSign, folded[wordEnd] != stemSign { wordEnd += 1 }
        if wordEnd - word <= heardAsWrittenMax {
          for place in word..<wordEnd {
            out[end] = folded[place]
            end += 1
          }
        } else {
          end = putSound(of: folded, word..<wordEnd, into: out, at: end)
        }
        let sign = folded[wordEnd]
        hasStem = hasStem || sign == stemSign
        out[end] = sign
        end += 1
        word = wordEnd + 1
      }
      found.append(
        Phrase(
          start: start, bucket: bucket(out[start], out[start + 1]), words: line.words,
          hasStem: hasStem, senses: meanings[section].senses, field: meanings[section].field))
    }
  }

  private static let bucketCount = 1024

  private static func bucket(_ word: ArraySlice<UInt8>) -> Int {
    guard let first = word.first else { return 0 }
    return bucket(first, word.dropFirst().first ?? wordSign)
  }

  private static func bucket(_ first: UInt8, _ second: UInt8) -> Int {
    (Int(first & 0x1F) << 5 | Int(second & 0x1F)) & (bucketCount - 1)
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
    let bucket = Self.bucket(first[...])
    var isByStem = span.senses.isEmpty
    for phrase in phrases[buckets[bucket]..<buckets[bucket + 1]]
    where phrase.words >= span.words.count && phrase.words <= sounds.count
      && begins(sounds, with: phrase)
    {
      if phrase.words > span.words.count {
        let start = span.words.lowerBound
        span = Span(words: start..<(start + phrase.words), senses: [], field: nil)
        isByStem = true
      }
      // What is written out is an exception from the stems.
      if phrase.hasStem, !isByStem { continue }
      if !phrase.hasStem, isByStem {
        span.senses = []
        span.field = nil
        isByStem = false
      }
      span.senses.formUnion(phrase.senses)
      span.field = span.field ?? phrase.field
    }
  }

  /// What a misspelt word is about: that of the one phrase of one word that is a slip away.
  func senses(nearly word: String) -> (senses: Senses, field: Question?)? {
    let sounds = heard(word.utf8)
    guard sounds.count >= Self.repairedLengthMin else { return nil }
    var found: (senses: Senses, field: Question?)?
    // The first letter is hardly ever the slip.
    let first = Self.bucket(sounds.prefix(1)) & ~0x1F
    for phrase in phrases[buckets[first]..<buckets[first + 0x20]] where phrase.words == 1 {
      let known = text[phrase.start...].prefix { $0 != wordSign && $0 != stemSign }
      guard known.count >= Self.repairedLengthMin - (phrase.hasStem ? 1 : 0) else { continue }
      let isNear =
        phrase.hasStem
        ? (known.count - 1...known.count + 1).contains { length in
          length < sounds.count && isVerbEnding(sounds[length...])
            && isOneSlipAway(Array(sounds[..<length]), Array(known))
        } : isOneSlipAway(sounds, Array(known))
      guard isNear else { continue }
      found = ((found?.senses ?? []).union(phrase.senses), found?.field ?? phrase.field)
    }
    return found
  }

  /// In sounds; a shorter word is a slip away from too many.
  private static let repairedLengthMin = 6

  private func begins(_ words: ArraySlice<[UInt8]>, with phrase: Phrase) -> Bool {
    let text = text.span
    var place = phrase.start
    for index in words.startIndex..<(words.startIndex + phrase.words) {
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

/// A word as it sounds; the shortest as they are written, or «q» were «cc».
func heard(_ word: some Collection<UInt8>) -> [UInt8] {
  word.count <= heardAsWrittenMax ? Array(word) : sound(of: word)
}

/// In bytes.
private let heardAsWrittenMax = 2
private let wordSign = UInt8(ascii: " ")
private let stemSign = UInt8(ascii: "-")

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
