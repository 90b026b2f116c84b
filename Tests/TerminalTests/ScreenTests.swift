import PseudoTerminal
import Testing

struct ScreenTests {
}
