internal import Dialogue
internal import Domain
internal import Office
internal import Store

/// What somebody did with the store, and what came of it.
enum Deed {
  case request(Request, Response)
  case waitingStatus(Document, WaitingStatus?)
  case schedule(ScheduleChange, ScheduleResult)
  case outcome(CallOutcome, AppointmentCode, OutcomeResult)
  case entryOutcome(CallOutcome, Waiting.ID, OutcomeResult)
  case purge(Erasure)
  case forget(Document, ForgetResult)
  case policy(String, Int)
  case remind(Int)
  case sweep(Int)
  case claimMail
  case settle(Notice, Delivery, SettledDelivery)
  case review(WaitingReview)
  case backUp(BackUpResult)
  case export
  /// A conversation is over, one way or another.
  case end

  /// The events that it must leave, and those that it may: a wait's end goes by its cause.
  var events: (required: [String: Int], allowed: Set<String>) {
    let draft: Set = ["draft", "draft_expire", "draft_erase", "slow_down"]
    let settling: Set = [
      "expire", "offer", "offer_expire", "wait_end silent", "wait_end lapsed",
    ]
    let taking = settling.union(["hold", "release", "wait_end booked"])
    switch self {
    case .request(_, .busy): return ([:], [])
    case .request(.hold, .held): return (["hold": 1], settling.union(["release"]))
    case .request(.extend, .held): return (["extend": 1], [])
    case .request(.release, _): return ([:], settling.union(["release"]))
    case .request(.book, .booked): return (["book": 1], taking)
    case .request(.modify, .modified): return (["replace": 1], taking)
    case .request(.modify, .unchanged): return ([:], settling.union(["release"]))
    case .request(.update, .updated): return (["update": 1], [])
    case .request(.cancel, .cancelled): return (["cancel": 1], settling)
    case .request(.record, _): return (["consent": 1], draft)
    case .request(.saveDraft, _), .request(.loadDraft, _), .request(.find, _),
      .request(.findOf, _):
      return ([:], draft)
    // Whoever proves a document is told of its turn, which is settled first.
    case .request(.findAll, _): return ([:], settling.union(draft).union(["offer_told"]))
    case .request(.known, _): return ([:], settling.union(draft))
    case .request(.join, .joined): return (["wait": 1], settling.union(["offer_told"]))
    case .request(.takeUp, .held): return (["hold": 1], settling.union(["release"]))
    case .request(.decline, .declined(.some)):
      return (["decline": 1], settling.union(["release", "offer_told"]))
    // Whether it was in the list at all is seen when the step is over.
    case .request(.leaveList, _):
      return ([:], settling.union(["release", "wait_end withdrawn"]))
    case .request(.agendas, _), .request(.status, _), .request(.join, .alreadyWaiting),
      .request(.takeUp, _),
      .request(.decline, _), .waitingStatus:
      return ([:], settling)
    case .request, .sweep, .claimMail, .end: return ([:], [])
    case .schedule(_, .plan(let plan, let change)):
      var required = change.events
      required["move"] = plan.moveCount
      required["displace"] = plan.callCount
      required["give_back"] = plan.reopening.returns.count
      return (
        required,
        settling.union(["release", "expire", "offer_end", "rule_add", "wait_end booked"])
      )
    case .schedule: return ([:], [])
    case .outcome(_, _, .recorded): return (["outcome": 1], [])
    case .outcome: return ([:], [])
    case .entryOutcome(_, _, .recorded): return (["outcome": 1], settling)
    case .entryOutcome: return ([:], [])
    case .purge: return (["purge": 1], settling)
    case .forget(_, .forgotten(let erasure)):
      return (
        ["forget": 1, "wait_end withdrawn": erasure.waiting], settling.union(["release"])
      )
    case .forget: return ([:], [])
    case .policy: return (["policy": 1], settling)
    case .remind(let count): return (["remind": count == 0 ? 0 : 1], [])
    case .settle(_, _, .delivered): return (["mail": 1], [])
    case .settle(_, _, .failed): return (["mail_fail": 1], [])
    case .settle: return ([:], [])
    case .review: return ([:], settling)
    case .backUp(.written): return (["back_up": 1], [])
    case .backUp: return ([:], [])
    case .export: return (["export": 1], [])
    }
  }
}

extension ScheduleChange {
  fileprivate var events: [String: Int] {
    switch self {
    case .addRule: ["rule_add": 1]
    case .replaceRule: ["rule_end": 1, "rule_add": 1]
    case .endRule: ["rule_end": 1]
    case .close: ["close": 1]
    case .reopen: ["reopen": 1]
    case .openMonth: ["open_month": 1]
    case .addPoint: ["point_add": 1]
    }
  }
}

/// A row of the events.
struct Event {
  let id: Int
  let session: Int
  let at: Moment
  let kind: String
  let subject: String

  var words: [String] { subject.split(separator: " ").map { String($0) } }
  /// A wait's end goes by its cause.
  var name: String {
    kind == "wait_end" ? "wait_end " + (words.last ?? "") : kind
  }
}

/// What is not as it should be.
struct Broken: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
