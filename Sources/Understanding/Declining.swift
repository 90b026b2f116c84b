internal import Domain

// What is no in several clauses, each of which is plain: «no voy a cancelar, solo quiero ver la
// fecha», «dejemos así, no la tome».

/// `reading`, or a no in its place where `line` was in doubt and every clause of it says so.
func orDeclined(_ reading: Reading, of line: Line, at question: Question) -> Reading {
  switch reading {
  case .ambiguous, .invalid, .likely: break
  default: return reading
  }
  guard !line.hasQuestionMark, line.phrase.count > 1 else { return reading }
  switch question {
  case .cancellation where line.wouldRatherMove: return .likely(.modify)
  case .cancellation:
    return line.keepsAppointment ? .value(.cancellation(false)) : reading
  case .acceptance:
    return line.givesUpPlace ? .value(.acceptance(.cancel)) : reading
  default: return reading
  }
}

extension Line {
  /// «No la voy a cancelar, era para saber la hora», «no, al final sí puedo»: whether to cancel is
  /// asked, and nothing is lost by a no.
  fileprivate var keepsAppointment: Bool {
    let clauses = self.clauses
    guard let first = clauses.first, !Saying(self).says([.move, .change]) else { return false }
    let others = clauses.dropFirst()
    // What is plain as it stands was doubted for a reason: «esa no es mi cita».
    let isAlone = others.isEmpty && decision(in: first) == first
    let isPlainNo = !isAlone && isNo(first, to: .cancellation)
    guard isPlainNo || onlyLooks(first) else { return false }
    return others.allSatisfy { clause in
      if isNo(clause, to: .cancellation) || onlyLooks(clause) { return true }
      // Behind more than a bare «no» it is why.
      guard isPlainNo, first.count > 1, clause.first != "pero" else { return false }
      let said = Agreement(Line(typed(clause.startIndex..<clause.endIndex)), to: .cancellation)
      return !said.isYes && !said.isDoubtful && !clause.contains { $0.hasPrefix("cancel") }
        && Vocabulary.obligations.found(in: clause).isEmpty
    }
  }

  /// «No la voy a cancelar, mejor cámbiela»
  fileprivate var wouldRatherMove: Bool {
    let clauses = self.clauses
    guard let first = clauses.first, clauses.count > 1, first.count > 1,
      isNo(first, to: .cancellation)
    else { return false }
    let rest = phrase[first.endIndex...]
    return Saying(Line(typed(rest.startIndex..<rest.endIndex))).says([.move, .change])
      && !rest.contains { $0 == "no" || $0.hasPrefix("cancel") }
  }

  /// «Dejemos así, no la tome»: the place is given up, as one clause says in so many words.
  fileprivate var givesUpPlace: Bool {
    // «Mejor no la tome»
    var isLed = phrase.starts(with: ["mejor", "no"])
    var isSaid = false
    for clause in clauses {
      let said = Agreement(Line(typed(clause.startIndex..<clause.endIndex)), to: .acceptance)
      if said.isEither, !said.hasMore {
        isLed = true
        continue
      }
      guard isNo(clause, to: .acceptance) else { return false }
      if clause.count > 1, clause.contains(where: { $0 != "no" && $0 != "mejor" }) { isSaid = true }
    }
    return isLed && isSaid
      && Vocabulary.doubts(of: .acceptance(.cancel))?.found(in: phrase).isEmpty != false
  }

  /// Parted by pauses, and before what gives the reason.
  private var clauses: [ArraySlice<String>] {
    let words = trimmed(phrase)
    var clauses: [ArraySlice<String>] = []
    var start = words.startIndex
    for index in words.indices.dropFirst()
    where hasBreak(before: index)
      || Vocabulary.beginsClause.contains([words[index]])
        // «No quiero que no la cancelen»
        && !(words[index] == "que" && Vocabulary.beforeThat.contains([words[index - 1]]))
    {
      clauses.append(words[start..<index])
      start = index
    }
    if start < words.endIndex { clauses.append(words[start...]) }
    return clauses
  }

  /// Whether a clause says no, with when or in the end at most.
  private func isNo(_ clause: ArraySlice<String>, to question: Question) -> Bool {
    let words = decision(in: clause)
    return Agreement(Line(typed(words.startIndex..<words.endIndex)), to: question).plain == false
  }

  private func decision(in clause: ArraySlice<String>) -> ArraySlice<String> {
    var words = clause
    while words.count > 1, let (_, rest) = Vocabulary.beforeDecision.leading(words), !rest.isEmpty {
      words = rest
    }
    while let (_, rest) = Vocabulary.behindDecision.trailing(words), !rest.isEmpty { words = rest }
    return words
  }

  /// «Solo quería ver la fecha»
  private func onlyLooks(_ clause: ArraySlice<String>) -> Bool {
    guard let (_, rest) = Vocabulary.onlyThis.leading(Vocabulary.beforeDecision.dropping(clause))
    else { return false }
    let saying = Saying(Line(typed(clause.startIndex..<clause.endIndex)))
    return !rest.isEmpty && !clause.contains { $0.hasPrefix("cancel") }
      && (saying.says([.consult, .whenWas]) || !Vocabulary.looking.found(in: rest).isEmpty)
  }
}
