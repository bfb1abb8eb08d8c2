import { newestView, stageAt, type AdviceState, type RegisterState, type RoomState } from '@consilium/domain';
import type { AnyReplica } from './any-replica';

interface ProjectionTable {
  /** Its key columns; every other column is overwritten. */
  readonly key: readonly string[];
  /** The column that names the ledger, where a table has rows of several. */
  readonly ledger?: string;
}

const tables = {
  organisations: { key: ['organisation'] },
  clearance_standings: { key: ['clearance'] },
  people: { key: ['person'] },
  rooms: { key: ['ledger'], ledger: 'ledger' },
  room_members: { key: ['room', 'person', 'clearance'], ledger: 'room' },
  threads: { key: ['room', 'thread'], ledger: 'room' },
  objects: { key: ['object'], ledger: 'room' },
  advice_requests: { key: ['ledger'], ledger: 'ledger' },
} as const satisfies Record<string, ProjectionTable>;
export type ProjectionName = keyof typeof tables;
/** Every table that a projection has rows for. */
export const projectionTables: Readonly<Record<ProjectionName, ProjectionTable>> = tables;

export type ProjectionRows = readonly Readonly<Record<string, string | number>>[];

/** Rows of a ledger's projection, by table; keys are column names. Made from the state alone, so that it can be made again. */
export type Projection = { readonly [Name in ProjectionName]?: ProjectionRows };

/** The tables of a projection with their rows. */
export function tablesOf(projection: Projection): readonly (readonly [ProjectionName, ProjectionRows])[] {
  return Object.entries(projection) as [ProjectionName, ProjectionRows][];
}

function registerProjection(state: RegisterState): Projection {
  return {
    organisations: newestView(state)
      .organisations()
      .map(({ id, name, kind }) => ({
        organisation: id,
        name,
        kind,
        key_changed: state.orgKeys.get(id)?.at(-1)?.seq ?? -1,
      })),
    clearance_standings: [...state.clearances].flatMap(([clearance, history]) => {
      const said = history.at(-1);
      return said === undefined ? [] : [{ clearance, standing: said.value.standing, changed: said.seq }];
    }),
    people: [...state.people.values()].flatMap((history) => {
      const said = history.at(-1);
      if (said === undefined) return [];
      const { id, role, status, organisation, defence, advises, expires, keyring } = said.value;
      return [{ person: id, role, status, organisation, defence, advises, expires, keyring, changed: said.seq }];
    }),
  };
}

function roomProjection(state: RoomState): Projection {
  const { id: room } = state;
  const internals = [...state.internals.values()].map(({ person, removedAt }) => ({
    room,
    person,
    clearance: '',
    stage: removedAt === undefined ? 'internal' : 'left',
    join_by: 0,
    member_until: 0,
  }));
  const outsiders = [...state.outsiders.values()].map(({ person, clearance, stage }) => ({
    room,
    person,
    clearance: clearance.id,
    stage: stage.stage,
    join_by: clearance.joinBy,
    member_until: clearance.memberUntil,
  }));
  const threads = [...state.threads.values()];
  return {
    rooms: [
      {
        ledger: room,
        organisation: state.org,
        owner: state.owner,
        state: state.closed === undefined ? 'open' : 'closed',
        opened_at: state.openedAt,
      },
    ],
    room_members: [...internals, ...outsiders],
    threads: threads.map(({ id, kind, gen }) => ({ room, thread: id, kind, generation: gen })),
    objects: threads.flatMap(({ id, picture }) =>
      (picture?.objects ?? []).map((object) => ({
        object: object.id,
        room,
        thread: id,
        picture: picture?.entry ?? '',
        rendition: object.rendition,
      })),
    ),
  };
}

function adviceProjection(state: AdviceState): Projection {
  const { progress, dossier } = state;
  return {
    advice_requests: [
      {
        ledger: state.id,
        organisation: state.org,
        room: state.room,
        requester: state.requester,
        adviser: 'adviser' in progress ? progress.adviser : '',
        // Without a clock: what has expired since is said when it is asked for.
        stage: stageAt(state, 0),
        urgency: dossier?.body.urgency ?? 'routine',
        pictures: dossier?.body.threads.length ?? 0,
        submitted_at: state.submittedAt,
        updated_at: state.at,
      },
    ],
  };
}

export function projectionOf(replica: AnyReplica): Projection {
  if (replica.kind === 'register') return registerProjection(replica.state);
  return replica.kind === 'room' ? roomProjection(replica.state) : adviceProjection(replica.state);
}

/** Rows of `after` that `before` does not have in the same words. Projections never lose a row: an end is a state. */
export function changedRows(before: Projection, after: Projection): Projection {
  const changed = tablesOf(after).map(([table, rows]) => {
    const known = new Set((before[table] ?? []).map((row) => JSON.stringify(row)));
    return [table, rows.filter((row) => !known.has(JSON.stringify(row)))] as const;
  });
  return Object.fromEntries(changed.filter(([, rows]) => rows.length > 0));
}
