package import Domain
package import Office
internal import SQLite

extension Store {
  /// Erases the personal data whose term is over: of appointments after `datos_dias`, of drafts,
  /// look-ups, entries of the waiting list and messages when they no longer count, and the notes of
  /// calls that led to no appointment. Without `applies`, tells what it would erase.
  package func purge(applies: Bool, now: Moment) throws(StoreError) -> Erasure {
    try erasing(now) { (connection, session) throws(DatabaseError) in
      let policies = try connection.policies()
      // Whose latest date is past goes with it.
      connection.review = WaitingReview()
      try connection.endWhatIsOver(by: session, now)
      let erase = connection.erasure
      // Nobody is reached by these any more, nor told.
      try erase.looseNotes.run(now.secondsSinceEpoch - 86_400)
      try connection.mail.sweep.run(now.secondsSinceEpoch)
      try connection.mail.purge.run(now.secondsSinceEpoch)
      let erasure = Erasure(
        appointments: try erase.appointmentsBefore.changes(
          now.secondsSinceEpoch, now.day.advanced(by: -policies.dataDays).number),
        drafts: try erase.expiredDrafts.changes(now.secondsSinceEpoch),
        misses: try erase.missesUntil.changes(
          now.secondsSinceEpoch - policies.missMinutes * 60),
        waiting: connection.review.left,
        endedWaits: try erase.endedWaitsUntil.changes(
          now.secondsSinceEpoch - EndedWait.daysKept * 86_400))
      guard applies else { return .rollback(erasure) }
      try connection.log(
        .purge, "\(erasure.appointments) \(erasure.drafts) \(erasure.misses) \(erasure.waiting)",
        session: session,
        now)
      return .commit(erasure)
    }
  }

  /// Erases what is kept of the document, at its holder's request (Ley 1581 de 2012, art. 8 e).
  /// Without `applies`, tells what it would erase.
  package func forget(
    _ document: Document, applies: Bool, now: Moment
  ) throws(StoreError) -> ForgetResult {
    let (number, type) = (document.number.text, document.type.rawValue)
    return try erasing(now) { (connection, session) throws(DatabaseError) in
      let erase = connection.erasure
      var toCome: [AppointmentCode] = []
      try erase.codesToCome.forEach(number, type, now.secondsSinceEpoch) {
        (row) throws(DatabaseError) in
        guard let code = AppointmentCode(parsing: try row.text(0)) else { throw row.mismatch(0) }
        toCome.append(code)
      }
      guard toCome.isEmpty else { return .rollback(.hasAppointments(toCome)) }
      let entry = try connection.waitingEntry(of: document)
      if let entry { try connection.withdraw(entry, by: session, now) }
      let erasure = Erasure(
        appointments: try erase.appointmentsOf.changes(now.secondsSinceEpoch, number, type),
        drafts: try erase.draftsOf.changes(number, type),
        misses: try erase.missesOf.changes(Subject.document(document).row.subject),
        waiting: entry == nil ? 0 : 1, endedWaits: try erase.endedWaitsOf.changes(number, type))
      guard !erasure.isEmpty else { return .rollback(.nothingKept) }
      guard applies else { return .rollback(.planned(erasure)) }
      try connection.log(.forget, String(erasure.appointments), session: session, now)
      return .commit(.forgotten(erasure))
    }
  }

