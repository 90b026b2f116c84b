internal import Domain
internal import Office
internal import Store
internal import Wording

/// The commands that care for the data.
extension Desk {
  func perform(_ care: OfficeCommand.Care) throws(StoreError) -> Outcome {
    let now = surface.now
    switch care {
    case .showPolicies:
      present(speaker.report(of: try store.policyRows(now: now)))
      return .done
    case .setPolicy(let name, let value):
      let result = try store.setPolicy(name, to: value, now: now)
      present([speaker.words(for: result, of: name)])
      if case .set = result { return .done }
      return .refused
    case .backUp(let path):
      let result = try store.backUp(to: path, now: now)
      present(speaker.report(of: result, at: path))
      return switch result {
      case .written: .done
      case .exists, .cannotWrite: .cannotWrite
      case .unsound: .unsound
      }
    case .restore(let path, let applies):
      let result = try store.restore(from: path, applies: applies, now: now)
      present(speaker.report(of: result, at: path))
      return switch result {
      case .planned: .planned
      case .restored: .done
      case .cannotWrite: .cannotWrite
      case .unsound: .unsound
      case .refused(.sameFile): .refused
      case .refused(.inUse): .inUse
      case .refused: .unusable
      }
    case .verify:
      let findings = try store.verify(now: now)
      present(speaker.report(of: findings))
      return findings.isEmpty ? .done : .unsound
    case .purge(let applies):
      present(
        speaker.report(of: try store.purge(applies: applies, now: now), isDone: applies))
      return applies ? .done : .planned
    case .export(let document):
      let objects = try store.export(document, now: now)
      let number = try store.requestNumber(now: now)
      var report: [Spoken] = objects.isEmpty ? [speaker.nothingKept] : []
      if case .json = presenter {
        present(report)
        for object in objects { surface.write(object + "\n") }
        if let number { surface.write("{\"tipo\":\"solicitud\",\"numero\":\(number)}\n") }
        return .done
      }
      for object in objects {
        report.append(speaker.words(forKept: try store.members(of: object, now: now)))
      }
      if let number { report.append(speaker.words(forRequest: number)) }
      present(report)
      return .done
    case .forget(let document, let applies):
      let result = try store.forget(document, applies: applies, now: now)
      present(speaker.report(of: result))
      if case .forgotten = result, let number = try store.requestNumber(now: now) {
        present([speaker.words(forRequest: number)])
      }
      return switch result {
      case .planned: .planned
      case .forgotten, .nothingKept: .done
      case .hasAppointments: .refused
      }
    }
  }
}
