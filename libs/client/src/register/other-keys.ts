import { Problem, standingStatement, type ActToWrite, type Join, type Person, type PersonId } from '@consilium/domain';
import { joinHash, readJoin } from '@consilium/ledger';
import { invitationProof, invitationSecret, isInvitationFor, isUsableSealingKey } from '@consilium/sealing';
import { confirmAndWrite, requireSeen, seenOf } from '../vault/acts';
import { requireUndoubted } from '../vault/doubts';
import type { Vault } from '../vault/vault';
import { confirmersOf } from './officers';
import { anyNumberOf, organisationName } from './person-view';
import type { OtherKeysView } from './other-keys-view';
import { declineOn, isProposed } from './proposed';

/** People who lost every passkey and the words, and came with other keys by a link. */
export interface OtherKeysDoor {
  otherKeys(): Promise<OtherKeysView[]>;
  /** Proposes them, with a gesture; another officer confirms. `seen`: as shown. */
  proposeOtherKeys(asked: Pick<OtherKeysView, 'person' | 'statement' | 'seen'>): Promise<void>;
  /** They are dropped, with what one officer proposed of them, which takes a gesture. */
  refuseOtherKeys(asked: Pick<OtherKeysView, 'person' | 'statement' | 'seen'>): Promise<void>;
}

/** Keys that wait, as this officer's own device reads them. */
interface Came {
  readonly known: Person;
  readonly signed: string;
  readonly join: Join;
  readonly statement: string;
  readonly invitation: string;
  readonly proof: string;
  readonly keyring: number;
  readonly at: number;
}

const gone = (): Problem => new Problem('not-found', 'These keys are not waiting any more. Reload the list.');

async function came(vault: Vault): Promise<Came[]> {
  const { replacements } = await vault.transport.call('register', 'requests', {});
  const read = replacements.map(async ({ person, join: signed, ...rest }) => {
    const known = vault.person(person as PersonId);
    if (known === undefined) return [];
    const { join } = await readJoin(signed, vault.view);
    return [{ known, signed, join, statement: await joinHash(signed), ...rest }];
  });
  // What cannot be read can be neither shown nor proposed.
  const settled = await Promise.allSettled(read);
  return settled.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
}

/** By a link of this officer's for this very person, and nothing said of them but what the register has. */
function isTheirs(vault: Vault, { known, join, invitation, proof, statement, keyring }: Came): boolean {
  const { invitationSeed } = vault.session.opened.keyring;
  const { id: person, role, organisation } = known;
  if (join.person !== person || join.root !== vault.root) return false;
  if (JSON.stringify(join.states) !== JSON.stringify(standingStatement(known))) return false;
  // Whoever changed their keys since they came had them.
  if (keyring !== known.keyring + 1) return false;
  if (!isInvitationFor(invitationSeed, invitation, { role, organisation, person })) return false;
  return invitationProof(invitationSecret(invitationSeed, invitation), vault.root, statement) === proof;
}

function bodyOf({ known, signed: join }: Came): ActToWrite<'key-replacement'> {
  return { person: known.id, join: join, keyring: known.keyring + 1 };
}

function seenOfKeys(vault: Vault, each: Came): string {
  const proposed = isProposed(vault, { join: each.signed });
  return JSON.stringify([seenOf(vault, 'key-replacement', bodyOf(each)), proposed, each.statement]);
}

function otherKeysView(vault: Vault, each: Came): OtherKeysView {
  const { known, statement, at } = each;
  return {
    ...{ person: known.id, statement, name: known.name, role: known.role, at },
    organisation: organisationName(vault, known.organisation),
    number: anyNumberOf(known),
    proofHolds: isTheirs(vault, each),
    isProposed: isProposed(vault, { join: each.signed }),
    confirmers: confirmersOf(vault, known.id),
    seen: seenOfKeys(vault, each),
  };
}

/** `current`: keys are open and the register is up to date. */
export function otherKeysDoor(vault: Vault, current: () => Promise<void>): OtherKeysDoor {
  const shown = async ({ person, statement, seen }: Pick<OtherKeysView, 'person' | 'statement' | 'seen'>) => {
    await current();
    const found = (await came(vault)).find((each) => each.known.id === person && each.statement === statement);
    if (found === undefined) throw gone();
    requireSeen(seen, seenOfKeys(vault, found));
    return found;
  };
  return {
    otherKeys: async () => {
      await current();
      return (await came(vault)).map((each) => otherKeysView(vault, each));
    },
    proposeOtherKeys: async (asked) => {
      const found = await shown(asked);
      await vault.freshness.require();
      await requireUndoubted(vault);
      if (!isTheirs(vault, found) || !(await isUsableSealingKey(found.join.sealing))) {
        throw new Problem(
          'not-allowed',
          'These keys did not come by a link you made for them. Do not propose them; refuse them, and give a new link.',
        );
      }
      const shows = (): string => seenOfKeys(vault, found);
      await confirmAndWrite(vault, { type: 'key-replacement', body: bodyOf(found), seen: asked.seen, shows });
    },
    refuseOtherKeys: async (asked) => {
      const { signed, known, statement } = await shown(asked);
      await declineOn(vault, { join: signed });
      await vault.transport.call('register', 'refuse', { person: known.id, statement, reason: 'Not confirmed' });
      vault.changed({ about: 'register' });
    },
  };
}
