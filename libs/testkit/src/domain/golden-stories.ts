import { SERVICE, type Clearance } from '@consilium/domain';
import { backTo, blob, person, thread } from './names';
import { said } from './organisation-cases';
import { lostOffer } from './restore-cases';
import { caseThread, clearanceId, defence, rival, side, type Change } from './register-world';
import { addendum, outcome } from './scenes';
import { world, type World } from './world';

const flagged: Change<Clearance> = { flags: ['face'] };

/** What is said of organisations, and by whoever speaks for them. */
function organisations(story: World): void {
  const { register: book } = story;
  book.add(said.office(story, 'alice'));
  book.add(said.office(story, 'bob', 'caldicott-guardian'));
  book.add(said.contacts(story, 'alice'));
  book.add(said.contacts(story, 'vera', defence));
  book.add(said.policy(story, 'bob'));
  book.add(said.capture(story, 'bob', 'managed-device'));
  book.add(said.team(story, 'alice', ['alice', 'bob']));
  book.add(said.team(story, 'bob', ['bob'], 'Skin', 'Dermatology'));
  book.add(said.team(story, 'bob', ['alice'], 'Dermatology', 'Night'));
  book.add(said.team(story, 'bob', [], 'Skin', 'Dermatology'));
  book.add(said.office(story, 'alice', 'lead', 'ended'));
  book.add(said.name(story, 'renamed', rival));
  book.add(said.status(story, rival));
  book.add(said.status(story, rival, 'good'));
}

/** A register in which everything happens that a register can say. */
function register(): void {
  const story = world().people();
  const { register: book } = story;
  book.add(story.by('olga', 'appointment', { person: person('walt'), organisation: defence, state: 'ended' }));
  story.begun('walt').orgKey().adviser('wim', defence);
  book.add(story.by('vera', 'grant', { thread: defence, gen: 1, recipient: person('wim'), blob }));
  story.orgKey('wim').badKey('vera');
  book.add(story.orgKeyOffer('vera', { back: backTo(1) }));
  book.add(story.keyLinkOffer('wim', 2));
  story.rekey('xavier');
  for (const status of ['suspended', 'reinstated', 'ended'] as const) story.clearanceStatus(status);
  story.status('carol', 'suspended').status('carol', 'good');
  book.add(story.passkeysOffer('alice'));
  book.add(story.keyChangeOffer('bob'));
  story.withGuild('dora').anchored('dora');
  organisations(story);
  book.add(story.replacementOffer('carol'));
  book.add(lostOffer(story));
  book.add(story.by('olga', 'rules-version', { version: 2 }));
}

/** A register for real use: an act that two officers confirm, one that is declined, and one that waits. */
function registerOfTwo(): void {
  const story = world().people('production');
  const { register: book } = story;
  book.add(story.by('olga', 'rules-version', { version: 2 }));
  book.add(story.officerOffer('omar', 'decline'));
  book.add(story.by('olga', 'appointment', { person: person('walt'), organisation: defence, state: 'ended' }));
  book.add(story.membershipOffer('vera', 'alice', defence, 'ended'));
  book.add(story.by('omar', 'appointment', { person: person('walt'), organisation: defence, state: 'begun' }));
}

/** A register for real use that was put back: proposed, declined, proposed again, and confirmed. */
function registerRestored(): void {
  const story = world().people('production').orgKey();
  const { register: book } = story;
  const offer = lostOffer(story);
  book.add(offer);
  book.add(story.officerOffer('omar', 'decline'));
  book.add(story.confirmed(offer));
  book.add(story.officerOffer('omar'));
  story.orgKey('vera');
}

/** A case of a register that was put back: its keys are begun anew before anything is said. */
function roomRestored(): void {
  const story = world().accepted();
  story.register.add(lostOffer(story));
  story.tick();
  story.rotate('alice', caseThread).rotate('alice', thread('one')).rotate('alice', side);
  story.room.add(story.messageOffer('bob', thread('one')));
  story.register.add(lostOffer(story, 'omar', { ledger: story.room.id, kept: story.room.state.head }));
  story.tick();
  story.rotate('alice', caseThread);
}

