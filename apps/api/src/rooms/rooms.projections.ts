import type { RoomState } from '@consilium/domain';
import { projection } from '../ledgers/projections/projection';

const rooms = projection({
  table: 'rooms',
  kind: 'room',
  version: 2,
  columns: {
    ledger: 'text',
    organisation: 'text',
    owner: 'text',
    state: 'text',
    opened_at: 'bigint',
    // Of the newest entry: a server that does not know them yet lists the room as one it cannot judge.
    rules: 'integer',
  },
  key: ['ledger'],
  ledger: 'ledger',
  items: (state) => [state],
  rowsOf: ({ id, org, owner, closed, openedAt, rules }: RoomState) => [
    {
      ledger: id,
      organisation: org,
      owner,
      state: closed === undefined ? 'open' : 'closed',
      opened_at: openedAt,
      rules,
    },
  ],
});

/** Everybody who is or was in a room, once per way in: "" for an internal, the clearance for an outside colleague. */
const members = projection({
  table: 'room_members',
  kind: 'room',
  version: 2,
  written: true,
  columns: {
    room: 'text',
    person: 'text',
    clearance: 'text',
    stage: 'text',
    join_by: 'bigint',
    member_until: 'bigint',
    // By which a list judges as the door does: keys that are known here, and the colleague and decision a clearance names.
    known: 'integer',
    clearance_hash: 'text',
    organisation: 'text',
    recipient: 'text',
  },
  key: ['room', 'person', 'clearance'],
  ledger: 'room',
  items: ({ internals, outsiders }) => [...internals.values(), ...outsiders.values()],
  rowsOf: (member, { id: room }) => {
    const { person } = member;
    if (member.kind === 'internal') {
      const stage = member.removedAt === undefined ? 'internal' : 'left';
      const none = { clearance: '', join_by: 0, member_until: 0, clearance_hash: '', organisation: '', recipient: '' };
      return [{ room, person, stage, known: member.known, ...none }];
    }
    const { clearanceHash: clearance_hash } = member;
    const { id: clearance, joinBy: join_by, memberUntil: member_until, org: organisation } = member.clearance;
    const recipient = JSON.stringify(member.clearance.recipient);
    const said = { clearance, join_by, member_until, clearance_hash, organisation, recipient };
    return [{ room, person, stage: member.stage.stage, known: 0, ...said }];
  },
});

const threads = projection({
  table: 'threads',
  kind: 'room',
  version: 1,
  columns: { room: 'text', thread: 'text', kind: 'text', generation: 'integer' },
  key: ['room', 'thread'],
  ledger: 'room',
  items: (state) => state.threads.values(),
  rowsOf: ({ id: thread, kind, gen: generation }, { id: room }) => [{ room, thread, kind, generation }],
});

export const roomProjections = [rooms, members, threads];
