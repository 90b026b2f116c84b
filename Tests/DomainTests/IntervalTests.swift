import Domain
import Testing

@Suite struct IntervalTests {
  private func parts(_ bounds: ClosedRange<Int>, _ leftOut: [ClosedRange<Int>]) -> [ClosedRange<
    Int
  >] {
    Interval(bounds, without: leftOut).parts(before: { $0 - 1 }, after: { $0 + 1 })
  }

  @Test func `what is left out is merged, ordered and kept within the bounds`() {
    let span = Interval(10...20, without: [17...30, 12...13, 13...15, 1...5])
    #expect(span.leftOut == [12...15, 17...20])
    #expect((9...21).filter(span.contains) == [10, 11, 16])
  }

  @Test func `the parts are what is left between`() {
    #expect(parts(1...9, []) == [1...9])
    #expect(parts(1...9, [3...4, 7...7]) == [1...2, 5...6, 8...9])
    #expect(parts(1...9, [1...2, 9...9]) == [3...8])
    #expect(parts(1...9, [1...9]) == [])
  }
}
