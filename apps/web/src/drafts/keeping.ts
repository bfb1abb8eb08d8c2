import { vaultDoor, type DraftPlace } from '../vault/door';

/** Milliseconds after the last key. */
const calm = 300;
/** A lock waits this long at most for what was just typed (milliseconds). */
const atMost = 400;
/** A reload that somebody asked for waits this long at most (milliseconds). */
const beforeReload = 10_000;

/** What the device holds, by its place: what was read there, or handed over to be kept. Nothing is sealed twice. */
const onDevice = new Map<string, string>();

/** What is being written and not kept yet, by its place. */
const unkept = new Map<string, Unkept>();

interface Unkept {
  readonly json: string;
  readonly keep: () => Promise<void>;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** What was handed over and is not there yet, by its place. */
const onTheWay = new Map<string, Promise<void>>();

function calmed(name: string): void {
  clearTimeout(unkept.get(name)?.timer);
  unkept.delete(name);
}

// A device that can keep nothing still lets people write and send.
function put(place: DraftPlace, json: string): Promise<void> {
  const name = place.join(' ');
  onDevice.set(name, json);
  const done = vaultDoor()
    .keepDraft(place, json)
    .catch(() => {
      onDevice.delete(name);
    })
    .finally(() => {
      if (onTheWay.get(name) === done) onTheWay.delete(name);
    });
  onTheWay.set(name, done);
  return done;
}

/** Keeps what a form holds a little after the last key; "" forgets it. */
export function keepSoon(place: DraftPlace, json: string): void {
  const name = place.join(' ');
  calmed(name);
  if (onDevice.get(name) === json) return;
  const keep = (): Promise<void> => {
    calmed(name);
    return put(place, json);
  };
  unkept.set(name, { json, keep, timer: setTimeout(() => void keep(), calm) });
}

/** The same for a place that is not on the screen yet: it is there when that is opened. */
export const draftLater = (place: DraftPlace, value: string): void => {
  keepSoon(place, JSON.stringify(value));
};

/** Not kept after all: the vault has it as something said. */
export function letGo(place: DraftPlace): void {
  const name = place.join(' ');
  calmed(name);
  onDevice.delete(name);
}

/** Sent, or emptied: nothing of it stays on the device. */
export function forget(place: DraftPlace): void {
  calmed(place.join(' '));
  void put(place, '');
}

const read = (json: string): unknown => (json === '' ? undefined : JSON.parse(json));

/** What was kept there, or is about to be; undefined where nothing was, or where it cannot be read. */
export async function kept(place: DraftPlace): Promise<unknown> {
  const name = place.join(' ');
  const typed = unkept.get(name);
  if (typed !== undefined) return read(typed.json);
  await onTheWay.get(name);
  const before = onDevice.get(name);
  const json = await vaultDoor()
    .draft(place)
    .catch(() => '');
  if (onDevice.get(name) === before) onDevice.set(name, json);
  return read(json);
}

/**
 * Keeps at once whatever was just typed. Resolves when it is kept, or after `most` milliseconds: waiting longer would keep
 * the page unlocked.
 */
export async function keepNow(most = atMost): Promise<void> {
  if (unkept.size === 0) return;
  await atTheLatest(most, Promise.all([...unkept.values()].map(({ keep }) => keep())));
}

/** Keeps what was typed and what was added before the page is left for a newer one, which waits for it. */
export async function keepEverything(): Promise<void> {
  const pictures = vaultDoor()
    .picturesKept()
    .catch(() => undefined);
  await Promise.all([keepNow(beforeReload), atTheLatest(beforeReload, pictures)]);
}

async function atTheLatest(milliseconds: number, done: Promise<unknown>): Promise<void> {
  await Promise.race([done, new Promise((wake) => setTimeout(wake, milliseconds))]);
}

// A phone that is put away may never show this page again.
addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void keepNow();
});
addEventListener('pagehide', () => void keepNow());
