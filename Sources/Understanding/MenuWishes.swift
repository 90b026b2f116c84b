internal import Domain

// What is wanted at the menu, where any matter may be told.

/// `reading` of a line at the menu, or which of the options is meant by all that it says.
func menuReading(_ reading: Reading, of line: Line, in context: Context) -> Reading {
  var reading = withMatter(withoutDenied(reading, of: line, in: context), of: line)
  reading = asOtherMatter(reading, of: line) ?? reading
  if case .invalid = reading { reading = optionsSpokenOf(line) ?? reading }
  // «Nada, gracias»; but «ninguna» wants something else.
  if reading == Reading.none, Vocabulary.orders.whole(trimmed(line.phrase)) == .leave {
    return .value(.menuOption(.leave))
  }
  return reading
}

/// What is left of the menu's options without those that are denied, «agendar no, solo ver la que
/// tengo», and all of several that are wanted, «una la cancelo y otra la saco».
private func withoutDenied(_ reading: Reading, of line: Line, in context: Context) -> Reading {
  guard line.phrase.count > 1 else { return reading }
  let saying = Saying(line)
  let (wanted, denied, areJoined) = saying.menuOptions
  if !denied.isEmpty {
    let left = wanted.filter { !denied.contains($0) }
    if left.count == 1 { return .value(.menuOption(left[0])) }
    // «Cambiarla no, quitarla»: that is one option, and which of the two is asked there.
    if left.isEmpty, let same = wanted.last { return .value(.menuOption(same)) }
    if let option = reading.menuOption, denied.contains(option), !wanted.contains(option) {
      return .invalid(.format)
    }
  }
  // «Mi cuñado quiere cancelar la de él, yo quiero pedir una»
  let areOpposed = Set(wanted) == [.cancelOrModify, .book] && !line.breaks.isEmpty
  guard wanted.count < 2 || !areJoined && !areOpposed else {
    return .ambiguous(wanted.map(Answer.menuOption), .twoReadings)
  }
  // «Cancelar la deuda que tengo», «cómo cancelo el impuesto»: to pay it.
  if reading.menuOption == .cancelOrModify, line.speaksOfCancelling,
    line.speaksOfDebt || line.tellsOfCancelled || !saying.says([.cancel, .move])
  {
    return .ambiguous([.menuOption(.book), .menuOption(.cancelOrModify)], .twoReadings)
  }
  // «Tengo cita y no puedo ir»
  if wanted.isEmpty, saying.tellsOfAbsence {
    switch reading {
    case .invalid, .value(.menuOption(.book)), .order(.begin(.book)), .order(.correct):
      return .value(.menuOption(.cancelOrModify))
    default: break
    }
  }
  return reading
}

/// What is asked back, or refused, of an option that nothing of an appointment is said for: «quiero
/// cambiar de abogado», «consultar estado de cuenta», «salir no». Nil where the option stands.
private func asOtherMatter(_ reading: Reading, of line: Line) -> Reading? {
  guard line.phrase.count > 1 else { return nil }
  switch reading.menuOption {
  case .consult where !line.speaksOfAppointment:
    let saying = Saying(line)
    guard !saying.says([.own, .turn, .waitingList]),
      // «No me acuerdo para qué día me quedó»: no word of it is left for a matter.
      !saying.spans.allSatisfy({ $0.means([.whenWas, .filler]) }),
      case .value = motive(line, saying.words)
    else { return nil }
    return .ambiguous([.menuOption(.book), .menuOption(.consult)], .twoReadings)
  case .cancelOrModify where !line.speaksOfAppointment:
    let saying = Saying(line)
    guard saying.namesOtherObject,
      !saying.says([.own, .otherHour, .otherDay, .time, .field, .turn]),
      line.text.utf8.count(where: isDigit) == 0, phrasesOfTime(in: saying.words).isEmpty
    else { return nil }
    return .ambiguous([.menuOption(.book), .menuOption(.cancelOrModify)], .twoReadings)
  default: break
  }
  guard reading == .order(.leave) || reading == .value(.menuOption(.leave)),
    line.phrase.last == "no", line.breaks.isEmpty
  else { return nil }
  return .invalid(.format)
}

/// The options that a line may mean that asks for none: «quiero cancelar lo que debo», «ya tengo
/// cita».
private func optionsSpokenOf(_ line: Line) -> Reading? {
  if line.speaksOfCancelling, line.speaksOfDebt {
    return .ambiguous([.menuOption(.book), .menuOption(.cancelOrModify)], .twoReadings)
  }
  guard !line.phrase.contains("no"), line.speaksOfAppointment, Saying(line).says(.own) else {
    return nil
  }
  return .ambiguous([.menuOption(.consult), .menuOption(.cancelOrModify)], .twoReadings)
}

