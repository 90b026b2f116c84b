internal import Domain

/// The order that a freely worded line gives: every word of it belongs to one request or is filler,
/// and one of them at least tells which. A name or an address has other words, or no wish in it.
func request(_ line: Line, _ words: ArraySlice<String>, at question: Question) -> Order? {
  if question.takesFreeText {
    guard
      line.text.contains(where: { "¿?".contains($0) })
        || !Vocabulary.wishes.found(in: words).isEmpty
    else { return nil }
  }
  for request in Requests.all where request.isMeant(by: words) { return request.order }
  return question.takesFreeText ? nil : availability(line, words, at: question)
}

/// Whether nothing but `phrases` and filler is in `words`.
private func consists(_ words: ArraySlice<String>, of phrases: Phrases<Bool>) -> Bool {
  var words = words
  while !words.isEmpty {
    if let (_, rest) = phrases.leading(words) {
      words = rest
    } else if let (_, rest) = Vocabulary.requestFiller.leading(words) {
      words = rest
    } else {
      return false
    }
  }
  return true
}

/// A request by the words it may be made of and those that it needs.
private struct Request: Sendable {
  let order: Order
  fileprivate let words: Phrases<Bool>
  /// Of each of these tables something must be there.
  fileprivate let signs: [Phrases<Bool>]

  /// The sections of the vocabulary, without `pedido.`.
  init(_ order: Order, _ words: String..., needs signs: String...) {
    self.order = order
    self.words = Vocabulary.requests(words)
    self.signs = signs.map { Vocabulary.requests([$0]) }
  }

  func isMeant(by words: ArraySlice<String>) -> Bool {
    signs.allSatisfy { !$0.found(in: words).isEmpty } && consists(words, of: self.words)
  }
}

private enum Requests {
  /// What names an appointment comes first: «quiero volver a sacar una cita».
  static let all: [Request] = [
    Request(.human, "hablar", "persona", needs: "persona", "hablar"),
    Request(.human, "persona", needs: "persona"),
    Request(.human, "hablar", "maquina", needs: "maquina"),
    Request(.begin(.cancel), "cancelar", "cita", needs: "cancelar", "cita"),
    Request(
      .begin(.modify), "modificar", "cita", "agendar", "hora", needs: "modificar", "cita"),
    Request(.begin(.consult), "consultar", "cita", needs: "cuando", "propia"),
    Request(.begin(.consult), "consultar", "cita", needs: "consultar", "cita"),
    Request(.begin(.book), "agendar", "cita", needs: "agendar", "cita"),
    Request(.menu, "menu", needs: "menu_ya"),
    Request(.back, "volver", needs: "atras"),
    Request(.again, "repetir", needs: "repetir_ya"),
    Request(.help, "ayuda", needs: "ayuda_ya"),
    Request(.leave, "salir", needs: "salir"),
    Request(.summary, "resumen", needs: "resumen_ya"),
    Request(.list, "lista", needs: "lista_ya"),
    Request(.services, "servicios", needs: "servicios_ya"),
  ]
}

/// «¿qué hay para mañana en Cali?», «¿quedan cupos?»
private func availability(
  _ line: Line, _ words: ArraySlice<String>, at question: Question
) -> Order? {
  guard !question.takesFreeText,
    let first = words.indices.first(where: { index in
      Vocabulary.free.leading(words[index...]) != nil
    })
  else { return nil }
  var isAsked = false
  var index = words.startIndex
  while index < words.endIndex {
    let rest = words[index...]
    if index > first, let (_, place) = Vocabulary.beforeWantedPlace.leading(rest), !place.isEmpty,
      Vocabulary.freeWhen.leading(place) == nil
    {
      // The place ends where a time begins.
      var end = place.startIndex
      while end < place.endIndex, Vocabulary.freeWhen.leading(place[end...]) == nil,
        Vocabulary.beforeWantedPlace.leading(place[end...]) == nil || end == place.startIndex
      {
        end += 1
      }
      let named = place[..<end]
      guard Municipality.search(named.joined(separator: " ")) != .none,
        consists(place[end...], of: Vocabulary.freeWhen)
      else { return nil }
      return isAsked || Vocabulary.freeThings.found(in: words).isEmpty == false
        ? .availability(line.typed(named.startIndex..<named.endIndex)) : nil
    }
    if let (_, after) = Vocabulary.freeThings.leading(rest) {
      isAsked = true
      index = after.startIndex
    } else if let (_, after) = Vocabulary.free.leading(rest) {
      index = after.startIndex
    } else if let (_, after) = Vocabulary.freeWhen.leading(rest) {
      index = after.startIndex
    } else if let (_, after) = Vocabulary.requestFiller.leading(rest) {
      index = after.startIndex
    } else {
      return nil
    }
  }
  // Where a day or an hour is asked, «qué hay mañana» names one.
  return isAsked && question != .day && question != .time ? .availability(nil) : nil
}

extension Answer {
  /// The answer that an order is where it is one of the options.
  init?(_ order: Order, to question: Question) {
    switch (question, order) {
    case (.menuOption, .begin(.book)): self = .menuOption(.book)
    case (.menuOption, .begin(.consult)): self = .menuOption(.consult)
    case (.menuOption, .services): self = .menuOption(.services)
    case (.menuOption, .leave): self = .menuOption(.leave)
    case (.handling, .begin(.cancel)): self = .handling(.cancel)
    case (.handling, .begin(.modify)): self = .handling(.modify)
    default: return nil
    }
  }
}

/// The sections that tell requests apart.
let requestKeys = Requests.all.flatMap { request in
  request.words.keys + request.signs.flatMap(\.keys)
}
