/// From one to another, without what is left out: «la otra semana, menos el martes».
package struct Interval<Bound: Comparable & Hashable & Sendable>: Hashable, Sendable {
  package let bounds: ClosedRange<Bound>
  /// Within the bounds, in order, none touching another.
  package let leftOut: [ClosedRange<Bound>]

  /// `bounds` without what `leftOut` has of them, in whatever order.
  package init(_ bounds: ClosedRange<Bound>, without leftOut: [ClosedRange<Bound>] = []) {
    self.bounds = bounds
    var merged: [ClosedRange<Bound>] = []
    for range in leftOut.filter(bounds.overlaps).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let range = range.clamped(to: bounds)
      if let last = merged.last, last.overlaps(range) {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.leftOut = merged
  }

  package func contains(_ bound: Bound) -> Bool {
    bounds.contains(bound) && !leftOut.contains { $0.contains(bound) }
  }

  /// What is left, in order; `before` and `after` are the neighbours of a bound.
  package func parts(
    before: (Bound) -> Bound, after: (Bound) -> Bound
  ) -> [ClosedRange<Bound>] {
    var parts: [ClosedRange<Bound>] = []
    var start: Bound? = bounds.lowerBound
    for gap in leftOut {
      if let from = start, from < gap.lowerBound { parts.append(from...before(gap.lowerBound)) }
      start = gap.upperBound < bounds.upperBound ? after(gap.upperBound) : nil
    }
    if let start { parts.append(start...bounds.upperBound) }
    return parts
  }
}