extension Line {
  /// Of giving up an appointment, or of paying.
  var speaksOfCancelling: Bool { phrase.contains { $0.hasPrefix("cancel") } }
  /// «Cancelé y quiero otra», «mi vecina canceló, ¿puedo coger ese turno?»
  fileprivate var tellsOfCancelled: Bool {
    phrase.indices.contains {
      phrase[$0].hasPrefix("cancel") && isToldOf(typed($0..<($0 + 1)))
    }
  }
  var speaksOfAppointment: Bool {
    !Vocabulary.appointmentNouns.found(in: phrase).isEmpty
  }
  /// What is paid is named, and no appointment.
  var speaksOfDebt: Bool {
    !Vocabulary.debts.found(in: phrase).isEmpty && !speaksOfAppointment
  }
}

extension Saying {
  /// The options of the menu that are spoken of: those that are wanted and those that are not, in
  /// their order, and whether «o» or «y» joins those that are wanted.
  fileprivate var menuOptions: (wanted: [MenuOption], denied: [MenuOption], areJoined: Bool) {
    let options: [(Senses, MenuOption)] = [
      ([.cancel, .move], .cancelOrModify), ([.book, .newAppointment], .book),
      ([.consult, .whenWas], .consult), (.services, .services),
    ]
    func isDenial(_ index: Int) -> Bool {
      spans.indices.contains(index)
        && Vocabulary.denials.leading(words[spans[index].words]) != nil
        && !options.contains { spans[index].means($0.0) }
    }
    var wanted: [MenuOption] = []
    var denied: [MenuOption] = []
    var isDenied = false
    var areJoined = false
    for (index, span) in spans.enumerated() {
      let start = span.words.lowerBound
      if start > words.startIndex, line.hasBreak(before: start) { isDenied = false }
      if isDenial(index) {
        isDenied = true
        continue
      }
      // «No quiero cancelar, sino cambiar», «no quiero cancelar quiero cambiar»
      if Vocabulary.endsOfDenial.contains(words[start...start])
        || !denied.isEmpty && Vocabulary.wishes.contains(words[start...start])
      {
        isDenied = false
      }
      if ["o", "u", "y"].contains(words[start]), span.words.count == 1, !wanted.isEmpty {
        areJoined = true
      }
      guard let option = options.first(where: { span.means($0.0) })?.1 else { continue }
      // «Antes de separar nada, cuénteme»: of that nothing is said.
      if words[words.startIndex..<start].suffix(2).elementsEqual(["antes", "de"]) { continue }
      // «agendar no»
      let isDeniedBehind =
        isDenial(index + 1) && !line.hasBreak(before: spans[index + 1].words.lowerBound)
        && spans[index + 1].words.count == 1
      if isDenied || isDeniedBehind {
        if !denied.contains(option) { denied.append(option) }
      } else if !wanted.contains(option) {
        wanted.append(option)
      }
    }
    return (wanted, denied, areJoined)
  }

  /// «Cambiar de abogado», «no puede hablar»: something that nobody knows is changed or cannot be.
  fileprivate var namesOtherObject: Bool {
    guard let last = spans.last(where: { !$0.means(.filler) || $0.means(.talk) }),
      !last.means([.change, .cancel, .move, .wrong, .isNot, .other, .datum, .rather, .leave]),
      !words[last.words].contains(where: { Vocabulary.numbers.whole([$0]) != nil })
    else { return false }
    // «Ya no voy»
    let goes = Vocabulary.ownAgreements(to: .cancellation)?.spans(of: words, in: line) ?? []
    return !goes.contains { $0.means(.yesVerb) && $0.words.overlaps(last.words) }
  }

  /// «No voy a poder ir»
  fileprivate var tellsOfAbsence: Bool {
    words.contains("no")
      && Vocabulary.ownAgreements(to: .cancellation)?.spans(of: words, in: line).contains {
        $0.means(.yesVerb) && words[$0.words].contains("no")
      } == true
  }
}

extension Reading {
  /// The option of the menu that it is, or that it leads to.
  fileprivate var menuOption: MenuOption? {
    switch self {
    case .value(.menuOption(let option)): option
    case .several(let answers):
      answers.contains(.menuOption(.book)) ? .book : nil
    case .order(.begin(.book)): .book
    case .order(.begin(.consult)): .consult
    case .order(.begin(.cancel)), .order(.begin(.modify)), .order(.begin(.manage)): .cancelOrModify
    case .order(.services): .services
    default: nil
    }
  }
}
