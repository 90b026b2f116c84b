internal import Domain

/// What happens when nobody types: the hold's end and long silence.
extension Conversation {
  /// Seconds before the end of a hold at which its end is announced, the first warning first.
  private static let warningSeconds = [20, 10]

  /// When something is to be said unasked.
  func wake(at now: Moment) -> Moment? {
    let moments =
      (hold.map { hold in
        (Self.warningSeconds.filter { $0 < warnedAt ?? .max } + [0])
          .map { hold.until.advanced(bySeconds: -$0) }
      } ?? []) + (silence.map { [$0.wake] } ?? [])
    return moments.filter { $0 > now }.min()
  }

  mutating func wake(_ pending: Pending, at now: Moment) -> Step {
    if let hold {
      let seconds = now.seconds(to: hold.until)
      guard seconds > 0 else { return expire(hold, pending, line: nil, at: now) }
      let due = Self.warningSeconds.filter { seconds <= $0 && $0 < warnedAt ?? .max }.last
      if let due {
        warnedAt = due
        return ask(pending, saying: [.holdEnds(seconds: seconds)], isReminder: true, at: now)
      }
    }
    guard let silence, now >= silence.wake else {
      return ask(pending, saying: [], isReminder: true, at: now)
    }
    guard silence.wasAsked else {
      self.silence?.wasAsked = true
      return ask(pending, saying: [.stillThere], isReminder: true, at: now)
    }
    guard let hold else { return leaveInSilence() }
    return perform(.release(hold), for: .release(.silence), pending, saying: [])
  }

  mutating func leaveInSilence() -> Step {
    finish(.silent(midBooking: goal != nil), saying: [.leftInSilence, ending])
  }

  /// `line` came too late for the hold; it still answers any other question than acceptance.
  mutating func expire(
    _ hold: Hold, _ pending: Pending, line: String?, at now: Moment
  ) -> Step {
    self.hold = nil
    if goal == .turn, pending.question == .acceptance {
      return returnToTurn(saying: [.offerStandsAfterHold], at: now)
    }
    if pending.question == .acceptance {
      return performAgenda(
        for: .offerAgain(hold.slot), Pending(question: .time),
        saying: [.holdExpired(isChange: goal == .modify)], at: now)
    }
    let expired =
      goal == .turn ? Utterance.offerStandsAfterHold : .holdExpired(isChange: goal == .modify)
    guard let line else {
      return ask(pending, saying: [expired], isReminder: true, at: now)
    }
    var step = hear(line, pending, at: now)
    step.says.insert(expired, at: 0)
    return step
  }
}
