/// What is filled into a text, under the names that it has there in braces. They are few: a
/// dictionary would take longer to make than these to look through.
package struct Values: ExpressibleByDictionaryLiteral {
  private var values: [(String, String)]

  package init(dictionaryLiteral values: (String, String)...) {
    self.values = values
  }

  /// Of two under one name the later counts.
  subscript(name: String) -> String? {
    values.last { $0.0 == name }?.1
  }

  func adding(_ others: Values) -> Values {
    var sum = self
    sum.values += others.values
    return sum
  }
}
