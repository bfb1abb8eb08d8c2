import {
  attestations,
  authorities,
  authorityFacts,
  consentRef,
  consentScopes,
  dutyFlags,
  explanations,
  Problem,
  recordingKinds,
  type Attestation,
  type Authority,
  type AuthorityFact,
  type ConsentScope,
  type DutyFlag,
  type Explanation,
  type ReadWord,
  type RecordingKind,
} from '@consilium/domain';
import { fromB64 } from '@consilium/bytes';
import { bodyHash } from '@consilium/ledger';
import type { Content, Unreadable } from '../replicas/content';
import { aCount, aList, anObject, aText, aWord, readJson } from '../replicas/sealed-json';

/** One picture of a dossier: its number in the case, which no adviser can check, and its consent, which they can. */
interface Enclosed {
  readonly number: number;
  /** The consent entry's own body and salt, so that the adviser can check them by their hash. */
  readonly body: string;
  readonly salt: string;
}

/** What the requester seals for the adviser, as one JSON text. */
export interface Dossier {
  readonly brief: string;
  /** 32 bytes, b64: opens the clearance's commitment to the brief. */
  readonly salt: string;
  readonly reasons: string;
  readonly alternatives: string;
  /** In the order of the threads that the signed request names. */
  readonly pictures: readonly Enclosed[];
}

const dossier = anObject<Dossier>({
  brief: aText,
  salt: aText,
  reasons: aText,
  alternatives: aText,
  pictures: aList(anObject<Enclosed>({ number: aCount, body: aText, salt: aText })),
});

/** Reads a dossier as its author's device sealed it. Two pictures of one number would be taken for each other. */
export function readDossier(text: string): Content<Dossier> {
  const read = readJson(text, dossier);
  const numbers = new Set(read.value?.pictures.map(({ number }) => number));
  return numbers.size === (read.value?.pictures.length ?? 0) ? read : { unreadable: 'broken' };
}

const unreadable: Readonly<Record<Unreadable, string>> = {
  'no-key':
    'This device cannot open the request yet. Ask another adviser to open their queue, then try again. Your own request opens after a reload.',
  withheld: 'The service did not send what stands in this request. Reload the page; if it stays so, tell your officer.',
  broken: 'The request could not be read. Ask its author to send it again.',
  newer: 'This request was written by a newer version of Consilium. Reload the page to read it.',
  'not-the-brief': 'The request could not be read. Ask its author to send it again.',
};

/** The dossier whole, or in words why nobody can decide on it here. */
export function wholeDossier(read: Content<Dossier>): Dossier {
  if (read.unreadable === undefined) return read.value;
  throw new Problem('wrong-state', unreadable[read.unreadable]);
}

/** A consent as it was recorded in the case, read by somebody who has no other part of the case. */
export interface StatedConsent {
  consent: string;
  version: number;
  recording: ReadWord<RecordingKind>;
  authority: ReadWord<Authority>;
  facts: ReadWord<AuthorityFact>[];
  scopes: ReadWord<ConsentScope>[];
  flags: ReadWord<DutyFlag>[];
  ruledOut: ReadWord<DutyFlag>[];
  explained: ReadWord<Explanation>[];
  attested: ReadWord<Attestation>[];
  takenAt: number;
  withdrawn: 'no';
}

const consentBody = anObject<Omit<StatedConsent, 'withdrawn'> & { thread: string; takenBy: string }>({
  consent: aText,
  version: aCount,
  thread: aText,
  recording: aWord(recordingKinds),
  authority: aWord(authorities),
  facts: aList(aWord(authorityFacts)),
  scopes: aList(aWord(consentScopes)),
  flags: aList(aWord(dutyFlags)),
  ruledOut: aList(aWord(dutyFlags)),
  explained: aList(aWord(explanations)),
  attested: aList(aWord(attestations)),
  takenBy: aText,
  takenAt: aCount,
});

/**
 * One picture of a request: its consent as recorded in the room, if what the requester enclosed is the very body the signed
 * request names by hash.
 */
export function readPicture(
  enclosed: Enclosed | undefined,
  named: ReturnType<(typeof consentRef)['read']>,
): { number: number; consent: StatedConsent } {
  const refused = new Problem(
    'wrong-state',
    'A consent enclosed is not the one the request names. Ask its author to send it again.',
  );
  if (enclosed === undefined) throw refused;
  const hash = bodyHash('consilium-room', 'consent', fromB64(enclosed.salt), enclosed.body);
  if (hash !== named.hash) throw refused;
  const read = readJson(enclosed.body, consentBody);
  if (read.unreadable !== undefined) throw new Problem('wrong-state', unreadable[read.unreadable]);
  const { thread: _thread, takenBy: _takenBy, ...recorded } = read.value;
  return { number: enclosed.number, consent: { ...recorded, withdrawn: 'no' } };
}
