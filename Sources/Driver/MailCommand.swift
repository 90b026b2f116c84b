internal import Domain
internal import Wording

/// What a command of the mail is told to do.
enum MailCommand: Equatable {
  case list
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
    case .outbox: self = .list
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
