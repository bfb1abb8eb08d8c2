import { setTimeout as pause } from 'node:timers/promises';
import type { CaseForm } from '@consilium/client';
import { eventually } from '@consilium/testkit';
import { clinic, hasAddress, mailsTo, type Clinic } from '@consilium/testkit/people';
import { type MailCatcher, type PushCatcher } from '@consilium/testkit/servers';
import { startSystem, type System } from '@consilium/testkit/system';
import { TellingStore } from '../../apps/api/src/telling/telling.store';
import { ownerSql } from '../owner-sql';
import { startBothRoads } from './both-roads';

const bela = 'bela@hospital.example';
const form: CaseForm = {
  ...{ title: 'A mole', specialty: 'Dermatology', urgency: 'this-week', ageBand: '40-64' },
  ...{ question: 'Is it?', responsible: 'Dr R' },
};

let system: System;
let mails: MailCatcher;
let pushes: PushCatcher;
let people: Clinic;
let room: string;
let thread: string;

beforeAll(async () => {
  const roads = await startBothRoads();
  ({ mails, pushes } = roads);
  system = await startSystem(roads.settings);
  people = await clinic(system);
  room = await people.alice.door.openCase(form);
  await people.alice.door.invite(room, people.bela.person);
  await people.bela.door.cases();
  thread = (await people.alice.door.room(room)).threads.find(({ kind }) => kind === 'case')?.thread ?? '';
  await hasAddress(people.bela, mails, bela);
  await people.bela.door.pushHere(pushes.device());
});

const sql = <Row>(text: string, parameters: unknown[] = []): Promise<Row[]> =>
  ownerSql<Row>(system.databaseUrl, text, parameters);

const counts = (): number[] => [mailsTo(mails, bela).length, pushes.pushes.length];

interface Held {
  /** Whether the other road looked while the place was held, and found nothing. */
  readonly othersFoundNothing: () => boolean;
  readonly letGo: () => void;
}

/** One road takes what is due and keeps its place locked until it is let go. Nobody of the other looks before that. */
function holdsPlaces(first: 'mail' | 'push'): Held {
  const store = system.application.nest.get(TellingStore, { strict: false });
  const take = store.take.bind(store);
  let letGo = (): void => undefined;
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
  const others = { looking: 0, found: 0, nothing: 0 };
  let isHeld = false;
  jest.spyOn(store, 'take').mockImplementation(async (own, kind, now) => {
    if (kind === first) {
      const taken = await take(own, kind, now);
      if (taken !== undefined) {
        isHeld = true;
        await isLetGo;
      }
      return taken;
    }
    others.looking += 1;
    while (!isHeld) await pause(5);
    const taken = await take(own, kind, now);
    others.looking -= 1;
    others[taken === undefined ? 'nothing' : 'found'] += 1;
    return taken;
  });
  return {
    othersFoundNothing: () => isHeld && others.looking === 0 && others.found === 0 && others.nothing > 0,
    letGo: () => {
      letGo();
    },
  };
}

/** Of nothing that follows is somebody woken by the clock: what a road did not find comes because of the other, or never. */
async function stopClock(): Promise<void> {
  await eventually(async () => {
    expect(await sql('SELECT 1 FROM tellings')).toEqual([]);
    expect(await sql("SELECT 1 FROM outbox WHERE topic = 'tell'")).toEqual([]);
  }, 10);
  await sql("UPDATE outbox SET due = due + 86400 WHERE topic = 'send-notices'");
  await sql('UPDATE to_look_at SET looked = true, mailed_at = 0, pushed_at = 0');
}

test.each(['mail', 'push'] as const)(
  'what %s holds while the other road looks for it comes by both, at once',
  async (first) => {
    await stopClock();
    const before = counts();
    const held = holdsPlaces(first);
    await people.alice.door.say(room, thread, `Look again, ${first}`, '');
    await eventually(async () => {
      expect(await sql("SELECT 1 FROM outbox WHERE topic = 'tell'")).toEqual([]);
      expect(held.othersFoundNothing()).toBe(true);
    }, 10);
    expect(counts()).toEqual(before);
    held.letGo();
    await eventually(async () => {
      expect(await sql('SELECT 1 FROM tellings')).toEqual([]);
    }, 10);
    expect(counts()).toEqual(before.map((each) => each + 1));
  },
);
