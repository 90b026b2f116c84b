/// A mobile number of Colombia: 3 and nine more digits.
package struct Mobile: Hashable, Sendable {
  /// Ten digits.
  package let national: String

  package init(parsing written: String) throws(Rejection) {
    guard !written.isEmpty else { throw .empty }
    national = written
  }

  /// `+573001234567`.
  package var e164: String { "+57" + national }
}

/// A fixed line of Colombia: 60, the area digit and seven more. Source: Resolución CRC 5826 de 2019.
package struct Landline: Hashable, Sendable {
  /// Ten digits.
  package let national: String

  package init(parsing written: String) throws(Rejection) {
    guard !written.isEmpty else { throw .empty }
    national = written
  }

  /// `+576014890000`.
  package var e164: String { "+57" + national }
}

/// An e-mail address.
package struct Email: Hashable, Sendable {
  package let text: String

  package init(parsing written: String) throws(Rejection) {
    guard !written.isEmpty else { throw .empty }
    text = written
  }
}

/// A postal address, in the DIAN's form where it has one.
package struct Address: Hashable, Sendable {
  package let text: String

  package init(parsing written: String) throws(Rejection) {
    guard !written.isEmpty else { throw .empty }
    text = written
  }
}

/// A name of a person or a company.
package struct PersonName: Hashable, Sendable {
  package let text: String

  package init(parsing written: String) throws(Rejection) {
    guard !written.isEmpty else { throw .empty }
    text = written
  }
}
