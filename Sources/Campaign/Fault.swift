internal import Faults

/// What goes wrong with one call.
enum Fault: String, CaseIterable {
  case open, read, write, halfWrite = "half-write", sync, truncate, delete, map, lock
  case full, halfFull = "half-full", noMap = "full-map"
  case busy
  case kill
  case power

  var kind: faults_kind {
    switch self {
    case .open, .read, .write, .sync, .truncate, .delete, .map, .lock: faults_device
    case .halfWrite: faults_device_halfway
    case .full, .noMap: faults_full
    case .halfFull: faults_full_halfway
    case .busy: faults_busy
    case .kill: faults_kill
    case .power: faults_power
    }
  }

  var classes: [faults_class] {
    switch self {
    case .open: [faults_open]
    case .read: [faults_read]
    case .write, .halfWrite, .full, .halfFull: [faults_write]
    case .sync: [faults_sync]
    case .truncate: [faults_truncate]
    case .delete: [faults_delete]
    case .map, .noMap: [faults_map]
    case .lock, .busy: [faults_lock]
    // Between two calls that leave something nothing changes on the disk. A lock is let go of with
    // the process, and what the processes share is there for others.
    case .kill: [faults_write, faults_sync, faults_truncate, faults_delete, faults_lock]
    case .power: [faults_write, faults_sync, faults_truncate, faults_delete]
    }
  }

  var mask: UInt32 { classes.reduce(0) { $0 | 1 << $1.rawValue } }

  /// Once, or from then on.
  var staying: [Bool] {
    switch self {
    case .kill, .power: [false]
    default: [false, true]
    }
  }

  /// How the program ends when the fault keeps it from its work (contract, section 5).
  func endings(_ work: Work) -> Set<Int32> {
    switch self {
    case .open: work.isNew ? [69, 73] : [69]
    case .read, .write, .halfWrite, .sync, .truncate, .delete, .map, .lock: [69]
    case .full, .halfFull, .noMap: [75]
    // A program that reads JSON sees that it is asked again; our lines do not, and end too early.
    case .busy: work.isJSON ? [75, 65] : [75]
    case .kill: [128 + 9]
    case .power: [69]
    }
  }
}

/// The plan of a child's file system, as words of its command line.
struct FaultPlan {
  var kind = faults_none
  var mask: UInt32 = 0
  /// From 1; 0 for none.
  var at = 0
  var stays = false
  var lies = false
  var seed: UInt64 = 0

  var words: [String] {
    [
      String(kind.rawValue), String(mask), String(at), stays ? "1" : "0", lies ? "1" : "0",
      String(seed),
    ]
  }

  init() {}

  init?(_ words: [String]) {
    guard words.count == 6, let kind = UInt32(words[0]), let mask = UInt32(words[1]),
      let at = Int(words[2]), let seed = UInt64(words[5])
    else { return nil }
    self.kind = faults_kind(kind)
    self.mask = mask
    self.at = at
    stays = words[3] == "1"
    lies = words[4] == "1"
    self.seed = seed
  }

  var plan: faults_plan {
    faults_plan(
      kind: kind, classes: mask, at: Int64(at), stays: stays, lies: lies, seed: seed)
  }
}
