import type { AdviceEntryType } from './advice/bodies';
import type { RegisterEntryType } from './register/bodies';
import type { RoomEntryType } from './room/bodies';
import type { Role } from './words/lists';

/**
 * Who may do what. Whether it can be done now is for the rule books and the transition table to say. The API enforces
 * these tables through the rule books; the web draws its buttons from them.
 */
type Policy<Act extends string, Standing extends string> = Readonly<Record<Act, readonly Standing[]>>;

/** What somebody is in a room at one moment. `owner` is the internal member who owns the case. */
export type RoomStanding = 'owner' | 'internal' | 'outside' | 'invited-outside' | 'service' | 'stranger';

const everybodyInside = ['owner', 'internal', 'outside'] as const;
const internals = ['owner', 'internal'] as const;

export const roomPolicy = {
  read: everybodyInside,
  genesis: ['stranger'],
  invite: ['owner'],
  remove: everybodyInside,
  owner: internals,
  close: ['owner'],
  reopen: ['owner'],
  tick: ['service'],
  rotate: everybodyInside,
  grant: internals,
  'grant-bad': everybodyInside,
  title: ['owner'],
  form: ['owner'],
  consent: internals,
  'consent-withdrawal': internals,
  picture: internals,
  message: everybodyInside,
  opinion: everybodyInside,
  addendum: everybodyInside,
  'share-request': ['owner'],
  admit: ['owner'],
  accept: ['invited-outside'],
} as const satisfies Policy<RoomEntryType | 'read', RoomStanding>;

/** What still happens in a closed room: keys and endings. `accept` only to decline, `rotate` only on existing threads. */
export const closedRoomAllows: readonly RoomEntryType[] = [
  'reopen',
  'owner',
  'remove',
  'tick',
  'rotate',
  'grant',
  'grant-bad',
  'consent-withdrawal',
  'accept',
];

/** What somebody is to a request for advice at one moment. `assigned` is the adviser who took it; `adviser` any other, for a decision the second one. */
export type AdviceStanding = 'requester' | 'assigned' | 'adviser' | 'service' | 'stranger';

export const advicePolicy = {
  read: ['requester', 'assigned', 'adviser'],
  genesis: ['requester'],
  rotate: ['requester', 'assigned', 'adviser'],
  dossier: ['requester'],
  submit: ['requester'],
  assign: ['adviser'],
  question: ['assigned'],
  answer: ['requester'],
  proposal: ['assigned'],
  decision: ['assigned', 'adviser'],
  withdraw: ['requester'],
  revoke: ['requester', 'assigned', 'adviser'],
  tick: ['service'],
} as const satisfies Policy<AdviceEntryType | 'read', AdviceStanding>;

export const registerPolicy = {
  read: ['officer', 'clinician', 'adviser'],
  genesis: ['officer'],
  organisation: ['officer'],
  credential: ['officer'],
  status: ['officer'],
  appointment: ['officer'],
  passkeys: ['officer', 'clinician', 'adviser'],
  'key-change': ['officer', 'clinician', 'adviser'],
  'org-key': ['adviser'],
  grant: ['adviser'],
  'clearance-status': ['adviser'],
  'rules-version': ['officer'],
} as const satisfies Policy<RegisterEntryType | 'read', Role>;

/** Whether a standing is among those an act is open to. */
export function isOpenTo<Standing extends string>(standings: readonly Standing[], standing: Standing): boolean {
  return standings.includes(standing);
}
