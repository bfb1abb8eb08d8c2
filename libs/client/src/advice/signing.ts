import {
  Problem,
  type AdviceBody,
  type AdviceState,
  type Clearance,
  type ClearanceEntryType,
  type EntryId,
  type PersonId,
} from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import { nameOf, organisationName, personViewOf } from '../register';
import { sealedBlob } from '../replicas/sealing-content';
import type { Advice } from '../replicas/advice';
import { wholeDossier } from './dossier';
import { filedDossier } from './filed-dossier';
import type { PreparedDecision } from './views';

const outcomeWords: Readonly<Record<Clearance['outcome'], string>> = {
  'no-objection': 'No medico-legal objection',
  'no-objection-with-conditions': 'No medico-legal objection, provided that',
  'advised-against': 'Advised against',
};

const whenText = (at: number): string => `${new Date(at * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const purposeWords: Readonly<Record<Clearance['purpose'], string>> = {
  'direct-care': 'Direct-care second opinion',
  'peer-learning': 'Peer learning',
};

/** "2: picture 1, picture 3, as the requester numbers them": the signature covers the request that states the numbers. */
async function picturesSigned(advice: Advice): Promise<string> {
  const filed = await filedDossier(advice);
  if (filed === undefined) throw new Problem('wrong-state', 'This request was not sent yet.');
  const numbers = wholeDossier(filed)
    .pictures.map(({ number }) => number)
    .sort((one, other) => one - other);
  return `${String(numbers.length)}: ${numbers.map((number) => `picture ${String(number)}`).join(', ')}, as the requester numbers them`;
}

/**
 * Exactly what the signature says, line by line. `signers`: the first adviser, then the second where there is one. Rejects
 * where this device cannot read the request: nobody signs what they cannot have read.
 */
export async function linesOf(
  advice: Advice,
  clearance: Clearance,
  reasons: string,
  signers: readonly [first: PersonId, second?: PersonId],
): Promise<PreparedDecision['lines']> {
  const { vault } = advice;
  const recipient = personViewOf(vault, clearance.recipient.person);
  const signed = (person: PersonId): string => `${nameOf(vault, person)}, ${organisationName(vault, clearance.org)}`;
  const [first, second] = signers;
  const lines = [
    { label: 'Decision', value: outcomeWords[clearance.outcome] },
    { label: 'For', value: nameOf(vault, clearance.requester) },
    { label: 'Outside colleague', value: `${recipient.name}, ${recipient.registration}, ${recipient.organisation}` },
    { label: 'Purpose', value: purposeWords[clearance.purpose] },
    { label: 'Pictures', value: await picturesSigned(advice) },
    ...clearance.conditions.map((value, index) => ({ label: `Condition ${String(index + 1)}`, value })),
    { label: 'Reasons', value: reasons },
  ];
  if (clearance.outcome !== 'advised-against') {
    lines.push({ label: 'Join by', value: whenText(clearance.joinBy) });
    lines.push({ label: 'Access ends', value: whenText(clearance.memberUntil) });
  }
  if (second === undefined) return [...lines, { label: 'Signed as', value: signed(first) }];
  return [...lines, { label: 'Signed first by', value: signed(first) }, { label: 'Signed as', value: signed(second) }];
}

interface Signed {
  readonly id: EntryId;
  readonly type: ClearanceEntryType;
  readonly reasons: string;
  readonly signed: Pick<AdviceBody<'decision'>, 'clearance' | 'gesture' | 'second'>;
}

/** The entry that carries the signatures, with the reasons sealed to requester and organisation. */
export function reasonsDraft(
  advice: Advice,
  state: AdviceState,
  { id, type, reasons, signed }: Signed,
): Promise<readonly Draft[]> {
  return advice.under(state, async (under) => {
    const blob = await sealedBlob(advice.granting, under, { id, type, field: 'sealed' }, reasons);
    const body = { ...signed, thread: under.thread, gen: under.gen, sealed: blob.ref };
    return [draft({ type, scope: 'room', body, blobs: [blob], id })];
  });
}
