import {
  addendum,
  blob,
  caseThread,
  clearanceId,
  defence,
  hash,
  hospital,
  opened,
  person,
  pictured,
  side,
  T0,
  thread,
  withCarol,
  withdrawn,
  withOpinion,
  world,
  type Offer,
  type World,
} from '@consilium/testkit/domain';
import { adviceRows } from '../advice/rows';
import { registerRows } from '../register/rows';
import { newestView } from '../register/view';
import { roomRows } from '../room/rows';
import { isForToday } from './advice';
import { tellingReasons } from './reasons';
import { losesKeys } from './register';
import { concernedBy, reasonsOf, tellings, type Concerned } from './whom';

const said = (offers: readonly Offer[]) =>
  offers.map(({ type, scope = 'room', body = {} }) => ({ type, scope, body: body }));

/** "bob message", as a list is read. */
const listed = (concerned: readonly Concerned[]): string =>
  concerned
    .map((each) => `${each.person.replaceAll('_', '').replace(/A$/u, '')} ${each.reason}`)
    .toSorted()
    .join(', ');

const by = (offers: readonly Offer[]) => {
  const [first] = offers;
  if (first === undefined) throw new Error('Nothing is said');
  return first.by;
};

/** Whom an append to the case concerns. */
const inRoom = (story: World, ...offers: readonly Offer[]): string => naming([], story, ...offers);

/** The same where its sealed words name somebody. */
function naming(names: readonly string[], story: World, ...offers: readonly Offer[]): string {
  const about = { state: story.room.state, view: story.view, at: story.now, by: by(offers), batch: said(offers) };
  return listed(concernedBy('room', about, names.map(person)));
}

function inAdvice(story: World, ...offers: readonly Offer[]): string {
  const state = story.advice.id === '' ? undefined : story.advice.state;
  return listed(concernedBy('advice', { state, view: story.view, at: story.now, by: by(offers), batch: said(offers) }));
}

/** The same of the register, which is asked as it is with the entry. */
function inRegister(story: World, offer: Offer): string {
  const { state } = story.register;
  story.register.add(offer);
  const view = newestView(story.register.state);
  return listed(concernedBy('register', { state, view, at: story.now, by: offer.by, batch: said([offer]) }));
}

/** Who is told of what, said by hand for every type of entry there is: one that is new has to be named here. */
const reasons = (kind: keyof typeof tellings): string =>
  Object.entries(tellings[kind])
    .map(([type, rule]) => `${type} ${rule?.reason ?? '-'}`)
    .join(', ');

test('each type of entry says whether somebody is told of it, and why', () => {
  expect(reasons('room')).toBe(
    'genesis -, invite invited, remove access-cut, owner owner, known-again invited, close -, reopen -, tick -, rotate -, grant -, grant-bad -, link -, rewrap -, title -, form question, consent -, consent-withdrawal withdrawal, consent-again -, deletion-statement withdrawal, destruction-proposal withdrawal, picture-shown picture, destruction-answer withdrawal, picture picture, source -, original-deleted -, message message, take-back -, opinion opinion, addendum opinion, outcome outcome-said, share-request -, admit invited, accept answered',
  );
  expect(reasons('advice')).toBe(
    'genesis -, rotate -, dossier -, submit asked, assign -, give-back asked, question asked-by-adviser, answer answered, proposal asked, decision decided, withdraw answered, revoke decided, tick -',
  );
  expect(reasons('register')).toBe(
    'genesis -, organisation -, organisation-name -, organisation-status -, office standing, contacts -, policy -, team -, credential member-to-confirm, status standing, appointment member-to-confirm, membership standing, anchored standing, passkeys new-key, key-change new-key, key-replacement new-key, org-key -, grant -, grant-bad -, link -, clearance-status -, clearance-rekey -, rules-version -, restore -, checkpoint -, confirm -, decline -',
  );
});

test('the table has every type of every book and no other', () => {
  const types = (rows: readonly { readonly type: string }[]) => [...new Set(rows.map(({ type }) => type))].toSorted();
  expect(Object.keys(tellings.room).toSorted()).toEqual(types(roomRows));
  expect(Object.keys(tellings.advice).toSorted()).toEqual(types(adviceRows));
  expect(Object.keys(tellings.register).toSorted()).toEqual(types(registerRows));
});

test('each reason is given by some type of entry, but for those that the service gives itself, and no client may', () => {
  const given = (['room', 'advice', 'register'] as const).flatMap((kind) => [
    ...reasonsOf(kind, Object.keys(tellings[kind])),
  ]);
  const byTheService: readonly string[] = ['unread', 'unanswered', 'proposal', 'renewal', 'share-ends', 'outcome-due'];
  expect([...new Set([...given, ...byTheService])].toSorted()).toEqual(tellingReasons.toSorted());
  expect(given.filter((reason) => byTheService.includes(reason))).toEqual([]);
});

