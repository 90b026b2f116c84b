internal import Domain

/// Where a person has yet to prove who they are, data are shown so that only who knows them
/// recognises them.
extension Speaker {
  /// An answer with its middle hidden.
  func maskedDisplay(_ answer: Answer) -> String {
    switch answer {
    case .landline(.number(let landline)): maskedTelephone(landline.national)
    case .mobile(let mobile): maskedTelephone(mobile.national)
    case .email(let email):
      // The domain is seldom a secret, and tells which of two addresses it is.
      email.text.split(separator: "@", maxSplits: 1).enumerated().map { index, part in
        index == 0 ? masked(String(part)) : String(part)
      }.joined(separator: "@")
    case .department, .city, .landline(.none): display(answer)
    default: display(answer).split(separator: " ").map { masked(String($0)) }.joined(separator: " ")
    }
  }

  /// Its first letter and dots, always as many: the length tells something too.
  func masked(_ word: String) -> String {
    word.prefix(1) + "•••"
  }

  /// `300 ••• ••67`
  private func maskedTelephone(_ national: String) -> String {
    "\(national.prefix(3)) ••• ••\(national.suffix(2))"
  }
}
