/// What is filled into a text, under the names that it has there in braces. They are few: a
/// dictionary would take longer to make than these to look through.
package struct Values: ExpressibleByDictionaryLiteral {
  private var values: [(name: String, text: String)]

  package init(dictionaryLiteral values: (String, String)...) {
    self.values = values.map { (name: $0.0, text: $0.1) }
  }

  /// Of two under one name the later counts.
  subscript(name: String) -> String? {
    values.last { $0.name == name }?.text
  }

  func adding(_ others: Values) -> Values {
    var sum = self
    sum.values += others.values
    return sum
  }
}
