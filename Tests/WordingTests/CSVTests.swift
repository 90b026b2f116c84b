import Testing

@testable import Wording

struct CSVTests {
  static let fields: [(text: String, written: String)] = [
    ("Ana", "Ana"), ("", ""), ("a,b", "\"a,b\""), ("a;b", "\"a;b\""),
    ("dijo «sí»", "dijo «sí»"), ("dijo \"sí\"", "\"dijo \"\"sí\"\"\""), ("a\nb", "\"a\nb\""),
    ("a\r\nb", "\"a\r\nb\""), ("a-b", "a-b"), ("009-2021-745-781", "009-2021-745-781"),
    // What a spreadsheet would compute.
    ("=1+1", "'=1+1"), ("+573001234567", "'+573001234567"), ("-2", "'-2"),
    ("@SUM(A1)", "'@SUM(A1)"),
    (" =1+1", "' =1+1"), ("\t=1+1", "'\t=1+1"), ("\r=1", "\"'\r=1\""), ("＝1＋1", "'＝1＋1"),
    ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
  ]

  @Test(arguments: fields.indices)
  func `a field is text, quoted where it must be`(row: Int) {
    let (text, written) = Self.fields[row]
    #expect(csv(header: ["h"], rows: [[text]]) == "\u{FEFF}h\r\n\(written)\r\n")
  }

  @Test func `rows end as RFC 4180 says, after the mark of UTF-8`() {
    let bytes = Array(csv(header: ["Día", "Hora"], rows: [["a", "b"], ["", ""]]).utf8)
    #expect(bytes == [0xEF, 0xBB, 0xBF] + Array("Día,Hora\r\na,b\r\n,\r\n".utf8))
  }
}
