import { randomBytes, toB64 } from '@consilium/bytes';
import {
  answerBy,
  isActiveClinician,
  personId,
  Problem,
  type BodyToWrite,
  type LedgerId,
  type PersonId,
  type ThreadId,
} from '@consilium/domain';
import { draft, newEntryId, type Draft } from '@consilium/ledger';
import { grantDraft, type Recipient } from '../keys/generation';
import { begin } from '../ledgers/append';
import { newThread, rotateDraft, textDraft } from '../replicas/sealing-content';
import type { Vault } from '../vault/vault';
import { caseFormText } from './case-form';
import type { Rooms } from './rooms';
import type { CaseForm } from './views';

const newThreadId = (): ThreadId => toB64(randomBytes(16)) as ThreadId;

const noColleague =
  'Somebody you chose is not in the register as a colleague of your organisation any more. Choose again whom you ask.';

/** A colleague who is let in while the case is opened. Nobody who may not be is left out unsaid. */
function colleagueOf(vault: Vault, room: LedgerId, id: PersonId): Recipient {
  const person = vault.view.person(id);
  vault.restores.requireNothingAgainst(id, room);
  if (!isActiveClinician(person, vault.clock.now()) || person.organisation !== vault.self.organisation) {
    throw new Problem('wrong-state', noColleague);
  }
  return { person: id, sealing: person.sealing, clearance: '' };
}

/** A case that is signed and may not be stored yet: sent again it is the same one. */
interface OpeningCase {
  readonly ledger: LedgerId;
  readonly send: () => Promise<unknown>;
}

/** A new case: the room, its case thread, title and form, and the colleagues who are asked, in one append. */
async function beginCase(vault: Vault, form: CaseForm, asked: readonly PersonId[]): Promise<OpeningCase> {
  const { organisation } = vault.self;
  if (asked.length > 0) await vault.freshness.require();
  const thread = newThreadId();
  const body: BodyToWrite<'genesis', 'room'> = {
    kind: 'room',
    nonce: toB64(randomBytes(16)),
    org: organisation,
    thread,
  };
  const genesis = draft({ type: 'genesis', scope: 'room', body });
  const follow = async (id: LedgerId): Promise<readonly Draft[]> => {
    const granting = { root: vault.root, ledger: id, by: vault.me };
    const own = { person: vault.me, sealing: vault.self.sealing, clearance: '' };
    const rotated = await rotateDraft(granting, newThread(thread, 'case'), undefined, [own]);
    const sealed = (type: 'title' | 'form', text: string): Promise<Draft> =>
      textDraft(granting, rotated.of, { type, text, more: {}, id: newEntryId() });
    const letIn = asked.map(async (person) => [
      draft({ type: 'invite', scope: 'room', body: { person } }),
      await grantDraft(granting, rotated.of, colleagueOf(vault, id, person)),
    ]);
    const described = [await sealed('title', form.title), await sealed('form', caseFormText(form))];
    return [rotated.draft, ...described, ...(await Promise.all(letIn)).flat()];
  };
  return begin(vault.author, vault.books.room, vault.root, genesis, follow, answerBy(form.urgency));
}

/** The newest case that was signed here and of which no answer came, and what was asked with it. */
type Unanswered = { readonly words: string; readonly opening: OpeningCase } | undefined;

/** Gives the room's id. */
type CaseOpener = (form: CaseForm, asked: readonly string[]) => Promise<string>;

/** Opens cases, each once: where no answer came, the same asked again is looked for before it is sent again. */
export function caseOpener(vault: Vault, rooms: () => Promise<Rooms>): CaseOpener {
  let unanswered: Unanswered;

  const isStored = async (opened: Rooms, { ledger }: OpeningCase): Promise<boolean> => {
    try {
      await opened.open(ledger);
      return true;
    } catch (error) {
      if (error instanceof Problem && error.kind === 'not-found') return false;
      throw error;
    }
  };

  const send = async (words: string, opening: OpeningCase): Promise<void> => {
    try {
      await opening.send();
    } catch (error) {
      unanswered = error instanceof Problem && error.kind === 'unavailable' ? { words, opening } : undefined;
      throw error;
    }
  };

  return async (form, asked) => {
    if (form.title.trim() === '' || form.question.trim() === '') {
      throw new Problem('bad-input', 'Give the case a title and a question.');
    }
    const opened = await rooms();
    const words = JSON.stringify([caseFormText(form), asked]);
    const before = unanswered?.words === words ? unanswered.opening : undefined;
    if (before === undefined) await vault.register.sync();
    const people = asked.map((each) => personId.read(each));
    const opening = before ?? (await beginCase(vault, form, people));
    if (before === undefined || !(await isStored(opened, before))) await send(words, opening);
    unanswered = undefined;
    // It is there, whatever becomes of looking at it: a failure here would have it opened again.
    await opened.open(opening.ledger).catch(() => undefined);
    vault.changed({ about: 'cases' });
    return opening.ledger;
  };
}
