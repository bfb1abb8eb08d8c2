import {
  cookieJar,
  type Door,
  httpTransport,
  openDoor,
  type RoomView,
  type ServiceClock,
  type Shelf,
  socketLive,
} from '@consilium/client';
import type { ConsentScope } from '@consilium/domain';
import { closesAtTheEnd, patience } from '@consilium/testkit';
import { looking, type LookingDoor, photograph, type Someone, touches, signsIn } from '@consilium/testkit/people';
import type { EvilServer } from './evil-server';

/** How a device speaks to the system: through an evil server, with a clock of its own. */
export interface Lines {
  readonly evil?: EvilServer;
  readonly clock?: ServiceClock;
  /** What the device keeps between two openings; else nothing. */
  readonly shelf?: Shelf;
}

const opened: (() => Promise<void>)[] = [];

/** An honest client whose every word goes through an evil server; nobody is signed in on it. */
export function emptyDevice(origin: string, { evil, clock, shelf }: Lines = {}): LookingDoor {
  const cookies = cookieJar();
  const [transport, live] = [httpTransport({ origin, cookies }), socketLive({ origin, cookies })];
  const lines =
    evil === undefined ? { transport, live } : { transport: evil.transport(transport), live: evil.live(live) };
  const door = looking(openDoor({ origin, cookies, ...lines, ...(clock && { clock }), ...(shelf && { shelf }) }));
  opened.push(closesAtTheEnd(() => door.lock()));
  return door;
}

/** Another device of the same person, signed in with their passkey. */
export async function deviceOf(who: Someone, lines: Lines = {}): Promise<LookingDoor> {
  const door = emptyDevice(who.origin, lines);
  touches(door, who.passkeys);
  await signsIn({ door, passkeys: who.passkeys }, 'Another device');
  return door;
}

export async function closeDevices(): Promise<void> {
  await Promise.all(opened.splice(0).map((lock) => lock()));
}

/** Waits until something is so; what was last seen is given back. How long it may take is for a busy machine: it shows nothing. */
export async function waitFor<T>(
  look: () => Promise<T>,
  isSo: (seen: T) => boolean,
  milliseconds = patience,
): Promise<T> {
  const until = Date.now() + milliseconds;
  for (;;) {
    const seen = await look();
    if (isSo(seen) || Date.now() > until) return seen;
    await new Promise((wake) => setTimeout(wake, 40));
  }
}

const wholeConsent: readonly ConsentScope[] = ['capture', 'internal', 'named-external', 'via-platform'];

/** A small picture recognisable by its mark. */
export function marked(mark: string, scopes = wholeConsent) {
  const drawn = photograph(mark);
  const small = drawn.thumb;
  return { ...drawn, original: small, view: small, consent: { ...drawn.consent, scopes: [...scopes] } };
}

/** Adds a picture and waits until it stands in the room; gives its thread. */
export async function addsPicture(
  door: Door,
  room: string,
  mark: string,
  scopes = wholeConsent,
  policy = photograph(mark).policy,
): Promise<string> {
  const shown = (view: RoomView): string | undefined =>
    view.threads.find((thread) => thread.picture?.caption === `caption ${mark}`)?.thread;
  await door.addPicture(room, { ...marked(mark, scopes), policy });
  const isSettled = (seen: RoomView): boolean =>
    shown(seen) !== undefined || seen.uploads.some(({ state }) => state === 'failed');
  const view = await waitFor(() => door.room(room), isSettled);
  const thread = shown(view);
  if (thread === undefined) throw new Error(`the picture did not arrive: ${JSON.stringify(view.uploads)}`);
  return thread;
}

/** The pixels a door shows, as text. */
export async function pixels(door: Door, room: string, thread: string): Promise<string> {
  const { bytes } = await door.picture(room, thread, 'view');
  return Buffer.from(await bytes.arrayBuffer()).toString('latin1');
}

/** What was said in a thread, as this door shows it. */
export async function said(door: Door, room: string, thread: string): Promise<string[]> {
  const view = await door.room(room);
  const items = view.threads.find((each) => each.thread === thread)?.items ?? [];
  return items.flatMap((item) => (item.kind === 'message' ? [item.text] : []));
}

interface EvidenceHalf {
  readonly entries: unknown[];
  readonly heads: unknown[];
}
interface EvidenceFile {
  readonly what: string;
  readonly code?: string;
  readonly mine?: EvidenceHalf;
  readonly theirs?: EvidenceHalf;
}

/** The evidence file of a room, read. */
export async function evidenceOf(door: Door, room: string): Promise<EvidenceFile> {
  return JSON.parse(await (await door.evidence(room)).text()) as EvidenceFile;
}

/** The message somebody is refused with; "" when they were not. */
export async function refusal(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}