describe('in a case', () => {
  test('opening it tells nobody, and who is invited is told', () => {
    const story = world().people();
    const begun = { state: undefined, view: story.view, at: story.now, by: person('alice') };
    const form = { type: 'form', scope: [caseThread], body: { thread: caseThread, gen: 1, sealed: blob } };
    expect(listed(concernedBy('room', { ...begun, batch: [form] }))).toBe('');
    expect(inRoom(opened(), opened().by('alice', 'invite', { person: person('carol') }))).toBe('carol invited');
  });

  test('who is removed is told, and nobody of their own going', () => {
    const story = withCarol();
    expect(inRoom(story, story.removeOffer('alice', 'bob'))).toBe('bob access-cut');
    expect(inRoom(story, story.removeOffer('bob', 'bob'))).toBe('');
  });

  test('of its new owner the other of the two is told', () => {
    const story = withCarol();
    expect(inRoom(story, story.by('alice', 'owner', { person: person('bob') }))).toBe('bob owner');
    expect(inRoom(story, story.by('bob', 'owner', { person: person('bob') }))).toBe('alice owner');
  });

  test('who is known again is told that the case is theirs again', () => {
    expect(inRoom(opened(), opened().by('alice', 'known-again', { person: person('bob') }))).toBe('bob invited');
  });

  test('a question and a message are for all who read the thread, but for who wrote them', () => {
    const story = withCarol();
    const sealed = { sealed: blob };
    expect(inRoom(story, story.inThread('alice', 'form', caseThread, sealed))).toBe('bob question, carol question');
    expect(inRoom(story, story.messageOffer('bob', caseThread))).toBe('alice message, carol message');
  });

  test('a message beside a picture tells an outside colleague whom it reaches, and of another they hear nothing', () => {
    const story = world().accepted();
    expect(inRoom(story, story.messageOffer('alice', thread('one')))).toBe('bob message, xavier message');
    expect(inRoom(story, story.messageOffer('alice', thread('three')))).toBe('bob message');
    expect(inRoom(story, story.messageOffer('alice', side))).toBe('bob message, xavier message');
  });

  test('whoever a message names is told so, and not that somebody wrote; who does not read it, or wrote it, is not told', () => {
    const story = world().accepted();
    const words = story.messageOffer('alice', thread('one'));
    expect(naming(['bob'], story, words)).toBe('bob mentioned, xavier message');
    expect(naming(['bob', 'xavier'], story, words)).toBe('bob mentioned, xavier mentioned');
    expect(naming(['carol', 'alice'], story, words)).toBe('bob message, xavier message');
    expect(naming(['xavier'], story, story.messageOffer('alice', thread('three')))).toBe('bob message');
    const opinion = withOpinion();
    expect(naming(['alice'], opinion, opinion.opinionOffer('bob', thread('one')))).toBe('alice opinion');
  });

  test('a picture is for everybody inside, or for those it is for', () => {
    const story = withCarol();
    const posted = { ...story.pictureOffer('one'), scope: [thread('one')] };
    expect(inRoom(story, story.rotateOffer('alice', thread('one')), posted)).toBe('bob picture, carol picture');
    const grants = [
      { recipient: person('alice'), blob },
      { recipient: person('carol'), blob },
    ];
    const named = story.rotateOffer('alice', thread('one'), { readers: 'named', grants } as object);
    expect(inRoom(story, named, posted)).toBe('carol picture');
    const inside = withCarol().named('alice', thread('one'), ['alice', 'carol']);
    expect(inRoom(inside, posted)).toBe('carol picture');
  });

  test('an opinion and what is added to it are for its readers', () => {
    const story = withOpinion();
    expect(inRoom(story, story.opinionOffer('bob', thread('one')))).toBe('alice opinion');
    expect(inRoom(story, addendum(story, 'bob'))).toBe('alice opinion');
  });

  test('a withdrawal is for whoever read the picture until then, outside too', () => {
    const story = world().accepted();
    const withdrawal = story.withdrawalOffer('one', 'sharing');
    expect(inRoom(story, withdrawal)).toBe('alice withdrawal, xavier withdrawal');
    story.room.add(withdrawal);
    expect(inRoom(story, story.statementOffer('xavier', 'one', clearanceId))).toBe('alice withdrawal');
  });

  test('what is proposed of a withdrawn picture is for the Caldicott guardian inside, and their answer for the owner', () => {
    const story = withdrawn(withCarol(pictured()), 'capture');
    expect(inRoom(story, story.destructionOffer('alice', 'one'))).toBe('');
    const office = { organisation: hospital, person: person('carol'), office: 'caldicott-guardian', state: 'begun' };
    story.register.add(story.by('olga', 'office', office));
    expect(inRoom(story, story.destructionOffer('alice', 'one'))).toBe('carol withdrawal');
    expect(inRoom(story, story.shownOffer('alice', 'one', 'carol'))).toBe('carol picture');
    expect(inRoom(story, story.destructionAnswerOffer('carol', 'one'))).toBe('alice withdrawal');
  });

  test('whom a decision lets in is told with the keys that come with it, and their answer is for the owner', () => {
    const story = world().requested();
    const grants = [side, thread('one')].map((id) => story.grantOffer('alice', id, 'xavier', clearanceId));
    expect(inRoom(story, story.admitOffer(), ...grants)).toBe('xavier invited');
    expect(inRoom(story, ...grants)).toBe('');
    const admitted = world().admitted();
    expect(inRoom(admitted, admitted.acceptOffer())).toBe('alice answered');
  });
});

