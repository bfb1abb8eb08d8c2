import type { JoinRequest, RegisterLookUp } from '@consilium/contracts';
import { hasSameKeys, Problem, type Join, type Person, type PersonId } from '@consilium/domain';
import { joinHash, readJoin } from '@consilium/ledger';
import { invitationProof, invitationSecret, isInvitationFor } from '@consilium/sealing';
import type { Vault } from '../vault/vault';
import { organisationName } from './person-view';
import type { RenewalView } from './views';

/** A statement that waits for an officer, as the service keeps it. */
export interface Asked {
  readonly person: string;
  /** The signed statement. */
  readonly join: string;
  readonly at: number;
  /** What a joiner came with; undefined for somebody in the register. */
  readonly joined: Pick<JoinRequest, 'invitation' | 'first' | 'proof'> | undefined;
}

/** A statement as the officer's own device reads it, and what the professional register says of it. */
export interface Shown {
  readonly asked: Asked;
  readonly join: Join;
  /** Names this very statement: what is signed is what was shown under it. */
  readonly statement: string;
  readonly lookUp: RegisterLookUp | undefined;
}

/** Everybody who waits: joiners, then people of the register who state themselves anew. */
export async function askedNow({ transport }: Vault): Promise<readonly Asked[]> {
  const { requests, renewals } = await transport.call('register', 'requests', {});
  return [
    ...requests.map(({ person, join, at, ...joined }) => ({ person, join, at, joined })),
    ...renewals.map((renewal) => ({ ...renewal, joined: undefined })),
  ];
}

type Joined = NonNullable<Asked['joined']>;

/** Whether the joiner held the secret of a link this very officer made, for this very role and place. */
async function heldTheLink(vault: Vault, { invitation, proof }: Joined, signed: string, join: Join): Promise<boolean> {
  const { invitationSeed } = vault.session.opened.keyring;
  const { role, organisation } = join.states;
  if (!isInvitationFor(invitationSeed, invitation, { role, organisation })) return false;
  const secret = invitationSecret(invitationSeed, invitation);
  return invitationProof(secret, vault.root, await joinHash(signed)) === proof;
}

/** A joiner who states themselves once more does so with the keys whose first statement the link's secret vouches for. */
async function isOfTheLink(vault: Vault, joined: Joined, signed: string, join: Join): Promise<boolean> {
  if (joined.first === '') return heldTheLink(vault, joined, signed, join);
  const { join: first } = await readJoin(joined.first, vault.view);
  const isSame =
    hasSameKeys(first, join) &&
    first.person === join.person &&
    first.states.role === join.states.role &&
    first.states.organisation === join.states.organisation;
  return isSame && (await heldTheLink(vault, joined, joined.first, first));
}

/** Whether it was signed by whom it is about: a joiner with a link of this officer's, or a person with their keys here. */
export async function isVouchedFor(vault: Vault, { asked, join }: Pick<Shown, 'asked' | 'join'>): Promise<boolean> {
  if (join.person !== (asked.person as PersonId) || join.root !== vault.root) return false;
  const known = vault.person(join.person);
  if (asked.joined === undefined || known !== undefined) {
    return known?.signing === join.signing && known.sealing === join.sealing;
  }
  return isOfTheLink(vault, asked.joined, asked.join, join).catch(() => false);
}

export const notVouchedFor = (): Problem =>
  new Problem(
    'not-allowed',
    'The proof from the invitation link does not hold, or another officer made the link. Do not sign; the officer who invited them has to.',
  );

/** What a statement changes of what the register has of its person, in the order of its lines. */
export function renewalView(vault: Vault, join: Join): RenewalView | undefined {
  const known = vault.person(join.person);
  if (known === undefined) return undefined;
  const { name, role, organisation, defence, profession, specialty, register, staff } = join.states;
  const named = (id: Person['organisation']): string => organisationName(vault, id);
  const lines = [
    ['name', known.name, name],
    ['role', known.role, role],
    ['organisation', named(known.organisation), named(organisation)],
    ['defence', named(known.defence), named(defence)],
    ['profession', known.profession, profession],
    ['specialty', known.specialty, specialty],
    ['number', known.registration?.number ?? '', register[0]?.number ?? ''],
  ] as const;
  // The officer reads a staff number in the employer's letter, and not here.
  const isOtherStaff = staff !== '' && staff !== known.staff?.number;
  return {
    expires: known.expires,
    changes: [
      ...lines.flatMap(([what, from, to]) => (from === to ? [] : [{ what, from, to }])),
      ...(isOtherStaff ? [{ what: 'staff' as const, from: '', to: '' }] : []),
    ],
  };
}
