import { Client } from 'pg';
import { type Endpoint, endpoints } from '@consilium/contracts';
import type { EndpointAudience } from '@consilium/domain';
import { scene, type Intruders, type Scene } from './attacks/intruders';
import { sampleInputs } from './attacks/sample-inputs';
import { spoiltInputs } from './attacks/spoilt-inputs';
import { startSystem, type System } from '@consilium/testkit/system';

type Kind = keyof Intruders;

/** Every endpoint of the table, with its one valid input. */
const all: readonly { path: string; endpoint: Endpoint; input: (grounds: Scene['grounds']) => unknown }[] =
  Object.entries(endpoints).flatMap(([noun, acts]) =>
    Object.entries(acts as Record<string, Endpoint>).map(([act, endpoint]) => {
      const samples = sampleInputs[noun as keyof typeof sampleInputs] as Record<
        string,
        (grounds: Scene['grounds']) => unknown
      >;
      return { path: endpoint.path, endpoint, input: samples[act] ?? (() => undefined) };
    }),
  );

/** What may be called signed out. A new public endpoint has to be written down here. */
const publicPaths = [
  'register/join-begin',
  'register/join-finish',
  'register/keys-finish',
  'register/look-at-invitation',
  'setup/agree',
  'setup/begin',
  'setup/finish',
  'setup/founders',
  'setup/offer',
  'setup/start-again',
  'setup/state',
  'sign-in/begin',
  'sign-in/finish',
  'sign-in/recover',
  'sign-in/session',
  'telling/push-arrived',
];

const rolesOf: Readonly<Record<Kind, readonly EndpointAudience[]>> = {
  nobody: [],
  waiting: ['signed-in'],
  stranger: ['signed-in', 'active', 'clinician'],
  exMember: ['signed-in', 'active', 'clinician'],
  invited: ['signed-in', 'active', 'clinician'],
  outside: ['signed-in', 'active', 'clinician'],
  otherAdviser: ['signed-in', 'active', 'adviser'],
  officer: ['signed-in', 'active', 'officer'],
  owner: ['signed-in', 'active', 'clinician'],
  adviser: ['signed-in', 'active', 'adviser'],
};

type CaseDoor = Exclude<Endpoint['door'], 'none' | 'own'>;

const isCaseDoor = (door: Endpoint['door']): door is CaseDoor => door !== 'none' && door !== 'own';

/** What people who are something to the case get; anybody else gets what there is for a case that does not exist. */
const atTheDoor: Readonly<Record<CaseDoor, Partial<Record<Kind, readonly number[] | 'served'>>>> = {
  ledger: { owner: 'served', outside: 'served', invited: 'served' },
  // Who knows of the room and lacks the right gets a missing right.
  room: { owner: 'served', outside: [403, 404], invited: [403, 404] },
  object: { owner: 'served' },
};

/** An entry and a head signed by the owner: in anybody else's hands they are not theirs to send. */
const signedByOwner: Readonly<Record<string, readonly number[]>> = {
  'ledgers/append': [403],
  'ledgers/post-head': [400],
};

/** Inputs that only the rightful person's fresh gesture could make right. */
const needProof = ['sign-in/add-passkey', 'sign-in/remove-passkey', 'sign-in/replace-account'];

/** The statuses a wrong person may get; `undefined`: this person is not a wrong one here. */
function expected(kind: Kind, { audience, door, path }: Endpoint): readonly number[] | undefined {
  if (audience === 'public') return undefined;
  if (kind === 'nobody') return [401];
  if (!rolesOf[kind].includes(audience)) return [403];
  if (isCaseDoor(door)) return expectedAt(door, kind, path);
  return needProof.includes(path) ? [400, 401, 403, 404, 409] : undefined;
}

function expectedAt(door: CaseDoor, kind: Kind, path: string): readonly number[] | undefined {
  const found = atTheDoor[door][kind] ?? [404];
  if (found !== 'served') return found;
  return kind === 'owner' ? undefined : signedByOwner[path];
}