describe('on a request', () => {
  test('the organisation’s advisers are told when it is sent, also as it begins', () => {
    const story = world().people().asked();
    const submit = story.by('alice', 'submit', { dossier: hash('dossier') });
    expect(inAdvice(story, story.dossierOffer(), submit)).toBe('vera asked, walt asked');
    const first = { kind: 'advice', nonce: '', org: defence, room: story.root, thread: thread('dossier') };
    const unbegun = world().people();
    expect(inAdvice(unbegun, unbegun.by('alice', 'genesis', first), submit)).toBe('vera asked, walt asked');
  });

  test('a question is for who asked, the answer and the request sent anew for who takes care of it', () => {
    const story = world().people().case().picture('one').asked().assigned({});
    const question = story.inDossier('vera', 'question');
    expect(inAdvice(story, question)).toBe('alice asked-by-adviser');
    story.advice.add(question);
    expect(inAdvice(story, story.inDossier('alice', 'answer'))).toBe('vera answered');
    const submit = story.by('alice', 'submit', { dossier: hash('dossier') });
    expect(inAdvice(story, submit)).toBe('vera asked');
  });

  test('a decision is for who asked; one that needs a second signature for the other advisers', () => {
    const story = world().people().case().picture('one').asked().assigned({});
    expect(inAdvice(story, story.decisionOffer('vera'))).toBe('alice decided');
    expect(inAdvice(story, story.proposalOffer('vera'))).toBe('walt asked');
    expect(inAdvice(story, story.by('alice', 'withdraw', {}))).toBe('vera answered');
    expect(inAdvice(story, story.by('vera', 'revoke', {}))).toBe('alice decided');
    expect(inAdvice(story, story.by('alice', 'revoke', {}))).toBe('vera decided');
  });

  test('whether it is for today stands in its newest dossier', () => {
    const story = world().people().case().picture('one').asked().assigned({});
    const about = { state: story.advice.state, view: story.view, at: story.now, by: person('alice') };
    expect(isForToday({ ...about, batch: [] })).toBe(false);
    const body = { ...(story.dossierOffer().body as object), urgency: 'today' };
    expect(isForToday({ ...about, batch: [{ type: 'dossier', scope: 'room', body }] })).toBe(true);
  });
});

describe('in the register', () => {
  test('the advisers of an organisation are told of a member they have to confirm, and of no other', () => {
    const story = world().people();
    expect(inRegister(story, story.credentialOffer('zoe'))).toBe('vera member-to-confirm, walt member-to-confirm');
    expect(inRegister(story, story.membershipOffer('vera', 'zoe'))).toBe('zoe standing');
    expect(inRegister(story, story.credentialOffer('zoe'))).toBe('');
  });

  test('somebody is told how they stand', () => {
    const story = world().people();
    const status = { person: person('bob'), status: 'suspended', source: 'officer', checkedAt: T0 };
    expect(inRegister(story, story.by('olga', 'status', status))).toBe('bob standing');
  });

  test('own passkeys and keys are told to whoever has them, and so are those that officers give', () => {
    const story = world().people();
    expect(inRegister(story, story.keyChangeOffer('alice'))).toBe('alice new-key');
    expect(inRegister(story, story.replacementOffer('bob'))).toBe('bob new-key');
  });

  test('whose keys one officer would give away hears of it before another one confirms, and nobody of another proposal', () => {
    const { body } = world().people('production').replacementOffer('bob');
    expect(losesKeys([{ type: 'key-replacement', body }])).toEqual([person('bob')]);
    expect(losesKeys([{ type: 'status', body }])).toEqual([]);
  });

  test('what two officers have to say concerns somebody once the second has said it', () => {
    const story = world().people('production');
    const office = { organisation: hospital, person: person('bob'), office: 'lead', state: 'begun' };
    story.register.add(story.by('olga', 'office', office));
    expect(inRegister(story, story.officerOffer('omar'))).toBe('bob standing');
  });
});
