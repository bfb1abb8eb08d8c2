import type { RoomState } from '@consilium/domain';
import { projection } from '../ledgers/projections/projection';

const rooms = projection({
  table: 'rooms',
  kind: 'room',
  version: 1,
  columns: { ledger: 'text', organisation: 'text', owner: 'text', state: 'text', opened_at: 'bigint' },
  key: ['ledger'],
  ledger: 'ledger',
  items: (state) => [state],
  rowsOf: ({ id, org, owner, closed, openedAt }: RoomState) => [
    {
      ledger: id,
      organisation: org,
      owner,
      state: closed === undefined ? 'open' : 'closed',
      opened_at: openedAt,
    },
  ],
});

/** Everybody who is or was in a room, once per way in: "" for an internal, the clearance for an outside colleague. */
const members = projection({
  table: 'room_members',
  kind: 'room',
  version: 1,
  columns: {
    room: 'text',
    person: 'text',
    clearance: 'text',
    stage: 'text',
    join_by: 'bigint',
    member_until: 'bigint',
  },
  key: ['room', 'person', 'clearance'],
  ledger: 'room',
  items: ({ internals, outsiders }) => [...internals.values(), ...outsiders.values()],
  rowsOf: (member, { id: room }) => {
    const { person } = member;
    if (member.kind === 'internal') {
      const stage = member.removedAt === undefined ? 'internal' : 'left';
      return [{ room, person, clearance: '', stage, join_by: 0, member_until: 0 }];
    }
    const { id: clearance, joinBy: join_by, memberUntil: member_until } = member.clearance;
    return [{ room, person, clearance, stage: member.stage.stage, join_by, member_until }];
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
