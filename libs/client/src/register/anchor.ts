import { toB64, utf8 } from '@consilium/bytes';
import {
  bytes,
  Problem,
  signingPublic,
  waitsForAnchor,
  type Person,
  type PersonId,
  type Shape,
} from '@consilium/domain';
import { anchorMessage, fromB64, keysFingerprint, requireGoodKey, verify, type Anchored } from '@consilium/ledger';
import { confirmAndWrite, lastAbout } from '../vault/acts';
import type { Vault } from '../vault/vault';
import { anyNumberOf, organisationName } from './person-view';
import type { OwnAppointmentView } from './views';
import { waitsFor } from './waits-for';
import { requireUndoubted } from '../vault/doubts';

const noAnchor = 'This is not the public key of an anchor. Copy the line that the organisation’s own program printed.';
const noSignature = 'This is not a signature. Copy the line that the organisation’s own program printed.';
const ofAnother =
  'The organisation’s own key did not sign this request. Copy the request again, and let the organisation sign it again.';
const waitsForNone = 'This adviser does not wait for the organisation’s own key any more. Reload the list.';

/** What was typed or pasted, without what a copy brings along; undefined where it has another shape. */
function readPasted(shape: Shape<string>, pasted: string): string | undefined {
  try {
    return shape.read(pasted.trim());
  } catch {
    return undefined;
  }
}

/** Whether signatures can be checked by it: a key of small or mixed order is none. */
function isKey(anchor: string): boolean {
  try {
    requireGoodKey(anchor);
    return true;
  } catch {
    return false;
  }
}

/** An organisation's own key as it was pasted: nothing that could not be one goes to the register. */
export function usableAnchor(pasted: string): string {
  if (pasted.trim() === '') return '';
  const anchor = readPasted(signingPublic, pasted);
  if (anchor === undefined || !isKey(anchor)) throw new Problem('bad-input', noAnchor);
  return anchor;
}

function waiting(vault: Vault, id: string): Person {
  const person = vault.person(id as PersonId);
  if (person === undefined || !waitsForAnchor(vault.view, person, vault.clock.now())) {
    throw new Problem('wrong-state', waitsForNone);
  }
  return person;
}

/** What the anchor is asked to sign of them, as the register stands. */
function anchoredNow(vault: Vault, { id: person, kid, appointed }: Person): Anchored {
  const organisation = appointed as Anchored['organisation'];
  return { organisation, person, kid, asOf: lastAbout(vault, 'anchored', { person }) ?? -1 };
}

/** One line for the organisation's own program. Names and number are for the human who reads what it is about. */
function requestLine(vault: Vault, person: Person): string {
  const { organisation, person: id, kid, asOf } = anchoredNow(vault, person);
  const request = {
    ...{ v: 1, root: vault.root, organisation, organisationName: organisationName(vault, organisation) },
    ...{ person: id, name: person.name, number: anyNumberOf(person), kid, asOf },
  };
  return `consilium-anchor.${toB64(utf8(JSON.stringify(request)))}`;
}

/** An adviser whom nobody at their organisation can confirm: its own key, kept offline, does, and an officer hands that over. */
export interface AnchorDoor {
  /** The line that the organisation's own program is given. */
  anchorRequest(person: string): Promise<string>;
  /** With what that program printed; asks for a gesture. `seen`: of the person as shown. */
  confirmByAnchor(person: string, signature: string, seen: string): Promise<void>;
  /** For an adviser who waits: for whom, and the digits of the keys open here, which that program shows as well. */
  ownAppointment(): Promise<OwnAppointmentView>;
}

/** `current` makes sure that keys are open and the register's newest is here. */
export function anchorDoor(vault: Vault, current: () => Promise<void>): AnchorDoor {
  return {
    anchorRequest: async (id) => {
      await current();
      return requestLine(vault, waiting(vault, id));
    },
    ownAppointment: async () => {
      await current();
      const { self } = vault;
      return {
        keys: keysFingerprint(vault.author.signer.kid),
        organisation: organisationName(vault, self.appointed),
        waitsFor: waitsFor(vault, self),
      };
    },
    confirmByAnchor: async (id, pasted, seen) => {
      await current();
      await vault.freshness.require();
      await requireUndoubted(vault);
      const signature = readPasted(bytes(64), pasted);
      if (signature === undefined) throw new Problem('bad-input', noSignature);
      const said = anchoredNow(vault, waiting(vault, id));
      const { person, organisation, kid } = said;
      const anchor = vault.view.organisation(organisation)?.anchor ?? '';
      const isSigned = await verify(anchor, anchorMessage(vault.root, said), fromB64(signature));
      if (!isSigned) throw new Problem('bad-input', ofAnother);
      await confirmAndWrite(vault, { type: 'anchored', body: { person, organisation, kid, signature }, seen });
    },
  };
}