  /// All that is kept of the document, a JSON object each, at its holder's request (Ley 1581 de
  /// 2012, art. 8 f): appointments, what became of them, the draft and the authorisations.
  package func export(_ document: Document, now: Moment) throws(StoreError) -> [String] {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      var objects: [String] = []
      try connection.erasure.everythingOf.forEach(
        document.number.text, document.type.rawValue
      ) { (row) throws(DatabaseError) in objects.append(try row.text(0)) }
      try connection.log(.export, String(objects.count), session: session, now)
      return .commit(objects)
    }
  }

  /// The names and values of a JSON object, in their order, without those that have none.
  package func members(
    of object: String, now: Moment
  ) throws(StoreError) -> [(name: String, value: String)] {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      var members: [(name: String, value: String)] = []
      let statement = Statement(
        connection.database,
        "SELECT key, CAST(value AS TEXT) FROM json_each(?1) WHERE value IS NOT NULL")
      try statement.forEach(object) { (row) throws(DatabaseError) in
        members.append((try row.text(0), try row.text(1)))
      }
      return members
    }
  }

  /// The number of the request that this session has carried out last, an erasure or an export; nil
  /// when it was none. Events have no document: whose it was stands in the office's own file, under
  /// that number.
  package func requestNumber(now: Moment) throws(StoreError) -> Int? {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.erasure.lastRequest.integer(connection.sessionOrNone)
    }
  }

  /// Runs `body` so that what it deletes is overwritten, in the file and in the log beside it.
  private func erasing<Result>(
    _ now: Moment,
    _ body: (Connection, _ session: Int) throws(DatabaseError) -> Database.End<Result>
  ) throws(StoreError) -> Result {
    let database = try connection(now).database
    try translating { () throws(DatabaseError) in
      try database.run(script: "PRAGMA secure_delete = ON")
    }
    let result = try writing(.powerLoss, now, body)
    try translating { () throws(DatabaseError) in
      try database.run(script: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    return result
  }
}

/// The statements that erase personal data and tell it to its holder.
struct ErasureStatements {
  let appointmentsBefore: Statement
  let appointmentsOf: Statement
  let codesToCome: Statement
  let expiredDrafts: Statement
  let draftsOf: Statement
  let missesUntil: Statement
  let missesOf: Statement
  let endedWaitsUntil: Statement
  let endedWaitsOf: Statement
  let looseNotes: Statement
  let everythingOf: Statement
  let lastRequest: Statement

  init(_ database: Database) {
    appointmentsBefore = Statement(
      database,
      """
      UPDATE appointment SET erased = ?1, document_number = '-', document_type = '00',
        given_names = '-', surnames = '-', mobile = '-', email = '-', address = '-',
        residence = '00000', landline = NULL, business_name = iif(business_name IS NULL, NULL, '-')
      WHERE erased IS NULL AND day < ?2
      """)
    appointmentsOf = Statement(
      database,
      """
      UPDATE appointment SET erased = ?1, document_number = '-', document_type = '00',
        given_names = '-', surnames = '-', mobile = '-', email = '-', address = '-',
        residence = '00000', landline = NULL, business_name = iif(business_name IS NULL, NULL, '-')
      WHERE document_number = ?2 AND document_type = ?3
      """)
    codesToCome = Statement(
      database,
      """
      SELECT code FROM appointment
      WHERE document_number = ?1 AND document_type = ?2 AND state = 'booked' AND starts > ?3
      ORDER BY starts
      """)
    expiredDrafts = Statement(database, "DELETE FROM draft WHERE expires <= ?1")
    draftsOf = Statement(
      database, "DELETE FROM draft WHERE document_number = ?1 AND document_type = ?2")
    missesUntil = Statement(database, "DELETE FROM miss WHERE at <= ?1")
    missesOf = Statement(database, "DELETE FROM miss WHERE kind = 'document' AND subject = ?1")
    endedWaitsUntil = Statement(
      database,
      """
      DELETE FROM waiting_end
      WHERE waiting IN (SELECT id FROM waiting WHERE state <> 'waiting' AND ended <= ?1)
      """)
    endedWaitsOf = Statement(
      database, "DELETE FROM waiting_end WHERE document_number = ?1 AND document_type = ?2")
    // A call that still goes on may give its note an appointment at its end; ?1 is a day ago.
    looseNotes = Statement(
      database,
      """
      DELETE FROM note
      WHERE appointment IN (SELECT code FROM appointment WHERE erased IS NOT NULL)
        OR appointment IS NULL
          AND (at <= ?1 OR session IN (SELECT session FROM conversation))
      """)
    lastRequest = Statement(
      database,
      "SELECT max(id) FROM event WHERE session = ?1 AND kind IN ('export', 'forget')")
    everythingOf = Statement(
      database,
      """
      WITH own AS (
        SELECT * FROM appointment WHERE document_number = ?1 AND document_type = ?2
      ), kept AS (
        SELECT * FROM draft WHERE document_number = ?1 AND document_type = ?2
      ), waits AS (
        SELECT * FROM waiting JOIN waiting_applicant ON waiting_applicant.waiting = waiting.id
        WHERE document_number = ?1 AND document_type = ?2
      ), taken AS (
        SELECT waiting.*, own.code AS appointment FROM waiting JOIN own ON own.code = waiting.code
      ), turns AS (
        SELECT id, session FROM waits UNION SELECT id, session FROM taken
        UNION
        SELECT id, session FROM waiting_end JOIN waiting ON waiting.id = waiting_end.waiting
        WHERE document_number = ?1 AND document_type = ?2
      )
      SELECT json_object(
        'tipo', 'cita', 'codigo', code,
        'estado', CASE state WHEN 'booked' THEN 'agendada' WHEN 'cancelled' THEN 'cancelada'
          ELSE 'reemplazada' END,
        'inicio', strftime('%Y-%m-%dT%H:%M:%S', day * 86400 + minute * 60, 'unixepoch') || '-05:00',
        'punto_de_contacto', (SELECT name FROM point WHERE id = point), 'motivo', motive,
        'tipo_persona', person_type, 'razon_social', business_name,
        'tipo_documento', document_type, 'numero_documento', document_number,
        'nombre', given_names, 'apellidos', surnames, 'telefono_fijo', '+57' || landline,
        'telefono_celular', '+57' || mobile, 'correo', email, 'direccion', address, 'ciudad', residence,
        'hecha', strftime('%Y-%m-%dT%H:%M:%S', created - 18000, 'unixepoch') || '-05:00',
        'reemplaza', replaces)
      FROM own
      UNION ALL
      SELECT json_object(
        'tipo', 'evento', 'codigo', code,
        'que', CASE kind WHEN 'book' THEN 'agendada' WHEN 'replace' THEN 'cambiada'
          WHEN 'cancel' THEN 'cancelada' WHEN 'update' THEN 'datos cambiados'
          WHEN 'move' THEN 'movida' WHEN 'displace' THEN 'sin hora'
          WHEN 'give_back' THEN 'recuperada' ELSE 'llamada' END,
        'resultado', iif(kind = 'outcome', substr(subject, instr(subject, ' ') + 1), NULL),
        'cuando', strftime('%Y-%m-%dT%H:%M:%S', event.at - 18000, 'unixepoch') || '-05:00')
      FROM own JOIN event
        ON kind IN (
          'book', 'replace', 'cancel', 'update', 'move', 'displace', 'give_back', 'outcome')
        AND instr(subject, code)
      UNION ALL
      SELECT json_object(
        'tipo', 'borrador', 'respuestas', answers,
        'guardado', strftime('%Y-%m-%dT%H:%M:%S', saved - 18000, 'unixepoch') || '-05:00')
      FROM kept
      UNION ALL
      SELECT json_object(
        'tipo', 'lista_de_espera', 'motivo', motive, 'ciudad_cita', city_code,
        'dias', date(first_day * 86400, 'unixepoch') || '..' || date(last_day * 86400, 'unixepoch'),
        'franja', part, 'preferencia', iif(preference, 'si', 'no'),
        'tipo_persona', person_type, 'razon_social', business_name,
        'tipo_documento', document_type, 'numero_documento', document_number,
        'nombre', given_names, 'apellidos', surnames, 'telefono_fijo', '+57' || landline,
        'telefono_celular', '+57' || mobile, 'correo', email, 'direccion', address, 'ciudad', residence,
        'espera_desde', strftime('%Y-%m-%dT%H:%M:%S', joined - 18000, 'unixepoch') || '-05:00')
      FROM waits
      UNION ALL
      SELECT json_object(
        'tipo', 'lista_de_espera_terminada',
        'estado', iif(state = 'silent', 'sin_respuesta', 'fecha_pasada'),
        'tipo_documento', document_type, 'numero_documento', document_number,
        'telefono_celular', '+57' || mobile, 'correo', email,
        'cuando', strftime('%Y-%m-%dT%H:%M:%S', ended - 18000, 'unixepoch') || '-05:00')
      FROM waiting_end JOIN waiting ON waiting.id = waiting_end.waiting
      WHERE document_number = ?1 AND document_type = ?2
      UNION ALL
      SELECT json_object(
        'tipo', 'lista_de_espera_terminada', 'estado', 'con_cita', 'codigo', appointment,
        'ciudad_cita', city_code,
        'dias', date(first_day * 86400, 'unixepoch') || '..' || date(last_day * 86400, 'unixepoch'),
        'franja', part, 'preferencia', iif(preference, 'si', 'no'),
        'espera_desde', strftime('%Y-%m-%dT%H:%M:%S', joined - 18000, 'unixepoch') || '-05:00',
        'cuando', strftime('%Y-%m-%dT%H:%M:%S', ended - 18000, 'unixepoch') || '-05:00')
      FROM taken
      UNION ALL
      SELECT json_object(
        'tipo', 'cupo_ofrecido',
        'inicio', strftime('%Y-%m-%dT%H:%M:%S', offer.day * 86400 + offer.minute * 60, 'unixepoch')
          || '-05:00',
        'punto_de_contacto', point.name,
        'guardado_hasta', strftime('%Y-%m-%dT%H:%M:%S', offer.until - 18000, 'unixepoch')
          || '-05:00',
        'estado', CASE offer.state WHEN 'open' THEN 'guardado' WHEN 'declined' THEN 'pasado'
          WHEN 'expired' THEN 'vencido' WHEN 'accepted' THEN 'tomado' ELSE 'retirado' END,
        'llamada', outcome)
      FROM turns JOIN offer ON offer.waiting = turns.id JOIN point ON point.id = offer.point
      LEFT JOIN offer_call ON offer_call.offer = offer.id
      UNION ALL
      SELECT json_object('tipo', 'mensaje_de_correo', 'mensaje', kind, 'estado', outbox.state)
      FROM turns JOIN offer ON offer.waiting = turns.id JOIN outbox ON outbox.offer = offer.id
      UNION ALL
      SELECT json_object(
        'tipo', 'mensaje_de_correo', 'codigo', own.code, 'mensaje', outbox.kind,
        'estado', outbox.state)
      FROM own JOIN outbox ON outbox.code = own.code
      UNION ALL
      SELECT json_object(
        'tipo', 'autorizacion', 'aviso', notice_version,
        'respuesta', iif(granted, 'si', 'no'), 'canal', channel,
        'cuando', strftime('%Y-%m-%dT%H:%M:%S', consent.at - 18000, 'unixepoch') || '-05:00')
      FROM consent JOIN session ON session.id = consent.session
      WHERE session.id IN (SELECT session FROM own UNION SELECT session FROM kept UNION SELECT session FROM turns)
      """)
  }
}
