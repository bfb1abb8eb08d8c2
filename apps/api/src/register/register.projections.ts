import { newestView, type RegisterState } from '@consilium/domain';
import { projection } from '../ledgers/projections/projection';

/** Organisations as they are called now: made again with every entry of the register, which are few. `key_changed`: register seq at which the sealing key last changed, -1 without one. */
const organisations = projection({
  table: 'organisations',
  kind: 'register',
  version: 1,
  columns: { organisation: 'text', name: 'text', kind: 'text', key_changed: 'integer' },
  key: ['organisation'],
  items: (state) => [state],
  rowsOf: (state: RegisterState) =>
    newestView(state)
      .organisations()
      .map(({ id, name, kind }) => ({
        organisation: id,
        name,
        kind,
        key_changed: state.orgKeys.get(id)?.at(-1)?.seq ?? -1,
      })),
});

/** People as the register says now. `changed`: register seq at which anything about them last did. */
const people = projection({
  table: 'people',
  kind: 'register',
  version: 1,
  columns: {
    person: 'text',
    role: 'text',
    status: 'text',
    organisation: 'text',
    defence: 'text',
    advises: 'text',
    expires: 'bigint',
    keyring: 'integer',
    changed: 'integer',
  },
  key: ['person'],
  items: ({ people: all }) => all.values(),
  rowsOf: (history) =>
    history.slice(-1).map(({ seq, value }) => {
      const { id, role, status, organisation, defence, advises, expires, keyring } = value;
      return { person: id, role, status, organisation, defence, advises, expires, keyring, changed: seq };
    }),
});

/** What the register said last of each clearance it has spoken of: made again whenever it speaks of one. */
const clearanceStandings = projection({
  table: 'clearance_standings',
  kind: 'register',
  version: 1,
  columns: { clearance: 'text', standing: 'text', changed: 'integer' },
  key: ['clearance'],
  items: ({ clearances }) => [clearances],
  rowsOf: (all) =>
    [...all].flatMap(([clearance, history]) =>
      history.slice(-1).map(({ seq, value }) => ({ clearance, standing: value.standing, changed: seq })),
    ),
});

export const registerProjections = [organisations, people, clearanceStandings];
