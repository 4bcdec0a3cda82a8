-- Meetings of an agency (unit) or of the whole government (no unit). The token is the secret of the check-in link: it is
-- shown as a picture to the room, so it is kept readable, and counts only while the meeting is open.
CREATE TABLE meeting (
  government_id BIGINT NOT NULL REFERENCES government (id),
  id BIGINT NOT NULL,
  unit_id BIGINT,
  kind TEXT NOT NULL CHECK (kind IN ('evaluation', 'forum', 'coordination', 'musrenbang', 'other')),
  title TEXT NOT NULL CHECK (title <> ''),
  year BIGINT,
  quarter BIGINT CHECK (quarter BETWEEN 1 AND 4),
  chair TEXT NOT NULL DEFAULT '',
  note_taker TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('planned', 'open', 'closed')),
  revision BIGINT NOT NULL DEFAULT 0,
  token TEXT NOT NULL,
  row_version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, unit_id) REFERENCES unit (government_id, id),
  CHECK ((year IS NULL) = (quarter IS NULL))
);
CREATE UNIQUE INDEX meeting_token ON meeting (token);

CREATE TABLE meeting_session (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  day TEXT NOT NULL,
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  place TEXT NOT NULL DEFAULT '',
  link TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, meeting_id) REFERENCES meeting (government_id, id)
);
CREATE INDEX meeting_session_by_meeting ON meeting_session (government_id, meeting_id, day);

-- The agenda, and what was said on each item.
CREATE TABLE meeting_item (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  unit_id BIGINT,
  title TEXT NOT NULL,
  minutes TEXT NOT NULL DEFAULT '',
  row_version BIGINT NOT NULL DEFAULT 1,
  login TEXT NOT NULL DEFAULT '',
  at BIGINT,
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, meeting_id) REFERENCES meeting (government_id, id)
);
CREATE INDEX meeting_item_by_meeting ON meeting_item (government_id, meeting_id, id);

-- Who is invited or came. `name_key` is name and institution folded: who signs in twice is one participant.
CREATE TABLE meeting_participant (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  institution TEXT NOT NULL,
  kind TEXT NOT NULL,
  name_key TEXT NOT NULL,
  invited BIGINT NOT NULL CHECK (invited IN (0, 1)),
  PRIMARY KEY (government_id, id),
  UNIQUE (government_id, meeting_id, name_key),
  FOREIGN KEY (government_id, meeting_id) REFERENCES meeting (government_id, id)
);

CREATE TABLE meeting_attendance (
  government_id BIGINT NOT NULL,
  participant_id BIGINT NOT NULL,
  session_id BIGINT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('link', 'hand')),
  at BIGINT NOT NULL,
  PRIMARY KEY (government_id, participant_id, session_id),
  FOREIGN KEY (government_id, participant_id) REFERENCES meeting_participant (government_id, id),
  FOREIGN KEY (government_id, session_id) REFERENCES meeting_session (government_id, id)
);

-- What participants put forward, and the answer.
CREATE TABLE meeting_input (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  item_id BIGINT,
  speaker TEXT NOT NULL,
  words TEXT NOT NULL,
  answer TEXT NOT NULL DEFAULT '',
  row_version BIGINT NOT NULL DEFAULT 1,
  login TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, meeting_id) REFERENCES meeting (government_id, id)
);

-- Papers as they stood when the meeting was closed, one set a revision.
CREATE TABLE meeting_paper (
  government_id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  paper TEXT NOT NULL,
  html TEXT NOT NULL,
  hash TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (government_id, meeting_id, revision, paper),
  FOREIGN KEY (government_id, meeting_id) REFERENCES meeting (government_id, id)
);

-- Decisions and what becomes of them. `home_unit_id` is who decided (none: the whole government), `unit_id` who has to
-- do it. The due date first agreed stays: being in time is measured by it.
CREATE TABLE follow_up (
  government_id BIGINT NOT NULL REFERENCES government (id),
  id BIGINT NOT NULL,
  home_unit_id BIGINT,
  meeting_id BIGINT,
  item_id BIGINT,
  unit_id BIGINT NOT NULL,
  account_id BIGINT,
  indicator_id BIGINT,
  decision TEXT NOT NULL CHECK (decision <> ''),
  aim TEXT NOT NULL CHECK (aim IN ('quarter', 'renja')),
  year BIGINT,
  quarter BIGINT CHECK (quarter BETWEEN 1 AND 4),
  due TEXT NOT NULL,
  first_due TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'in_progress', 'done', 'accepted')),
  done_on TEXT,
  done_by BIGINT,
  row_version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, meeting_id) REFERENCES meeting (government_id, id),
  FOREIGN KEY (government_id, unit_id) REFERENCES unit (government_id, id),
  FOREIGN KEY (government_id, indicator_id) REFERENCES indicator (government_id, id),
  CHECK ((done_on IS NOT NULL) = (state IN ('done', 'accepted'))),
  CHECK ((year IS NULL) = (quarter IS NULL))
);
CREATE INDEX follow_up_by_meeting ON follow_up (government_id, meeting_id, id);
CREATE INDEX follow_up_by_state ON follow_up (government_id, state, due);

CREATE TABLE follow_up_act (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  follow_up_id BIGINT NOT NULL,
  act TEXT NOT NULL,
  to_state TEXT NOT NULL,
  words TEXT NOT NULL DEFAULT '',
  due TEXT NOT NULL,
  login TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, follow_up_id) REFERENCES follow_up (government_id, id)
);
CREATE INDEX follow_up_act_by_follow_up ON follow_up_act (government_id, follow_up_id, id);
