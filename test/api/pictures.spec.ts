import { createHash, randomBytes } from 'node:crypto';
import { endpoints, type OutputOf } from '@consilium/contracts';
import { blobOf, draft, type Draft } from '@consilium/ledger';
import type { ThreadId, BodyToWrite } from '@consilium/domain';
import { Sweeper } from '../../apps/api/src/pictures/sweeper';
import { Database } from '../../apps/api/src/storage/database';
import { partSizes } from '../../apps/api/src/pictures/part-plan';
import { startSystem, type System } from '@consilium/testkit/system';
import { hashOf, PlainClinic, type Member, type PlainRoom } from './plain-clinic';
import { b64, now } from './plain-person';

const table = endpoints.pictures;
const renditions = ['original', 'thumb', 'view'] as const;
type Rendition = (typeof renditions)[number];

describe('picture objects', () => {
  let system: System;
  let clinic: PlainClinic;
  let anna: Member;
  let ben: Member;
  let stranger: Member;
  let room: PlainRoom;

  beforeAll(async () => {
    system = await startSystem();
    clinic = await PlainClinic.open(system);
    anna = await clinic.clinician();
    ben = await clinic.clinician();
    stranger = await clinic.clinician();
    room = await clinic.openRoom(anna);
  });

  type Signed = OutputOf<typeof table.signParts>['puts'][number];
  interface Upload {
    readonly intent: string;
    readonly objects: readonly {
      readonly rendition: Rendition;
      readonly id: string;
      readonly bytes: Buffer;
      /** Signed with the announcement, for the first part. */
      readonly put: Signed;
    }[];
  }

  async function intend(by: Member, sizes: readonly number[] = [5000, 300, 900]): Promise<Upload> {
    const bytes = sizes.map((size) => randomBytes(size));
    const wanted = renditions.map((rendition, index) => {
      const whole = bytes[index] ?? Buffer.alloc(0);
      return { rendition, size: whole.length, sha256: hashOf(partsOf(whole)[0] ?? whole) };
    });
    const { intent, objects } = await by.browser.ask(table.intend, { room: room.id, objects: wanted });
    return { intent, objects: objects.map((object, index) => ({ ...object, bytes: bytes[index] ?? Buffer.alloc(0) })) };
  }

  /** The one at this place, which has to be there. */
  function one<T>(list: readonly T[], place: number): T {
    const found = list[place];
    if (found === undefined) throw new Error(`There is none at ${String(place)}`);
    return found;
  }
  const partsOf = (bytes: Buffer): Buffer[] => {
    let at = 0;
    return partSizes(bytes.length).map((size) => bytes.subarray(at, (at += size)));
  };
  const stated = (object: string, bytes: Buffer) =>
    partsOf(bytes).map((part, index) => ({ object, index, size: part.length, sha256: hashOf(part) }));

  const put = (signed: Signed, bytes: Buffer): Promise<Response> =>
    fetch(signed.url, { method: 'PUT', headers: signed.headers, body: new Blob([new Uint8Array(bytes)]) });

  /** What is signed with the announcement, then what was not, then completed: three calls for a whole picture. */
  async function sendAll(by: Member, { intent, objects }: Upload): Promise<void> {
    for (const { bytes, put: first } of objects)
      expect((await put(first, partsOf(bytes)[0] ?? bytes)).status).toBe(200);
    const later = objects.flatMap(({ id, bytes }) => stated(id, bytes).slice(1));
    const bodies = objects.flatMap(({ bytes }) => partsOf(bytes).slice(1));
    const { puts } =
      later.length === 0 ? { puts: [] } : await by.browser.ask(table.signParts, { intent, parts: later });
    for (const [at, signed] of puts.entries())
      expect((await put(signed, bodies[at] ?? Buffer.alloc(0))).status).toBe(200);
    expect(await by.browser.ask(table.complete, { intent })).toEqual({ stored: true, missing: [] });
  }

  /** Thread, consent and picture entry for an upload, in the order a client appends them. */
  async function pictureDrafts(
    by: Member,
    { objects }: Upload,
    change: (parts: string[]) => string[] = (parts) => parts,
  ): Promise<Draft[]> {
    const thread = b64(16) as ThreadId;
    const consent = b64(16);
    const described = await Promise.all(
      objects.map(async ({ rendition, id, bytes }) => {
        const key = await blobOf(randomBytes(284));
        const parts = change(stated(id, bytes).map(({ sha256 }) => sha256));
        return {
          key,
          object: { rendition, id, size: bytes.length, length: bytes.length, parts, okc: b64(32), sealedKey: key.ref },
        };
      }),
    );
    const description = await blobOf(randomBytes(284));
    const recorded: BodyToWrite<'consent'> = {
      consent,
      version: 1,
      thread,
      recording: 'clinical-photograph',
      authority: 'signed',
      facts: [],
      scopes: ['capture', 'internal'],
      flags: [],
      ruledOut: ['face', 'intimate', 'rare'],
      explained: [],
      attested: [],
      takenBy: by.person.id,
      takenAt: now(),
    };
    const posted = {
      thread,
      gen: 1,
      consent: { id: consent, version: 1 },
      objects: described.map(({ object }) => object),
      description: description.ref,
      capture: {
        ...({ policy: 'published', version: 1, says: 'personal-device', device: 'managed' } as const),
        ...({ attestedAt: now(), source: '' } as const),
      },
    };
    return [
      await room.rotation(thread, 'picture', 1),
      draft({ type: 'consent', scope: [thread], body: recorded }),
      draft({
        type: 'picture',
        scope: [thread],
        body: posted,
        blobs: [...described.map(({ key }) => key), description],
      }),
    ];
  }

  test('a picture goes up, is committed by its picture entry, and comes back by a link that lives a minute', async () => {
    const upload = await intend(anna);
    await sendAll(anna, upload);
    await room.append(anna, await pictureDrafts(anna, upload));
    const { links } = await anna.browser.ask(table.links, {
      room: room.id,
      objects: upload.objects.map(({ id }) => id),
    });
    for (const [index, { url }] of links.entries()) {
      const answer = await fetch(url);
      expect(hashOf(Buffer.from(await answer.arrayBuffer()))).toBe(
        hashOf(upload.objects[index]?.bytes ?? Buffer.alloc(0)),
      );
      expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('60');
    }
    const [first] = links;
    const ranged = await fetch(first?.url ?? '', { headers: { range: 'bytes=10-19' } });
    expect([ranged.status, (await ranged.arrayBuffer()).byteLength]).toEqual([206, 10]);
    expect((await fetch(first?.url ?? '', { method: 'PUT', body: 'x' })).status).toBe(403);
  });

  test('links are for holders only: a stranger gets 404, and so does everybody for an unknown object', async () => {
    const upload = await intend(anna);
    await sendAll(anna, upload);
    await room.append(anna, await pictureDrafts(anna, upload));
    const objects = [upload.objects[0]?.id ?? ''];
    expect((await stranger.browser.call(table.links, { room: room.id, objects })).status).toBe(404);
    expect((await anna.browser.call(table.links, { room: room.id, objects: [b64(16)] })).status).toBe(404);
    await room.append(anna, [room.invitation(ben)]);
    expect((await ben.browser.call(table.links, { room: room.id, objects })).status).toBe(404);
    await room.append(anna, [await room.grant(ben)]);
    expect((await ben.browser.call(table.links, { room: room.id, objects })).status).toBe(200);
  });

  test('a signed PUT takes exactly the bytes announced, once', async () => {
    const { intent, objects } = await intend(anna);
    const [object, ...others] = objects;
    if (object === undefined) throw new Error('no object');
    const missing = objects.map(({ id }) => ({ object: id, index: 0 })).sort((a, b) => (a.object < b.object ? -1 : 1));
    expect(await anna.browser.ask(table.complete, { intent })).toEqual({ stored: false, missing });
    for (const each of others) expect((await put(each.put, each.bytes)).status).toBe(200);
    const other = Buffer.from(object.bytes);
    other[0] = (other[0] ?? 0) ^ 1;
    expect((await put(object.put, other)).status).toBe(400);
    expect((await put(object.put, object.bytes.subarray(1))).status).toBe(403);
    expect(await anna.browser.ask(table.complete, { intent })).toEqual({
      stored: false,
      missing: [{ object: object.id, index: 0 }],
    });
    expect((await put(object.put, object.bytes)).status).toBe(200);
    expect((await put(object.put, object.bytes)).status).toBe(412);
    const bare = await fetch(object.put.url, { method: 'PUT', body: new Blob([new Uint8Array(object.bytes)]) });
    expect(bare.status).toBe(403);
    expect(await anna.browser.ask(table.complete, { intent })).toEqual({ stored: true, missing: [] });
  });

  test('one hash is signed per part: the one announced again to resume, another never', async () => {
    const { intent, objects } = await intend(anna);
    const [object, second] = objects;
    if (object === undefined || second === undefined) throw new Error('no object');
    const ask = async (by: Member, parts: ReturnType<typeof stated>, of = intent) =>
      (await by.browser.call(table.signParts, { intent: of, parts })).status;
    const own = stated(object.id, object.bytes);
    expect(await ask(anna, own)).toBe(200);
    const other = stated(object.id, randomBytes(object.bytes.length));
    expect(await ask(anna, other)).toBe(409);
    expect(await ask(anna, [...own, ...own])).toBe(200);
    expect(await ask(anna, [...other, ...own])).toBe(409);
    expect(await ask(anna, [{ object: object.id, index: 0, size: object.bytes.length + 1, sha256: b64(32) }])).toBe(
      400,
    );
    expect(await ask(stranger, own)).toBe(404);
    // Of several objects at once, and in the order asked.
    const both = [...stated(second.id, second.bytes), ...own];
    const { puts } = await anna.browser.ask(table.signParts, { intent, parts: both });
    expect(puts.map(({ url }) => new URL(url).pathname.split('/').at(-1))).toEqual([second.id, object.id]);
    // An object of another picture is signed under its own intent only.
    const elsewhere = await intend(anna);
    expect(await ask(anna, [...own, ...stated(elsewhere.objects[0]?.id ?? '', object.bytes)])).toBe(404);
    expect(await ask(anna, own, elsewhere.intent)).toBe(404);
  });

  test('of two different hashes asked for one part at the same moment, one is signed, and it stays the one', async () => {
    const { intent, objects } = await intend(anna, [9_000_000, 300, 900]);
    const [object] = objects;
    if (object === undefined) throw new Error('no object');
    const [, second] = stated(object.id, object.bytes);
    if (second === undefined) throw new Error('no second part');
    const requests = Array.from({ length: 6 }, (_, i) => ({
      intent,
      parts: [{ ...second, sha256: i % 2 === 0 ? second.sha256 : b64(32) }],
    }));
    const answers = await Promise.all(requests.map((request) => anna.browser.call(table.signParts, request)));
    const signed = requests.filter((_, i) => answers[i]?.status === 200).map(({ parts }) => parts[0]?.sha256);
    expect(new Set(signed).size).toBe(1);
    const again = await Promise.all(requests.map((request) => anna.browser.call(table.signParts, request)));
    expect(again.map(({ status }) => status)).toEqual(answers.map(({ status }) => status));
  });

  test('a large picture goes up in parts; what is missing is named, and completion happens once', async () => {
    const upload = await intend(anna, [9_000_000, 300, 900]);
    const original = one(upload.objects, 0);
    const parts = partsOf(original.bytes);
    const { intent } = upload;
    for (const { put: signed, bytes } of upload.objects.slice(1)) expect((await put(signed, bytes)).status).toBe(200);
    const second = one(stated(original.id, original.bytes), 1);
    const { puts } = await anna.browser.ask(table.signParts, { intent, parts: [second] });
    expect((await put(one(puts, 0), one(parts, 1))).status).toBe(200);
    const complete = { intent };
    expect(await anna.browser.ask(table.complete, complete)).toEqual({
      stored: false,
      missing: [{ object: original.id, index: 0 }],
    });
    expect((await put(original.put, one(parts, 0))).status).toBe(200);
    const both = await Promise.all([
      anna.browser.call(table.complete, complete),
      anna.browser.ask(table.complete, complete),
    ]);
    expect(both[1].stored || both[0].body.stored).toBe(true);
    expect(await anna.browser.ask(table.complete, complete)).toEqual({ stored: true, missing: [] });
    await room.catchUp();
    // Ben was granted the case's key alone.
    await room.append(anna, await pictureDrafts(anna, upload));
    const { links } = await ben.browser.ask(table.links, { room: room.id, objects: [original.id] });
    const answer = await fetch(one(links, 0).url);
    expect(
      createHash('sha256')
        .update(Buffer.from(await answer.arrayBuffer()))
        .digest('base64url'),
    ).toBe(hashOf(original.bytes));
  });

  test('a picture entry cannot name objects that are not stored, have other parts, or belong to somebody else', async () => {
    await room.catchUp();
    const attempt = async (by: Member, drafts: Draft[]) => {
      const answer = await room.send(by, await room.sealed(by, drafts));
      return [answer.status, (answer.body as { details?: { reason?: string } }).details?.reason];
    };
    const announced = await intend(anna);
    expect(await attempt(anna, await pictureDrafts(anna, announced))).toEqual([409, 'objects']);
    await sendAll(anna, announced);
    expect(await attempt(anna, await pictureDrafts(anna, announced, () => [b64(32)]))).toEqual([409, 'objects']);
    expect(await attempt(ben, await pictureDrafts(ben, announced))).toEqual([409, 'objects']);
    expect(await attempt(anna, await pictureDrafts(anna, announced))).toEqual([200, undefined]);
  });

  test('what was never committed is swept away, and what was committed stays', async () => {
    const forgotten = await intend(anna);
    await sendAll(anna, forgotten);
    const database = system.application.nest.get(Database);
    await database.run('UPDATE object_intents SET expires = 1');
    const committed = await database.rows<{ object: string }>(
      `SELECT object FROM object_intents WHERE state = 'committed'`,
    );
    expect(await system.application.nest.get(Sweeper, { strict: false }).sweep()).toBeGreaterThanOrEqual(3);
    const left = await database.rows<{ object: string; state: string }>('SELECT object, state FROM object_intents');
    expect(left.map(({ state }) => state).filter((state) => state !== 'committed')).toEqual([]);
    expect(left).toHaveLength(committed.length);
    const drafts = await pictureDrafts(anna, forgotten);
    await room.catchUp();
    const entries = await room.sealed(anna, drafts);
    expect((await room.send(anna, entries)).status).toBe(409);
  });

  test('nobody reaches the bucket without a signature', async () => {
    const { endpoint } = system.settings.store;
    expect((await fetch(`${endpoint}/${system.bucket}`)).status).toBe(403);
    expect((await fetch(`${endpoint}/${system.bucket}/${b64(16)}`)).status).toBe(403);
  });
});
