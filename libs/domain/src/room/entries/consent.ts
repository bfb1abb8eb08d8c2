import type { Entry } from '../../kernel/entry';
import { consentId, personId, threadId, type ConsentId, type PersonId, type ThreadId } from '../../kernel/ids';
import { isAboutAuthority, type Stands } from '../../guidance/authorities';
import { attestsBoth } from '../../guidance/picture-facts';
import { refuse } from '../../kernel/refusal';
import { integer, object, oneOf, seconds, sorted } from '../../kernel/shape';
import type { Authority } from '../../words/lists';
import { withoutPicture } from '../ended-shares';
import { roomEntry } from '../entry';
import { changeThread, threadOf, type Moment } from '../moment';
import { mayStand } from '../showing';
import { internals } from '../standings';
import type { Consent, Thread } from '../state';

interface Taken {
  readonly takenBy: PersonId;
  readonly takenAt: number;
}

function mayRecordConsent(now: Moment, id: ThreadId): Thread {
  const thread = threadOf(now, id);
  if (thread.kind !== 'picture') refuse('wrong-thread-kind');
  return thread;
}

/** A new version repeats the id and rises by one. */
function isNextVersion(
  consent: Consent | undefined,
  named: { readonly consent: ConsentId; readonly version: number },
): void {
  if (named.version !== (consent?.version ?? 0) + 1) refuse('consent-out-of-order');
  if (consent !== undefined && consent.id !== named.consent) refuse('consent-out-of-order');
}

/** What of a version decides whether a share may rest on it. */
export type Terms = Pick<Consent, 'recording' | 'authority' | 'facts' | 'scopes' | 'flags' | 'ruledOut' | 'takenBy'>;

const includesAll = (all: readonly string[], some: readonly string[]): boolean =>
  some.every((each) => all.includes(each));

/**
 * Whether a share that rests on the version before may rest on this one too: the same picture and the same people, and at
 * least what was agreed to; nothing is said of the picture that was not before the adviser, and nothing unsaid.
 */
export function isAtLeast(before: Terms, after: Terms): boolean {
  const isSame =
    before.recording === after.recording &&
    before.authority === after.authority &&
    before.takenBy === after.takenBy &&
    before.facts.join() === after.facts.join() &&
    before.flags.join() === after.flags.join();
  return isSame && includesAll(after.scopes, before.scopes) && includesAll(after.ruledOut, before.ruledOut);
}

/** What was withdrawn is not recorded anew but after it was opened for that, visibly and with a reason. */
function isNotWithdrawn(consent: Consent | undefined): void {
  if (consent !== undefined && consent.withdrawn !== 'no' && !consent.isOpenAgain) refuse('consent-withdrawn');
}

/** Seconds by which a device may round the time down, or have been quicker than the case. */
const rounding = 60;

/**
 * Whoever signs took it themselves, in this case and not later than they sign; or reports what a colleague took, at any
 * time before.
 */
function isTakenInTime({ state }: Moment, entry: Entry, { takenBy, takenAt }: Taken): void {
  if (takenAt > entry.at) refuse('consent-taken-when');
  if (takenBy === entry.by && takenAt < state.openedAt - rounding) refuse('consent-taken-when');
}

/** Answers of which one rules the other out, or that nobody asked for. */
function contradicts(body: Stands & Pick<Consent, 'flags' | 'ruledOut' | 'attested'>): boolean {
  return (
    !isAboutAuthority(body) || attestsBoth(body.attested) || body.ruledOut.some((flag) => body.flags.includes(flag))
  );
}

/** What was recorded, never that the patient consented. */
const recordedAs: Readonly<Record<Authority, string>> = {
  'said-yes': 'that the patient agreed',
  signed: 'that the patient agreed and signed',
  'young-person': 'that the young person agreed',
  'parental-responsibility': 'that somebody with parental responsibility agreed',
  'child-understands': 'that the child understood and agreed',
  'nobody-could-be-asked': 'that nobody could be asked, and that it is in the patient’s interests',
  'lacks-capacity': 'that it is in the best interests of an adult who lacks capacity',
  'has-died': 'that the patient has died, and on what authority it is kept',
  'not-needed-to-make': 'that no separate consent is needed to make the picture',
};

/**
 * A new version repeats the id with version + 1. `takenBy`: its author, or the colleague of whom they report it. One that
 * allows less than the version before, or is another person's, ends what was shared on that.
 */
export const consent = roomEntry({
  type: 'consent',
  since: 1,
  body: ({ recordingKinds, authorities, authorityFacts, consentScopes, dutyFlags, explanations, attestations }) =>
    object({
      consent: consentId,
      version: integer(1),
      thread: threadId,
      recording: oneOf(recordingKinds),
      authority: oneOf(authorities),
      facts: sorted(oneOf(authorityFacts), { max: authorityFacts.length }),
      scopes: sorted(oneOf(consentScopes), { max: consentScopes.length }),
      flags: sorted(oneOf(dutyFlags), { max: dutyFlags.length }),
      ruledOut: sorted(oneOf(dutyFlags), { max: dutyFlags.length }),
      explained: sorted(oneOf(explanations), { max: explanations.length }),
      attested: sorted(oneOf(attestations), { max: attestations.length }),
      takenBy: personId,
      takenAt: seconds,
    }),
  scope: 'thread',
  open: internals,
  inClosedRoom: false,
  acts: { consent: (now: Moment, { thread }: { readonly thread: ThreadId }) => mayRecordConsent(now, thread) },
  apply: (now, entry, body) => {
    const thread = mayRecordConsent(now, body.thread);
    isNextVersion(thread.consent, body);
    isNotWithdrawn(thread.consent);
    isTakenInTime(now, entry, body);
    if (now.view.person(body.takenBy)?.role !== 'clinician') refuse('consent-taker-unknown');
    if (contradicts(body)) refuse('consent-contradicts');
    const { consent: id, version, thread: _thread, takenAt: _takenAt, ...said } = body;
    const recorded: Consent = {
      ...{ id, version, hash: entry.bodyHash, thread: thread.id, ...said, recordedBy: entry.by },
      ...{ withdrawn: 'no', withdrawnBy: '', isOpenAgain: false, used: '', destruction: undefined },
    };
    mayStand(now, recorded, thread);
    const { consent: before } = thread;
    if (before === undefined || isAtLeast(before, recorded)) return changeThread(now, thread, { consent: recorded });
    return {
      ...changeThread(now, thread, { consent: recorded, requested: [] }),
      outsiders: withoutPicture(now.state, thread.id, entry.at),
    };
  },
  line: ({ by, body: { version, authority, takenBy }, name, isAuthor }) => {
    const asVersion = version === 1 ? '' : `, as version ${String(version)},`;
    const did = isAuthor(takenBy) ? 'recorded' : `reported of ${name(takenBy)}`;
    return `${by} ${did}${asVersion} ${recordedAs[authority]}`;
  },
  stands: ({ version }) => version > 1,
});
