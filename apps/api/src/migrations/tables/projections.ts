/** What lists and queues need, written in the append's transaction and rebuildable from the ledgers (`ledger:verify` compares). */
export const projectionTables = `
CREATE TABLE organisations (
  organisation text PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('clinical', 'defence')),
  -- Register seq at which its sealing key last changed; -1 without one.
  key_changed integer NOT NULL
);

-- What the register said last of each clearance it has spoken of, and at which seq.
CREATE TABLE clearance_standings (
  clearance text PRIMARY KEY,
  standing text NOT NULL,
  changed integer NOT NULL
);

CREATE TABLE people (
  person text PRIMARY KEY,
  role text NOT NULL,
  status text NOT NULL,
  organisation text NOT NULL,
  defence text NOT NULL,
  advises text NOT NULL,
  expires bigint NOT NULL,
  keyring integer NOT NULL,
  -- Register seq at which anything about the person last changed.
  changed integer NOT NULL
);
CREATE INDEX people_advising ON people (advises) WHERE advises <> '';

CREATE TABLE rooms (
  ledger text PRIMARY KEY REFERENCES ledgers (id),
  organisation text NOT NULL,
  owner text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed')),
  opened_at bigint NOT NULL
);

-- Everybody who is or was in a room, once per way in: "" for an internal, the clearance for an outside colleague.
CREATE TABLE room_members (
  room text NOT NULL REFERENCES ledgers (id),
  person text NOT NULL,
  clearance text NOT NULL,
  stage text NOT NULL CHECK (stage IN ('internal', 'removed', 'admitted', 'accepted', 'declined', 'left')),
  -- When the clearance lets nobody join any more, and when membership ends; 0 for an internal.
  join_by bigint NOT NULL,
  member_until bigint NOT NULL,
  PRIMARY KEY (room, person, clearance)
);
CREATE INDEX room_members_person ON room_members (person);
CREATE INDEX room_members_clearance ON room_members (clearance) WHERE clearance <> '';

CREATE TABLE threads (
  room text NOT NULL REFERENCES ledgers (id),
  thread text NOT NULL,
  kind text NOT NULL,
  generation integer NOT NULL,
  PRIMARY KEY (room, thread)
);

-- Stored renditions of the pictures, by the random name they have in the object store.
CREATE TABLE objects (
  object text PRIMARY KEY,
  room text NOT NULL REFERENCES ledgers (id),
  thread text NOT NULL,
  picture text NOT NULL,
  rendition text NOT NULL
);

CREATE TABLE advice_requests (
  ledger text PRIMARY KEY REFERENCES ledgers (id),
  organisation text NOT NULL,
  room text NOT NULL,
  requester text NOT NULL,
  adviser text NOT NULL,
  stage text NOT NULL,
  urgency text NOT NULL,
  pictures integer NOT NULL,
  submitted_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX advice_requests_organisation ON advice_requests (organisation);
CREATE INDEX advice_requests_requester ON advice_requests (requester);

-- An announced upload: intent → PUT → complete → picture entry. Rows of committed objects stay; the sweeper removes the others.
CREATE TABLE object_intents (
  object text PRIMARY KEY,
  intent text NOT NULL,
  person text NOT NULL,
  room text NOT NULL,
  rendition text NOT NULL,
  size integer NOT NULL,
  -- Multipart upload id at the store, "" for a single PUT.
  upload text NOT NULL,
  state text NOT NULL CHECK (state IN ('announced', 'stored', 'committed', 'swept')),
  expires bigint NOT NULL
);
CREATE INDEX object_intents_intent ON object_intents (intent);
CREATE INDEX object_intents_sweep ON object_intents (expires) WHERE state IN ('announced', 'stored');

-- The one hash signed for each part: another hash for the same part is refused.
CREATE TABLE object_parts (
  object text NOT NULL REFERENCES object_intents (object) ON DELETE CASCADE,
  part integer NOT NULL,
  size integer NOT NULL,
  sha256 text NOT NULL,
  PRIMARY KEY (object, part)
);
`;