describe('every endpoint refuses every kind of wrong person', () => {
  let system: System;
  let stage: Scene;

  beforeAll(async () => {
    system = await startSystem();
    stage = await scene(system);
  });

  function call(
    kind: Kind,
    path: string,
    input: unknown,
    more: { method?: string; origin?: string } = {},
  ): Promise<Response> {
    const cookie = stage.who[kind].cookies.header();
    const { method = 'POST', origin = system.origin } = more;
    const headers = { 'content-type': 'application/json', origin, ...(cookie === '' ? {} : { cookie }) };
    return fetch(`${system.origin}/api/${path}`, {
      method,
      headers,
      ...(method === 'GET' ? {} : { body: JSON.stringify(input) }),
    });
  }

  const rightful = ({ audience }: Endpoint): Kind =>
    (['owner', 'officer', 'adviser'] as const).find((kind) => rolesOf[kind].includes(audience)) ?? 'nobody';

  test('each has one sample input, and it is valid', () => {
    const invalid = all.filter(({ endpoint, input }) => !endpoint.input.safeParse(input(stage.grounds)).success);
    expect(invalid.map(({ path }) => path)).toEqual([]);
    expect(new Set(all.map(({ path }) => path)).size).toBe(all.length);
  });

  test('exactly those written down are public', () => {
    const open = all.filter(({ endpoint }) => endpoint.audience === 'public').map(({ path }) => path);
    expect(open.sort()).toEqual(publicPaths);
  });

  const kinds: readonly Kind[] = [
    ...([
      'nobody',
      'waiting',
      'stranger',
      'exMember',
      'invited',
      'outside',
      'otherAdviser',
      'officer',
      'adviser',
    ] as const),
  ];
  test.each(kinds)('for %s', async (kind) => {
    const wrong: string[] = [];
    for (const { path, endpoint, input } of all) {
      const statuses = expected(kind, endpoint);
      if (statuses === undefined) continue;
      const { status } = await call(kind, path, input(stage.grounds));
      if (!statuses.includes(status)) wrong.push(`${path} answered ${String(status)}, not ${statuses.join(' or ')}`);
    }
    expect(wrong).toEqual([]);
  });

  test('an evil Origin gets 403 everywhere, signed in or not', async () => {
    for (const { path, endpoint, input } of all) {
      for (const kind of ['nobody', rightful(endpoint)] as const) {
        for (const origin of ['https://evil.example', 'null', `${system.origin}.evil.example`]) {
          expect([path, (await call(kind, path, input(stage.grounds), { origin })).status]).toEqual([path, 403]);
        }
      }
    }
  });

  test('GET answers nothing on any path', async () => {
    for (const { path, endpoint } of all) {
      const { status } = await call(rightful(endpoint), path, undefined, { method: 'GET' });
      expect([path, [404, 405].includes(status)]).toEqual([path, true]);
    }
  });

  test('a field nobody declared gets 400 from its rightful caller', async () => {
    for (const { path, endpoint, input } of all) {
      const surprised = { ...(input(stage.grounds) as object), approved: true };
      expect([path, (await call(rightful(endpoint), path, surprised)).status]).toEqual([path, 400]);
    }
  });

  test('what no column can keep gets 400 from its rightful caller, in whatever field of whatever endpoint it stands', async () => {
    const wrong: string[] = [];
    for (const { path, endpoint, input } of all) {
      for (const spoilt of spoiltInputs(input(stage.grounds))) {
        const { status } = await call(rightful(endpoint), path, spoilt.input);
        if (status !== 400) wrong.push(`${path} ${spoilt.field} answered ${String(status)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('31: an object outside the scope is not there, one inside is', async () => {
    const { room, clearedObject, keptObject } = stage.grounds;
    const statuses = async (kind: Kind, ...objects: string[]) =>
      (await call(kind, 'pictures/links', { room, objects })).status;
    expect(await statuses('outside', clearedObject)).toBe(200);
    expect(await statuses('outside', keptObject)).toBe(404);
    expect(await statuses('outside', clearedObject, keptObject)).toBe(404);
    expect(await statuses('invited', clearedObject)).toBe(404);
    expect(await statuses('owner', clearedObject, keptObject)).toBe(200);
  });

  test('an outside colleague gets bodies of their scope only, before accepting only their own admission', async () => {
    const { room, kept } = stage.grounds;
    const bodiesFor = async (kind: Kind): Promise<{ type: string; scope: unknown }[]> => {
      const answer = await call(kind, 'ledgers/entries', { ledger: room, after: -1, limit: 1000 });
      const { entries } = (await answer.json()) as { entries: { jws: string; body?: string }[] };
      return entries
        .filter(({ body }) => body !== undefined)
        .map(
          ({ jws }) =>
            JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as {
              type: string;
              scope: unknown;
            },
        );
    };
    expect((await bodiesFor('invited')).map(({ type }) => type)).toEqual(['admit']);
    const scopes = (await bodiesFor('outside')).map(({ scope }) => JSON.stringify(scope));
    expect(scopes.length).toBeGreaterThan(3);
    expect(scopes.filter((scope) => scope.includes(kept))).toEqual([]);
  });

  test('39: the decided request is not there for another organisation’s adviser, a stranger or the outside colleague', async () => {
    const { advice } = stage.grounds;
    const read = async (kind: Kind) =>
      (await call(kind, 'ledgers/entries', { ledger: advice, after: -1, limit: 10 })).status;
    const kinds = ['otherAdviser', 'stranger', 'outside', 'exMember', 'officer', 'waiting'] as const;
    for (const kind of kinds) expect([kind, await read(kind)]).toEqual([kind, 404]);
    expect([await read('owner'), await read('adviser')]).toEqual([200, 200]);
  });

  test('the list, which is made of tables, says of everybody and every ledger what its own door says', async () => {
    const database = new Client({ connectionString: system.databaseUrl });
    await database.connect();
    const { rows } = await database.query<{ id: string }>('SELECT id FROM ledgers');
    await database.end();
    const seen = new Set<string>();
    for (const kind of [...kinds.filter((each) => each !== 'nobody' && each !== 'waiting'), 'owner'] as const) {
      const list = (await (await call(kind, 'ledgers/mine', { since: '', after: '' })).json()) as {
        ledgers: { ledger: string; as: string }[];
      };
      const doors: (readonly [string, string])[] = [];
      for (const { id } of rows) {
        const door = await call(kind, 'ledgers/standing', { ledger: id });
        if (door.status === 200) doors.push([id, ((await door.json()) as { as: string }).as]);
      }
      const listed = list.ledgers.map(({ ledger, as }) => [ledger, as] as const);
      expect([kind, new Map(listed)]).toEqual([kind, new Map(doors)]);
      for (const [, as] of doors) seen.add(as);
    }
    expect(seen).toEqual(new Set(['reader', 'internal', 'outside', 'invited-outside', 'requester', 'adviser']));
  });

  test('what is one’s own is only one’s own: lists of others stay empty, another’s device stays signed in', async () => {
    const { room, session } = stage.grounds;
    for (const kind of ['stranger', 'exMember'] as const) {
      const mine = await (await call(kind, 'ledgers/mine', { since: '', after: '' })).text();
      expect(mine).not.toContain(room);
      await call(kind, 'sign-in/end-device', { session });
    }
    expect((await call('owner', 'sign-in/account', {})).status).toBe(200);
    const queue = (await (await call('otherAdviser', 'advice/queue', { since: '', after: '' })).json()) as {
      requests: unknown[];
    };
    expect(queue.requests).toEqual([]);
  });
});
