import { fetchSealing } from '@consilium/sealing';
import type { Door } from './door';
import { onDemand } from './on-demand';
import { ServiceClock } from './service/clock';
import type { CookieJar } from './service/cookies';
import { ServiceRelease } from './service/release';
import { socketLive, type Live } from './service/live';
import { httpTransport, type Transport } from './service/transport';
import { Sessions } from './sign-in/sessions';
import { memoryShelf, type Shelf } from './shelf/shelf';
import { Vault } from './vault/vault';

export interface DoorOptions {
  /** "https://consilium.example" */
  readonly origin: string;
  /** Outside a browser: keeps the session cookie and makes the client state its Origin. */
  readonly cookies?: CookieJar;
  /** Taken in the place of HTTP, the websocket and the device's clock. */
  readonly transport?: Transport;
  readonly live?: Live;
  readonly clock?: ServiceClock;
  /** Where the device keeps sealed drafts and unsent messages; without one they last as long as the program. */
  readonly shelf?: Shelf;
  /** The name of the build this program came with; without one it is told of no other. */
  readonly build?: string;
}

const roomsMethods = [
  'cases',
  'room',
  'enter',
  'leaveScreen',
  'openCase',
  'colleagues',
  'outsideColleagues',
  'invite',
  'remove',
  'say',
  'retryMessage',
  'dropMessage',
  'typing',
  'checkConsent',
  'addPicture',
  'retryUpload',
  'dropUpload',
  'picture',
  'opened',
  'fileOpinion',
  'addAddendum',
  'withdrawConsent',
  'takeOver',
  'closeCase',
  'reopenCase',
  'verifyRoom',
  'evidence',
  'acceptInvitation',
  'declineInvitation',
] as const;
const sharesMethods = ['share', 'shares', 'answer', 'withdrawShare', 'admit'] as const;
const adviserMethods = [
  'queue',
  'request',
  'assignToMe',
  'ask',
  'prepareDecision',
  'decide',
  'prepareSecond',
  'decideSecond',
  'revoke',
  'organisationKey',
] as const;
const accountMethods = [
  'passkeys',
  'addPasskeyBegin',
  'addPasskeyMade',
  'addPasskeyPrf',
  'addPasskeyPassphrase',
  'addPasskeyConfirm',
  'addPasskeyFinish',
  'newKeyBegin',
  'newKeyPrf',
  'newKeyPassphrase',
  'newKeyWords',
  'newKeyConfirm',
  'newKeyFinish',
] as const;
const draftsMethods = ['draft', 'keepDraft'] as const;
const registerMethods = [
  'register',
  'addOrganisation',
  'invitePerson',
  'joinRequests',
  'lookUp',
  'approve',
  'refuseRequest',
  'setStatus',
] as const;

/** A whole doctor without a screen: keys, ledgers, uploads and the live connection behind one door. */
export function openDoor(options: DoorOptions): Door {
  const outside = options.cookies === undefined ? {} : { cookies: options.cookies };
  const release = new ServiceRelease(options.build ?? '');
  const vault = new Vault({
    release,
    transport: options.transport ?? httpTransport({ origin: options.origin, release, ...outside }),
    live: options.live ?? socketLive({ origin: options.origin, ...outside }),
    clock: options.clock ?? new ServiceClock(),
    shelf: options.shelf ?? memoryShelf(),
  });
  const sessions = new Sessions(vault);
  const desk = (): ReturnType<Sessions['desk']> => sessions.desk();
  return {
    onChange: (listener) => {
      vault.onChange(listener);
    },
    live: () => Promise.resolve(vault.isLive),
    release: () => Promise.resolve(release.isAnother),
    ...sessions.door(),
    ...onDemand(roomsMethods, async () => {
      const { roomsDoor, sharesOf } = await import('./with-keys');
      return roomsDoor({ vault, desk, sharesOf: async (room) => sharesOf(vault, await desk(), room) });
    }),
    ...onDemand(accountMethods, async () => (await import('./sign-in/account-door')).accountDoor(vault, desk)),
    ...onDemand(draftsMethods, async () => (await import('./with-keys')).draftsDoor(desk)),
    ...onDemand(sharesMethods, async () => (await import('./advice/requester-door')).sharesDoor(vault, desk)),
    ...onDemand(adviserMethods, async () => (await import('./advice/adviser-door')).adviserDoor(vault, desk)),
    ...onDemand(registerMethods, async () => (await import('./register/door')).registerDoor(vault, desk)),
  };
}

/**
 * Fetches ahead what the door needs as soon as keys are open, so that unlocking waits for no network. What cannot be
 * fetched now is fetched when it is needed.
 */
export async function fetchAhead(): Promise<void> {
  await Promise.allSettled([import('./with-keys'), fetchSealing()]);
}
