import Foundation
import MailReading
import PseudoTerminal
import SQLite
import Testing

/// `citas correo` and `citas recordatorios`, with a `sendmail` of the tests.
struct MailTests {
  let office: Office

  init() throws { office = try Office() }

  // MARK: What it stands on

  private func book(
    _ document: String, city: String = "Bogotá", mayAnnounce: Bool = false
  ) throws -> String {
    let run = try office.run(
      Conversation.json, lines: Conversation.booking(document: document, city: city).map(\.answer))
    try #require(run.exit == .status(0), "\(run.text)\(run.errors)")
    #expect(
      try run.turns().contains { $0["clave"] == "cita.correo" } == mayAnnounce)
    return try #require(try run.turns().last { $0.type == "cita" }?["codigo"])
  }

  private func mail(
    _ words: String..., now: String = Office.start, status: Int32 = 0
  ) throws -> Run {
    let run = try office.run(words + ["--ahora", now], input: [])
    #expect(run.exit == .status(status), "\(run.text)\(run.errors)")
    return run
  }

  /// A `sendmail` that keeps what it is given, one file a message, and then does `body`.
  private func useSendmail(_ body: String = "exit 0") throws {
    let path = office.folder + "/sendmail"
    let script = """
      #!/bin/sh
      PATH=/bin:/usr/bin
      file=$(mktemp \(office.folder)/entrada.XXXXXX)
      cat > "$file"
      echo "$@" >> \(office.folder)/palabras
      \(body)

      """
    // By a process of its own: a file that this one has written may still be open in the child of
    // another test, and is too busy to be run then.
    let writer = try Child(
      "/bin/sh", ["-c", "cat > \(path) && chmod 700 \(path)"],
      environment: ["PATH": "/bin:/usr/bin"],
      on: .pipes)
    writer.type(script)
    writer.closeInput()
    try #require(try writer.wait() == .status(0))
    _ = try mail("correo", "ajustar", "sendmail", path)
  }

  /// The messages that the `sendmail` was given, each as it would leave this host.
  private func received() throws -> [ReadMessage] {
    try FileManager.default.contentsOfDirectory(atPath: office.folder)
      .filter { $0.hasPrefix("entrada.") }
      .map { name in
        let bytes = try Data(contentsOf: URL(filePath: office.folder + "/" + name))
        #expect(!bytes.contains(0x0D))
        return try ReadMessage(Array(bytes).flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })
      }
  }

  private func files(_ folder: String) throws -> [(name: String, message: ReadMessage)] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
      (name, try ReadMessage(Array(try Data(contentsOf: URL(filePath: folder + "/" + name)))))
    }
  }

  private func event(_ message: ReadMessage) throws -> ReadCalendar {
    try ReadCalendar.parse(try message.part("text/calendar").content).component("VEVENT")
  }

  private func states() throws -> [String] {
    try office.rows("SELECT kind || ' ' || state FROM outbox ORDER BY id")
  }

  // MARK: A booking, its change and its end

  @Test func `a booking, its change and its cancellation are one entry of a calendar`() throws {
    let out = office.folder + "/salida"
    let first = try book("52123456")
    _ = try mail("correo", "enviar", "--a-carpeta", out)
    let change = try office.run(
      Conversation.json,
      lines: ["3", "2", first, "1", "52123456", "1", "2021-09-17", "9:20", "aceptar"])
    let second = try #require(
      try change.turns().last { $0.type == "cita" }?["codigo"], "\(change.text)")
    _ = try mail("correo", "enviar", "--a-carpeta", out)
    let end = try office.run(
      Conversation.json, lines: ["3", "1", second, "1", "52123456", "sí"])
    try #require(try end.turns().last?["estado"] == "cancelada", "\(end.text)")
    _ = try mail("correo", "enviar", "--a-carpeta", out)

    let messages = try files(out).map(\.message)
    #expect(messages.count == 3)
    let subjects = try messages.map { try $0.decoded("Subject") }
    #expect(
      subjects == [
        "Su cita quedó agendada: jueves 16 de septiembre de 2021, 11:20 a. m.",
        "Su cita cambió: ahora es el viernes 17 de septiembre de 2021, 9:20 a. m.",
        "Su cita quedó cancelada: viernes 17 de septiembre de 2021, 9:20 a. m.",
      ])
    let events = try messages.map(event)
    #expect(Set(events.map { $0["UID"]?.value }).count == 1)
    #expect(events.map { $0["SEQUENCE"]?.value } == ["0", "1", "2"])
    #expect(
      events.map { $0["DTSTART"]?.value } == [
        "20210916T112000", "20210917T092000", "20210917T092000",
      ])
    #expect(events.map { $0["STATUS"]?.value } == ["CONFIRMED", "CONFIRMED", "CANCELLED"])
    #expect(
      try messages.map { try $0.part("text/calendar").parameters["method"] } == [
        "REQUEST", "REQUEST", "CANCEL",
      ])
    #expect(Set(try messages.map { try $0.raw("Message-ID") }).count == 3)
    for (message, code) in zip(messages, [first, second, second]) {
      #expect(try message.mailbox("To").address == "ventas@example.com")
      let grouped = try message.part("text/plain").text.filter { $0 != "-" }
      #expect(grouped.contains(code))
      #expect(try !message.raw("Message-ID").contains(code))
    }
    #expect(
      try messages[1].part("text/plain").text.contains("Antes: jueves 16 de septiembre, 11:20 a. m")
    )
  }

  @Test func `a text and its files say nothing that identifies the person`() throws {
    _ = try book("52123456")
    let out = office.folder + "/salida"
    _ = try mail("correo", "enviar", "--a-carpeta", out)
    let (name, message) = try #require(try files(out).first)
    let texts = [
      name, try message.decoded("Subject"), try message.part("text/plain").text,
      try message.part("text/calendar").text,
    ]
    for text in texts {
      for datum in ["52123456", "María", "Peña", "3001234567", "300 123", "Calle", "mbargo"] {
        #expect(!text.contains(datum))
      }
    }
    let list = try mail("correo", "--json").text + mail("correo").text
    #expect(list.contains("v•••@example.com") && !list.contains("ventas"))
  }

  // MARK: sendmail

  @Test func `it is given each message once, and no address as a word`() throws {
    try useSendmail()
    _ = try mail("correo", "ajustar", "remitente", "citas@dian.example.co")
    let first = try book("52123456", mayAnnounce: true)
    let second = try book("79123456", mayAnnounce: true)
    #expect(try mail("correo", "enviar").text.contains("Entregados: 2."))
    #expect(try mail("correo", "enviar").text.contains("Entregados: 0."))
    let messages = try received()
    #expect(messages.count == 2)
    #expect(
      try messages.allSatisfy { try $0.mailbox("From").address == "citas@dian.example.co" })
    let words = try String(contentsOfFile: office.folder + "/palabras", encoding: .utf8)
    #expect(words == String(repeating: "-t -i -fcitas@dian.example.co\n", count: 2))
    #expect(
      try office.rows("SELECT subject FROM event WHERE kind = 'mail' ORDER BY id")
        == [first + " confirmacion", second + " confirmacion"])
  }

  @Test(arguments: [("exit 75", "75"), ("kill -9 $$", "137"), ("exit 69", "69")])
  func `one that fails is tried again later, with the same message`(
    body: String, status: String
  ) throws {
    try useSendmail(body)
    _ = try book("52123456")
    #expect(try mail("correo", "enviar", status: 75).text.contains("Por reintentar: 1."))
    #expect(
      try office.rows("SELECT state || ' ' || attempts || ' ' || status FROM outbox")
        == ["pendiente 1 " + status])
    // Not before its time.
    #expect(try mail("correo", "enviar", now: "2021-09-10T09:04").text.contains("reintentar: 0."))
    try useSendmail()
    #expect(try mail("correo", "enviar", now: "2021-09-10T09:05").text.contains("Entregados: 1."))
    let identifiers = try received().map { try $0.raw("Message-ID") }
    #expect(identifiers.count == 2 && Set(identifiers).count == 1)
  }

  @Test func `one that hangs is given up after its time, and costs no other message an attempt`()
    throws
  {
    try useSendmail("exec sleep 1000")
    _ = try book("52123456")
    _ = try book("79123456")
    do {
      try office.database().run(
        script: "UPDATE policy SET value = 0 WHERE name = 'correo_segundos'")
    }
    #expect(try mail("correo", "enviar", status: 75).text.contains("Por reintentar: 1."))
    #expect(
      try office.rows("SELECT attempts || ' ' || coalesce(status, '-') FROM outbox ORDER BY id")
        == ["1 124", "0 -"])
  }

  @Test func `one that knows no such person is not asked again`() throws {
    try useSendmail("exit 67")
    _ = try book("52123456")
    #expect(try mail("correo", "enviar", status: 65).text.contains("Sin entregar: 1."))
    #expect(try states() == ["confirmacion fallido"])
    #expect(try mail("correo").text.contains("fallido"))
  }

  @Test func `one that is not there leaves the messages where they are`() throws {
    _ = try mail("correo", "ajustar", "sendmail", office.folder + "/nada")
    _ = try book("52123456")
    #expect(try mail("correo", "enviar", status: 69).text.contains("Nadie entrega los correos"))
    #expect(try states() == ["confirmacion pendiente"])
  }

  @Test func `two that deliver at once give each message once`() throws {
    try useSendmail()
    for index in 0..<6 { _ = try book("5212345\(index)", city: cities[index]) }
    let children = try (0..<3).map { _ in
      try office.start(["correo", "enviar", "--ahora", Office.start])
    }
    for child in children { #expect(try child.wait() == .status(0)) }
    let identifiers = try received().map { try $0.raw("Message-ID") }
    #expect(identifiers.count == 6 && Set(identifiers).count == 6)
    #expect(Set(try states()) == ["confirmacion entregado"])
  }

  private let cities = ["Bogotá", "Arauca", "Cali", "Pasto", "Neiva", "Tunja"]

  @Test func `an interruption ends it between two messages`() throws {
    try useSendmail("kill -INT $PPID; exit 0")
    _ = try book("52123456")
    _ = try book("79123456")
    #expect(try mail("correo", "enviar", status: 130).text.contains("Entregados: 1."))
    #expect(try states() == ["confirmacion entregado", "confirmacion pendiente"])
  }

  @Test func `a look that finds nothing to do leaves no trace`() throws {
    try office.openForTheFirstTime()
    let before = try office.rows("SELECT count(*) || '' FROM session")
    #expect(try mail("correo", "enviar", "--a-carpeta", office.folder + "/s").text.contains("0."))
    #expect(try office.rows("SELECT count(*) || '' FROM session") == before)
  }

  /// The one case in which a message can come twice.
  @Test func `a message whose sender was killed goes again, under the same name`() throws {
    // It takes the message and has its sender killed before it says so.
    try useSendmail("kill -9 $PPID; exit 0")
    _ = try book("52123456")
    let child = try office.start(["correo", "enviar", "--ahora", Office.start])
    #expect(try child.wait() == .signal(SIGKILL))
    #expect(try states() == ["confirmacion en_entrega"])
    try useSendmail()
    #expect(try mail("correo", "enviar").text.contains("Entregados: 1."))
    let identifiers = try received().map { try $0.raw("Message-ID") }
    #expect(identifiers.count == 2 && Set(identifiers).count == 1)
  }

  // MARK: Reminders, settings and what is said of them

  @Test func `reminders come once, for the next working day`() throws {
    let code = try book("52123456")
    let eve = "2021-09-15T07:00"
    let out = office.folder + "/salida"
    _ = try mail("correo", "enviar", "--a-carpeta", out)
    #expect(try mail("recordatorios", now: "2021-09-14T07:00").text.contains("nuevos: 0."))
    #expect(
      try mail("recordatorios", now: eve).text
        == "Recordatorios nuevos: 1. Son de las citas hasta el jueves 16 de septiembre.\n")
    #expect(
      try mail("recordatorios", "--json", now: eve).text
        .contains("\"columnas\":[\"cantidad\",\"hasta\"],\"filas\":[[0,\"2021-09-16\"]]"))
    _ = try mail("correo", "enviar", "--a-carpeta", out, now: eve)
    #expect(try mail("recordatorios", now: eve).text.contains("nuevos: 0."))
    let reminder = try #require(try files(out).map(\.message).last)
    #expect(
      try reminder.decoded("Subject")
        == "Recuerde su cita: jueves 16 de septiembre de 2021, 11:20 a. m.")
    #expect(try event(reminder)["UID"]?.value.hasPrefix(code) == true)
    #expect(try event(reminder)["SEQUENCE"]?.value == "0")
  }

  @Test func `two that remind at once leave one reminder`() throws {
    for index in 0..<3 { _ = try book("5212345\(index)", city: cities[index]) }
    let children = try (0..<4).map { _ in
      try office.start(["recordatorios", "--ahora", "2021-09-15T07:00"])
    }
    for child in children { #expect(try child.wait() == .status(0)) }
    #expect(
      try office.rows("SELECT code FROM outbox WHERE kind = 'recordatorio'").count == 3)
  }

  @Test func `mail is announced only where a sender and a way out are set up`() throws {
    _ = try book("52123450", city: "Arauca")
    _ = try mail("correo", "ajustar", "remitente", "citas@dian.example.co")
    _ = try mail("correo", "ajustar", "sendmail", office.folder + "/nada")
    _ = try book("52123451", city: "Cali")
    let out = office.folder + "/salida"
    let refused = try mail("correo", "ajustar", "carpeta", out, status: 73)
    #expect(refused.text.contains("no existe"))
    _ = try book("52123455", city: "Bogotá")
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
    _ = try mail("correo", "ajustar", "carpeta", out)
    try FileManager.default.removeItem(atPath: out)
    // It was there once.
    _ = try book("52123454", city: "Medellín")
    #expect(try mail("correo", "enviar", status: 69).text.contains("/salida» no existe"))
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
    _ = try book("52123452", city: "Pasto", mayAnnounce: true)
    #expect(
      try mail("correo", "ajustar", "remitente").text == "Guardado: remitente queda sin valor.\n")
    _ = try book("52123453", city: "Neiva")
    #expect(try mail("correo", "enviar").text.contains("Entregados: 6."))
    #expect(try files(office.folder + "/salida").count == 6)
  }

  @Test func `a change of the hour, of the address and the end are announced too`() throws {
    let first = try book("52123456", city: "Arauca")
    _ = try mail("correo", "ajustar", "remitente", "citas@dian.example.co")
    let out = office.folder + "/salida"
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
    _ = try mail("correo", "ajustar", "carpeta", out)
    func announcement(_ lines: [String]) throws -> String? {
      let turns = try office.run(Conversation.json, lines: lines).turns()
      try #require(turns.last?.type == "fin", "\(turns)")
      return turns.first { $0["clave"] == "cita.correo" }?["texto"]
    }
    let data = ["1", "52123456"]
    #expect(try announcement(["3", "2", first] + data + ["4", "otra@example.com"]) != nil)
    #expect(try announcement(["3", "2", first] + data + ["3", "3009876543"]) == nil)
    #expect(
      try announcement(["3", "2", first] + data + ["1", "2021-09-17", "9:20", "aceptar"]) != nil)
    let second = try #require(
      try office.rows("SELECT code FROM appointment WHERE state = 'booked'").first)
    #expect(try announcement(["3", "1", second] + data + ["sí"]) != nil)
  }

  @Test(arguments: [
    ["remitente", "citas"], ["remitente", "a@b.co\nBcc: c@d.co"], ["carpeta", "salida"],
    ["color", "azul"],
  ])
  func `a setting that cannot be is refused`(words: [String]) throws {
    let run = try office.run(["correo", "ajustar"] + words, input: [])
    #expect(run.exit == .status(64))
    #expect(run.errors.contains("No entiendo «\(words[0] == "color" ? "color" : "")"))
    #expect(!office.exists)
  }

  @Test func `a program gets the rows, and an end`() throws {
    _ = try book("52123456")
    let list = try mail("correo", "--json")
    #expect(try list.turns().map(\.type) == ["mensaje", "mensaje", "tabla", "fin"])
    let code = try #require(try office.rows("SELECT code FROM appointment").first)
    #expect(
      list.text.contains(
        "\"filas\":[[1,\"confirmacion\",\"\(code)\",null,\"v•••@example.com\",\"Bogotá\","
          + "\"2021-09-16T11:20:00-05:00\",\"pendiente\",0,null]]"))
    let run = try mail("correo", "enviar", "--a-carpeta", office.folder + "/salida", "--json")
    #expect(
      run.text.contains(
        "\"columnas\":[\"entregados\",\"reintentos\",\"fallidos\",\"retirados\"],"
          + "\"filas\":[[1,0,0,0]]"))
    #expect(try run.turns().last?.status == 0)
  }

  @Test func `a folder that cannot be written keeps the messages waiting`() throws {
    _ = try book("52123456")
    let path = office.folder + "/archivo"
    try Data().write(to: URL(filePath: path))
    #expect(
      try mail("correo", "enviar", "--a-carpeta", path, status: 75).text.contains("reintentar: 1."))
    #expect(try office.rows("SELECT status || '' FROM outbox") == ["73"])
  }

  /// Python's own reader, written by others, where it is installed.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
  func `Python's reader finds no defect`() throws {
    _ = try book("52123456")
    let out = office.folder + "/salida"
    _ = try mail("correo", "enviar", "--a-carpeta", out)
    let name = try #require(try files(out).first?.name)
    let script = """
      import email, email.policy, sys
      m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
      assert not m.defects and all(not p.defects for p in m.walk()), m.defects
      assert all(not v.defects for p in m.walk() for v in p.values() if hasattr(v, 'defects'))
      print(m['Subject'])
      print(m['From'].addresses[0].display_name)
      print(m.get_body().get_content().splitlines()[0])
      print([p.get_content_type() for p in m.iter_attachments()])
      """
    let child = try Child("/usr/bin/python3", ["-c", script, out + "/" + name], on: .pipes)
    #expect(try child.wait() == .status(0))
    #expect(
      String(decoding: child.transcript, as: UTF8.self) == """
        Su cita quedó agendada: jueves 16 de septiembre de 2021, 11:20 a. m.
        Citas de Información Cobranzas
        Su cita de Información Cobranzas quedó agendada.
        ['text/calendar']

        """)
  }
}
