internal import Domain
internal import Wording

/// What a command of the mail is told to do.
enum MailCommand: Equatable {
  case list(OutboxFilter)
  /// To the folder, where one is named.
  case deliver(folder: String?)
  /// Nil takes the value away.
  case set(MailSettings.Name, String?)
  case remind

  /// `subcommand` is one of the mail.
  init(
    _ subcommand: Subcommand, _ operands: [String], _ words: borrowing Words
  ) throws(Arguments.Defect) {
    switch subcommand {
    case .outbox:
      let code = try words.value(of: .code) { AppointmentCode(parsing: $0) }
      let state = try words.choice(of: .state) { written in
        let name = folded(written).split(whereSeparator: { " -_".contains($0) })
          .joined(separator: "_")
        return QueuedNotice.State(rawValue: name)
      }
      let month = try words.value(of: .month) { Month(iso: $0) }
      let day = try words.value(of: .day) { Day(written: $0) }
      self = .list(
        OutboxFilter(
          state: state, code: code,
          days: month.map { $0.first...$0.last } ?? day.map { $0...$0 }))
    case .remind: self = .remind
    case .deliver:
      self = .deliver(folder: try words.value(of: .toFolder) { $0.isEmpty ? nil : $0 })
    case .setMail:
      guard let name = MailSettings.Name(rawValue: operands[0]) else {
        throw .wrongValue(visible(operands[0]), of: subcommand.rawValue)
      }
      guard operands.count > 1, !operands[1].isEmpty else {
        self = .set(name, nil)
        return
      }
      guard let value = MailSettings.value(operands[1], for: name) else {
        throw .wrongValue(visible(operands[1]), of: name.rawValue)
      }
      self = .set(name, value)
    default: preconditionFailure("«\(subcommand.rawValue)» is no command of the mail")
    }
  }
}