/** A case in which everything happens that a case can hold. */
function room(): void {
  const story = world().accepted();
  const { room: book } = story;
  book.add(story.inThread('alice', 'title', caseThread, { sealed: blob }));
  book.add(story.inThread('alice', 'form', caseThread, { sealed: blob }));
  const asked = book.add(story.messageOffer('bob', thread('one')));
  book.add(story.messageOffer('alice', thread('one'), { replyTo: asked.id }));
  book.add(story.takeBackOffer('bob', thread('one'), asked.id));
  book.add(story.opinionOffer('bob', thread('one'), [], { next: 'here', nextBy: person('alice') }));
  book.add(addendum(story, 'bob'));
  book.add(outcome(story, 'alice'));
  story
    .rotate('alice', thread('one'))
    .bad('bob', thread('one'))
    .rotate('bob', thread('one'), { back: backTo(1) });
  book.add(story.linkOffer('alice', thread('one'), 2));
  story.bad('bob', thread('one'));
  book.add(story.rewrapOffer('alice', thread('one')));
  story.named('alice', thread('of-two'), ['alice', 'bob']).rotate('alice', thread('of-two'), { readers: 'inside' });
  book.add(story.sourceOffer('three', 'own-phone'));
  book.add(story.deletedOffer('three', ['cloud-copy', 'original']));
  book.add(story.withdrawalOffer('three', 'sharing'));
  book.add(story.consentAgainOffer('alice', 'three'));
  book.add(story.consentOffer('three', { takenBy: person('bob') }));
  story.register.add(story.replacementOffer('bob'));
  book.add(story.by('alice', 'known-again', { person: person('bob') }));
  book.add(story.by('alice', 'owner', { person: person('bob') }));
  story.tick();
  book.add(story.by('bob', 'close', { outcome: 'advice-given' }));
  story.rotate('alice', caseThread).rotate('alice', thread('one'));
  book.add(outcome(story, 'bob'));
  book.add(story.by('bob', 'reopen', {}));
  book.add(story.removeOffer('bob', 'alice'));
}

/** A case whose outside colleague states what became of withdrawn pictures; one is to be destroyed, says the guardian. */
function roomOfWithdrawals(): void {
  const story = world().accepted();
  const { room: book } = story;
  story.register.add(said.office(story, 'bob', 'caldicott-guardian'));
  book.add(
    story.consentOffer('two', { scopes: ['capture', 'internal', 'named-external', 'teaching', 'via-platform'] }),
  );
  book.add(story.withdrawalOffer('one', 'capture'));
  book.add(story.statementOffer('xavier', 'one', clearanceId));
  book.add(story.destructionOffer('alice', 'one'));
  book.add(story.destructionAnswerOffer('bob', 'one', 'kept'));
  book.add(story.destructionOffer('alice', 'one', { reason: 'no-use-for-care' }));
  book.add(story.shownOffer('alice', 'one', 'bob'));
  book.add(story.destructionAnswerOffer('bob', 'one'));
  book.add(story.consentOffer('two', { scopes: ['capture', 'internal'] }));
  book.add(story.statementOffer('xavier', 'two', clearanceId));
}

/** A request that is asked about, handed on and given back, decided by two and revoked. */
function advice(): void {
  const story = world().people().asked().assigned(flagged);
  const { advice: book } = story;
  book.add(story.inDossier('vera', 'question'));
  book.add(story.inDossier('alice', 'answer'));
  book.add(story.giveBackOffer('vera', { to: person('walt') }));
  book.add(story.assignOffer('walt'));
  book.add(story.giveBackOffer('walt'));
  book.add(story.assignOffer('vera'));
  book.add(story.proposalOffer('vera', flagged));
  book.add(story.secondOffer('walt', flagged));
  book.add({ by: SERVICE, type: 'tick' });
  book.add(story.by('vera', 'revoke', {}));
}

/** A request that is given back for a conflict, and that its author takes back: nothing follows that, so it is a ledger of its own. */
function adviceWithdrawn(): void {
  const story = world().people().asked().assigned();
  story.advice.add(story.giveBackOffer('vera', { conflict: true }));
  story.advice.add(story.assignOffer('walt'));
  story.advice.add(story.by('alice', 'withdraw', {}));
}

/** A request of which one adviser has signed, and a second one has not. */
function adviceProposed(): void {
  const story = world().people().asked().assigned(flagged);
  story.advice.add(story.proposalOffer('vera', flagged));
}

/** A case whose outside colleague has other keys, before an adviser confirmed them and after. */
function roomOfNewKeys(): void {
  const story = world().accepted();
  story.register.add(story.keyChangeOffer('xavier'));
  story.tick();
  story.rekey('xavier').rotate('alice', side);
  story.room.add(story.messageOffer('xavier', side));
}

/** A request whose requester has other keys. */
function adviceOfNewKeys(): void {
  const story = world().people().asked().assigned();
  story.advice.add(story.inDossier('vera', 'question'));
  story.register.add(story.keyChangeOffer('alice'));
  story.advice.add({ by: SERVICE, type: 'tick' });
  story.advice.add(story.adviceRotateOffer('vera'));
  story.advice.add(story.inDossier('alice', 'answer'));
}

/** Ledgers that stand, by file name; together they hold every type of entry of the three books. */
export const goldenStories: Readonly<Record<string, () => void>> = {
  register,
  'register-of-two': registerOfTwo,
  'register-restored': registerRestored,
  room,
  advice,
  'advice-withdrawn': adviceWithdrawn,
  'advice-proposed': adviceProposed,
  'room-of-new-keys': roomOfNewKeys,
  'room-restored': roomRestored,
  'advice-of-new-keys': adviceOfNewKeys,
  'room-of-withdrawals': roomOfWithdrawals,
};
