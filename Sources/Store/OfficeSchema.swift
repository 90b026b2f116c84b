extension Schema {
  /// Places kept for agents, a schedule that takes no place from an appointment, what became of
  /// those that lost theirs, and how the calls went.
  static let office: StaticString = """
    ALTER TABLE schedule_rule ADD COLUMN kept_for_agents INTEGER NOT NULL DEFAULT 0
      CHECK (kept_for_agents BETWEEN 0 AND places);

    -- As before, and the last places are refused to whoever is no agent.
    DROP TRIGGER claim_has_a_place;
    CREATE TRIGGER claim_has_a_place BEFORE INSERT ON claim
    WHEN NOT EXISTS (
      SELECT 1 FROM schedule_rule AS rule
      WHERE rule.point = NEW.point
        AND NEW.day BETWEEN rule.first_day AND rule.last_day
        -- 1 January 1970 was a Thursday.
        AND rule.weekdays >> (NEW.day + 4) % 7 & 1
        AND NEW.minute BETWEEN rule.from_minute AND rule.through_minute
        AND (NEW.minute - rule.from_minute) % rule.step_minutes = 0
        AND NEW.place <= rule.places
        AND rule.places - iif(
          (SELECT agent FROM session WHERE id = NEW.holder) IS NULL, rule.kept_for_agents, 0
        ) > (
          SELECT count(*) FROM claim
          WHERE (point, day, minute) = (NEW.point, NEW.day, NEW.minute)
        )
    ) OR EXISTS (
      SELECT 1 FROM closure
      WHERE day = NEW.day AND (point IS NULL OR point = NEW.point)
        AND NEW.minute BETWEEN from_minute AND through_minute
    ) OR EXISTS (
      -- INSERT OR REPLACE would delete it unseen.
      SELECT 1 FROM claim
      WHERE (point, day, minute, place) = (NEW.point, NEW.day, NEW.minute, NEW.place)
    )
    BEGIN SELECT RAISE(ABORT, 'the slot has no such place'); END;

    -- Slots with more claims than the rules have places.
    CREATE VIEW overfull_slot AS
    SELECT point, day, minute, count(*) AS claims FROM claim
    GROUP BY point, day, minute
    HAVING count(*) > coalesce((
      SELECT max(rule.places) FROM schedule_rule AS rule
      WHERE rule.point = claim.point
        AND claim.day BETWEEN rule.first_day AND rule.last_day
        AND rule.weekdays >> (claim.day + 4) % 7 & 1
        AND claim.minute BETWEEN rule.from_minute AND rule.through_minute
        AND (claim.minute - rule.from_minute) % rule.step_minutes = 0
    ), 0);

    -- A rule is not edited: it ends and another begins, so that past days keep their places.
    CREATE TRIGGER rule_only_ends BEFORE UPDATE ON schedule_rule
    WHEN (
      OLD.id, OLD.point, OLD.first_day, OLD.weekdays, OLD.from_minute, OLD.through_minute,
      OLD.step_minutes, OLD.places, OLD.kept_for_agents
    ) <> (
      NEW.id, NEW.point, NEW.first_day, NEW.weekdays, NEW.from_minute, NEW.through_minute,
      NEW.step_minutes, NEW.places, NEW.kept_for_agents
    )
    BEGIN SELECT RAISE(ABORT, 'only the end of a rule changes'); END;
    CREATE TRIGGER rule_is_not_replaced BEFORE INSERT ON schedule_rule
    WHEN EXISTS (SELECT 1 FROM schedule_rule WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'only the end of a rule changes'); END;

    -- Nor do the rules or a closure take the place of a claim: it moves or goes before.
    CREATE TRIGGER rule_ends_without_claims AFTER UPDATE ON schedule_rule
    WHEN EXISTS (
      SELECT 1 FROM overfull_slot
      WHERE point = OLD.point AND day BETWEEN NEW.last_day + 1 AND OLD.last_day
    )
    BEGIN SELECT RAISE(ABORT, 'the rule has claims'); END;
    CREATE TRIGGER rule_goes_without_claims AFTER DELETE ON schedule_rule
    WHEN EXISTS (
      SELECT 1 FROM overfull_slot
      WHERE point = OLD.point AND day BETWEEN OLD.first_day AND OLD.last_day
    )
    BEGIN SELECT RAISE(ABORT, 'the rule has claims'); END;
    CREATE TRIGGER closure_begins_without_claims BEFORE INSERT ON closure
    WHEN EXISTS (
      -- The claims are found by their points: the country has few of them.
      SELECT 1 FROM point CROSS JOIN claim ON claim.point = point.id
      WHERE (NEW.point IS NULL OR point.id = NEW.point) AND claim.day = NEW.day
        AND claim.minute BETWEEN NEW.from_minute AND NEW.through_minute
    )
    BEGIN SELECT RAISE(ABORT, 'the closure has claims'); END;
    CREATE TRIGGER closure_is_not_edited BEFORE UPDATE ON closure
    BEGIN SELECT RAISE(ABORT, 'a closure is not edited'); END;

    -- An appointment that lost its place to a change of the schedule. It is moved, and replaced by
    -- another, or cancelled, and somebody calls.
    CREATE TABLE displacement (
      code TEXT PRIMARY KEY REFERENCES appointment ON DELETE CASCADE,
      -- The change.
      event INTEGER NOT NULL REFERENCES event
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX displacement_event ON displacement (event);

    -- How the call at the hour went, as it was last told; the events have what was told before.
    CREATE TABLE call_outcome (
      code TEXT PRIMARY KEY REFERENCES appointment ON DELETE CASCADE,
      outcome TEXT NOT NULL CHECK (
        outcome IN ('atendida', 'no_contesta', 'segundo_intento', 'numero_equivocado')
      ),
      session INTEGER NOT NULL REFERENCES session,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
