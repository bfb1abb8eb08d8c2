import {
  cookieJar,
  httpTransport,
  openDoor,
  ServiceClock,
  type CookieJar,
  type Door,
  type DoorOptions,
  type MeView,
} from '@consilium/client';
import type { Role } from '@consilium/domain';
import { closesAtTheEnd } from '../closing';
import { movedDevice } from '../device-clock';
import { looking, type LookingDoor } from './looking';
import { authenticator, type Authenticator, type PrfSupport } from './passkey';

/** One person at one device: their door, and the authenticator their page would ask. */
export interface Someone {
  readonly name: string;
  readonly person: string;
  readonly door: LookingDoor;
  readonly passkeys: Authenticator;
  readonly words: readonly string[];
  readonly cookies: CookieJar;
  readonly origin: string;
}

/** Details of somebody the synthetic register knows. */
export interface Registered {
  readonly name: string;
  readonly number: string;
  readonly specialty: string;
}

export interface Device {
  readonly door: LookingDoor;
  readonly cookies: CookieJar;
}

/** Whoever is asked for a gesture at this door touches this authenticator. */
export function touches(door: Door, passkeys: Pick<Authenticator, 'get'>): void {
  door.onGesture((asked) => Promise.resolve().then(() => passkeys.get(asked)));
}

/**
 * A door on a device that has never been used; locked when its test file ends. `passkeys`: the authenticator that its
 * person touches whenever they are asked.
 */
export function freshDevice(origin: string, passkeys?: Authenticator, more: Partial<DoorOptions> = {}): Device {
  const cookies = cookieJar();
  const door = looking(openDoor({ origin, cookies, clock: new ServiceClock(movedDevice), ...more }));
  if (passkeys !== undefined) touches(door, passkeys);
  closesAtTheEnd(() => door.lock());
  return { door, cookies };
}

/** What the page does between the door's steps: the passkey, the second gesture or passphrase, two words typed back. */
async function makeKeys(
  door: Door,
  passkeys: Authenticator,
  creation: Awaited<ReturnType<Door['joinBegin']>>,
): Promise<{ me: MeView | undefined; words: readonly string[] }> {
  const step = await door.passkeyMade(passkeys.create(creation));
  if (step.needs === 'second-gesture' && step.assertion !== undefined) {
    await door.passkeyPrf(passkeys.get(step.assertion).prf ?? '');
  }
  if (step.needs === 'passphrase') await door.passkeyPassphrase(passphrase);
  const { words, ask } = await door.recoveryWords();
  const typed = ask.map((position) => words[position - 1] ?? '') as [string, string];
  return { me: await door.confirmWords(typed), words };
}

/** The same where it ends with somebody who is in. */
async function makeKeysAndEnter(
  ...steps: Parameters<typeof makeKeys>
): Promise<{ me: MeView; words: readonly string[] }> {
  const { me, words } = await makeKeys(...steps);
  if (me === undefined) throw new Error('Others have to agree first.');
  return { me, words };
}

/** What people whose passkey has no PRF type here. */
export const passphrase = 'seven herons over quiet water';

/** The first officer: begins the register with the one-time code. */
export async function officer(origin: string, code = 'first-run-code', name = 'Olive Okafor'): Promise<Someone> {
  const passkeys = authenticator(origin);
  const device = freshDevice(origin, passkeys);
  const creation = await device.door.setUpBegin({ code, name, staffNumber: 'RO 1', device: 'Office computer' });
  const { me, words } = await makeKeysAndEnter(device.door, passkeys, creation);
  return { name, person: me.person, passkeys, words, origin, ...device };
}

/** Somebody who typed the code, said who they are, and waits for the other founders. */
export interface Founder extends Omit<Someone, 'person'> {
  readonly staffNumber: string;
}

export async function founder(
  origin: string,
  name: string,
  staffNumber: string,
  code = 'first-run-code',
): Promise<Founder> {
  const passkeys = authenticator(origin);
  const device = freshDevice(origin, passkeys);
  const creation = await device.door.setUpBegin({ code, name, staffNumber, device: 'Office computer' });
  const { words } = await makeKeys(device.door, passkeys, creation);
  return { name, staffNumber, passkeys, words, origin, ...device };
}

/** Two officers who begin a register for real use together; the first one then signs in. */
export async function founders(origin: string, code = 'first-run-code'): Promise<[Someone, Someone]> {
  const olive = await founder(origin, 'Olive Okafor', 'RO 1', code);
  const osric = await founder(origin, 'Osric Oakes', 'RO 2', code);
  await olive.door.founding();
  await olive.door.beginTogether();
  await osric.door.founding();
  const second = await osric.door.agreeToBegin();
  await signsIn(olive, 'Office computer');
  const { me: first } = await olive.door.state();
  return [
    { ...olive, person: first?.person ?? '' },
    { ...osric, person: second?.person ?? '' },
  ];
}

