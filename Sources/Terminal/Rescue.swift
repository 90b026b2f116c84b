internal import CEditline
internal import Glibc

/// Gives the terminal back when the process crashes while the terminal gives every key at once.
///
/// What the handler needs stands ready before it is installed: it may only call what is safe in a
/// signal handler, `tcsetattr`, `sigaction` and `raise` among it. After it the signal does what it
/// did before: it ends the process, or the runtime writes its report.
@safe enum Rescue {
  /// What a failed precondition, a wrong address or `abort` send, on whatever processor.
  private static let signals = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE]

  private struct State {
    var descriptor: Int32 = -1
    var settings = termios()
  }

  nonisolated(unsafe) private static let state: UnsafeMutablePointer<State> = {
    let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
    unsafe state.initialize(to: State())
    return unsafe state
  }()
  /// By the signal's number.
  nonisolated(unsafe) private static let before: UnsafeMutablePointer<sigaction> = {
    let count = Int(signals.max() ?? 0) + 1
    let before = UnsafeMutablePointer<sigaction>.allocate(capacity: count)
    unsafe before.initialize(repeating: sigaction(), count: count)
    return unsafe before
  }()

  /// From now on the terminal gets these settings back in a crash.
  static func prepare(_ descriptor: Int32, _ settings: termios) {
    unsafe state.pointee = State(descriptor: descriptor, settings: settings)
    citas_use_signal_stack()
    for signal in signals {
      _ = unsafe citas_signal_set_on_stack(
        signal,
        { signal in
          unsafe tcsetattr(Rescue.state.pointee.descriptor, TCSANOW, &Rescue.state.pointee.settings)
          _ = unsafe sigaction(signal, Rescue.before + Int(signal), nil)
          raise(signal)
        }, before + Int(signal))
    }
  }

  /// Nothing is left to give back.
  static func cancel() {
    for signal in signals { _ = unsafe sigaction(signal, before + Int(signal), nil) }
  }
}
