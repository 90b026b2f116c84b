internal import Embedded

/// A department of Colombia, or its capital district.
package struct Department: Hashable, Sendable {
  /// Two digits (DANE, DIVIPOLA).
  package let code: String
  package let name: String
}

/// A municipality, island or area without municipality.
package struct Municipality: Hashable, Sendable {
  /// Five digits (DANE, DIVIPOLA).
  package let code: String
  package let name: String
  package let department: Department
}