export interface Joining extends Registered {
  readonly role: Role;
  readonly organisation: string;
  readonly defence?: string;
  readonly prf?: PrfSupport;
}

/** Somebody who followed an invitation link to the end and waits for the officer. */
export async function joins(link: string, who: Joining): Promise<Someone> {
  const { origin } = new URL(link);
  const passkeys = authenticator(origin, who.prf ?? 'yes');
  const device = freshDevice(origin, passkeys);
  const [invitation = '', root = '', secret = ''] = (link.split('/#/join/')[1] ?? '').split('.');
  await device.door.joinLook({ invitation, root, secret });
  const creation = await device.door.joinBegin({
    name: who.name,
    ...(who.role === 'officer'
      ? { profession: '', registerNumber: '', staffNumber: who.number }
      : { profession: 'doctor', registerNumber: who.number, staffNumber: '' }),
    specialty: who.specialty,
    defence: who.defence ?? '',
    device: 'First device',
  });
  const { me, words } = await makeKeysAndEnter(device.door, passkeys, creation);
  return { name: who.name, person: me.person, passkeys, words, origin, ...device };
}

/** Somebody of the register who lost everything follows a link for other keys to its end, and signs in once they are confirmed. */
export async function takesOtherKeys(
  link: string,
  { name, person }: Pick<Someone, 'name' | 'person'>,
): Promise<Someone> {
  const { origin } = new URL(link);
  const passkeys = authenticator(origin);
  const device = freshDevice(origin, passkeys);
  const [invitation = '', root = '', secret = ''] = (link.split('/#/join/')[1] ?? '').split('.');
  await device.door.joinLook({ invitation, root, secret });
  const { words } = await makeKeys(device.door, passkeys, await device.door.keysBegin('New device'));
  return { name, person, passkeys, words, origin, ...device };
}

/** What an officer adds who finds everything as the joiner stated it. */
export const asFound = { byHand: undefined, staff: undefined, why: '' } as const;

/** The same of somebody whom the employer knows by this staff number. */
export const asInLetter = (number: string) => ({
  ...asFound,
  staff: { number, source: 'Letter of the trust' },
});

/** Invited by the officer, joined, compared with the register, credential signed, and in. */
export async function enrolled(by: Someone, who: Joining): Promise<Someone> {
  const { link } = await by.door.invitePerson(who.role, who.organisation);
  const someone = await joins(link, who);
  await by.door.approve(someone.person, who.role === 'officer' ? asInLetter(who.number) : asFound);
  const { state, me } = await someone.door.state();
  if (state !== 'open' || me?.standing !== 'active')
    throw new Error(`${who.name} did not get in: ${state}, ${me?.standing ?? 'nobody'}`);
  return someone;
}

type AtDoor = Pick<Someone, 'passkeys'> & {
  readonly door: Pick<Door, 'signInBegin' | 'signInFinish' | 'unlockBegin' | 'unlockFinish' | 'unlockWithPassphrase'>;
};
type Unlocked = Awaited<ReturnType<Door['unlockFinish']>>;

/** What the page does until the keys are open: one gesture more where the device did not know the passkey, a passphrase. */
async function opens({ door, passkeys }: AtDoor, state: Unlocked): Promise<Unlocked> {
  if (state === 'gesture-needed') return opens({ door, passkeys }, await unlocks({ door, passkeys }));
  if (state === 'passphrase-needed') await door.unlockWithPassphrase(passphrase);
  return state;
}

const unlocks = async ({ door, passkeys }: AtDoor): Promise<Unlocked> =>
  door.unlockFinish(passkeys.get(await door.unlockBegin()));

/** Signs in with a passkey and opens the keys. Gives what was needed last: 'open' or 'passphrase-needed'. */
export async function signsIn(who: AtDoor, device: string): Promise<Unlocked> {
  const { door, passkeys } = who;
  return opens(who, await door.signInFinish(passkeys.get(await door.signInBegin()), device));
}

/** Opens the keys again in a session that goes on. */
export async function opensAgain(who: AtDoor): Promise<Unlocked> {
  return opens(who, await unlocks(who));
}

/** The same person on another device, with the passkey synced to it. */
export async function onAnotherDevice(who: Someone, more: Partial<DoorOptions> = {}): Promise<Someone> {
  const device = freshDevice(who.origin, who.passkeys, more);
  await signsIn({ ...who, ...device }, 'Second device');
  // A test may have moved the service's clock on; whoever sits here says that it is right.
  await device.door.settleClocks('service');
  return { ...who, ...device };
}

/** The same person on another device, with the recovery words. */
export async function withWords(who: Someone): Promise<Someone> {
  const device = freshDevice(who.origin, who.passkeys);
  await device.door.signInWithWords(who.words.join(' '), 'Another computer');
  return { ...who, ...device };
}

/** A bare transport with a person's own session: what a curious member has without any client gate. */
export function bareTransport(who: Someone) {
  return httpTransport({ origin: who.origin, cookies: who.cookies });
}
