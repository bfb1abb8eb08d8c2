import {
  addendum,
  backTo,
  blob,
  answered as answeredAs,
  caseThread,
  clearanceId,
  closed,
  newestIn,
  opened,
  openedAgain,
  outcome,
  over,
  person,
  pictured,
  proposed,
  T0,
  thread,
  withCarol,
  withdrawn,
  world,
  written,
  type World,
} from '@consilium/testkit/domain';
import { roomRules } from '../books';
import type { PersonId } from '../kernel/ids';
import { generationOf } from '../register/generations';

/** `person('alice')` as people read it: "Alice". */
const called = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1, -1).replace(/_+$/, '');

/** How the entries of this type are told, oldest first: the sentence, where it stands, and what others hear. */
function told(story: World, type: string) {
  return story.room.kept
    .filter(({ entry }) => entry.type === type)
    .map(({ entry, body }) => {
      const row = roomRules.row(entry);
      if (row === undefined) throw new Error('No such type');
      const keys = entry.scope === 'room' ? undefined : story.thread(entry.scope[0] ?? caseThread);
      const sentence = row.line({
        by: called(entry.by),
        body: body as never,
        name: (id: PersonId) => called(id),
        isAuthor: (id) => id === entry.by,
        begunBy: (gen) => called((keys && generationOf(keys, gen)?.begunBy) ?? ''),
        pictures: 'picture 2',
      });
      const stands = typeof row.stands === 'function' ? row.stands(body as never) : row.stands;
      return [sentence, stands ? 'a line in its threads' : 'nothing', row.unseen?.('picture 2') ?? 'nothing'];
    });
}

/** Bob writes, gives an opinion and adds to it; a key does not open for him, and he skips it. */
function talked(): World {
  const story = pictured();
  story.room.add(story.messageOffer('bob', thread('one')));
  story.room.add(story.opinionOffer('bob', thread('one')));
  story.room.add(addendum(story, 'bob'));
  story.room.add(outcome(story, 'alice'));
  story
    .rotate('alice', thread('one'))
    .bad('bob', thread('one'))
    .rotate('bob', thread('one'), { back: backTo(1) });
  story.room.add(story.linkOffer('alice', thread('one'), 2));
  return story;
}

/** Two people each skip what the other began. */
function skippedTwice(): World {
  const story = opened().rotate('alice', caseThread).bad('bob', caseThread);
  story.rotate('bob', caseThread, { back: backTo(1) }).bad('alice', caseThread);
  return story.bad('alice', caseThread, 2).rotate('alice', caseThread, { back: backTo(1) });
}

const named = (): World => {
  const story = opened();
  story.room.add(story.inThread('alice', 'title', caseThread, { sealed: blob }));
  story.room.add(story.inThread('alice', 'form', caseThread, { sealed: blob }));
  return story;
};

const consented = (authority: 'said-yes' | 'not-needed-to-make'): World => {
  const story = opened().rotate('alice', thread('one'));
  for (const _version of [1, 2]) {
    story.room.add(story.consentOffer('one', { recording: 'x-ray', authority, scopes: ['internal'] }));
  }
  return story;
};

const closedThrice = (): World => {
  const story = opened();
  for (const outcome of ['advice-given', 'no-longer-needed', 'referred']) {
    story.room.add(story.by('alice', 'close', { outcome }));
    story.room.add(story.by('alice', 'reopen', {}));
  }
  return story;
};

const handedOver = (): World => {
  const story = opened();
  story.room.add(story.by('alice', 'owner', { person: person('bob') }));
  story.status('bob', 'suspended').rotate('alice', caseThread);
  story.room.add(story.by('alice', 'owner', { person: person('alice') }));
  return story;
};

const parted = (): World => {
  const story = withCarol();
  story.room.add(story.removeOffer('alice', 'carol'));
  story.room.add(story.removeOffer('bob', 'bob'));
  return story;
};

const answered = (declined: boolean): World => {
  const story = world().admitted();
  story.room.add(story.acceptOffer('xavier', declined));
  return story;
};

const fromPhone = (): World => {
  const story = pictured();
  story.room.add(story.sourceOffer('one', 'own-phone'));
  story.room.add(story.deletedOffer('one', ['cloud-copy', 'original']));
  return story;
};

const after = (story: World, make: (story: World) => Parameters<World['room']['add']>[0]): World => {
  story.room.add(make(story));
  return story;
};

type Lines = readonly (readonly [sentence: string, stands: string, unseen: string])[];
const line = 'a line in its threads';
const none = 'nothing';

const tellings: readonly (readonly [type: string, story: () => World, lines: Lines])[] = [
  ['genesis', opened, [['Alice opened the case', none, none]]],
  ['invite', opened, [['Alice invited Bob', line, none]]],
  ['title', named, [['Alice named the case', none, none]]],
  ['form', named, [['Alice filled in the case form', none, none]]],
  ['message', talked, [['Bob wrote', none, 'wrote in another thread']]],
  [
    'take-back',
    () => after(written(), (story) => story.takeBackOffer('bob', caseThread, newestIn(story))),
    [['Bob took back a message', none, 'took back a message in another thread']],
  ],
  ['opinion', talked, [['Bob filed an opinion; who acts next: the patient’s GP', none, none]]],
  ['addendum', talked, [['Bob added to an opinion', none, none]]],
  ['outcome', talked, [['Alice said what became of an opinion', line, none]]],
  ['picture', pictured, [['Alice posted picture 2', none, 'posted picture 2']]],
  [
    'source',
    fromPhone,
    [['Alice said that picture 2 came from their own phone', line, 'said where picture 2 came from']],
  ],
  [
    'original-deleted',
    fromPhone,
    [
      [
        'Alice read picture 2 back and said that these are deleted: the copy in the cloud, the original',
        line,
        'said what was deleted of picture 2 where it came from',
      ],
    ],
  ],
  ['grant-bad', talked, [['Bob could not open the key given', none, none]]],
  [
    'link',
    talked,
    [
      [
        'Alice made what was written under an earlier key readable under the newest',
        none,
        'passed on an earlier key of a thread',
      ],
    ],
  ],
  [
    'rewrap',
    () => after(pictured(), (story) => story.rewrapOffer('bob', thread('one'))),
    [['Bob gave the colleagues inside the key of the thread again', none, 'passed on a key of a thread']],
  ],
  [
    'rotate',
    talked,
    [
      ['Alice began the thread', none, 'changed the key of a thread'],
      ['Alice began the thread', none, 'changed the key of a thread'],
      ['Alice changed the key: who can read changed', line, 'changed the key of a thread'],
      ['Bob began a new key and skipped one begun by Alice', line, 'changed the key of a thread'],
    ],
  ],
  [
    'rotate',
    skippedTwice,
    [
      ['Alice began the thread', none, 'changed the key of a thread'],
      ['Alice changed the key: who can read changed', line, 'changed the key of a thread'],
      ['Bob began a new key and skipped one begun by Alice', line, 'changed the key of a thread'],
      ['Alice began a new key and skipped 2 begun by Alice and Bob', line, 'changed the key of a thread'],
    ],
  ],
  [
    'grant',
    () => {
      const story = withCarol();
      story.room.add(story.grantOffer('bob', caseThread, 'carol'));
      return story;
    },
    [['Bob gave Carol the key of the thread', none, 'gave a colleague the key of a thread']],
  ],
  [
    'consent',
    () => consented('said-yes'),
    [
      ['Alice recorded that the patient agreed', none, none],
      ['Alice recorded, as version 2, that the patient agreed', line, none],
    ],
  ],
  [
    'consent',
    () => opened().picture('one', { takenBy: person('bob'), takenAt: T0 - 86_400 }),
    [['Alice reported of Bob that the patient agreed', none, none]],
  ],
  [
    'consent',
    () => consented('not-needed-to-make'),
    [
      ['Alice recorded that no separate consent is needed to make the picture', none, none],
      ['Alice recorded, as version 2, that no separate consent is needed to make the picture', line, none],
    ],
  ],
  [
    'consent-withdrawal',
    () => withdrawn(withdrawn(pictured()), 'capture'),
    [
      ['Bob recorded: consent to sharing picture 2 withdrawn', line, 'recorded a withdrawal of consent: picture 2'],
      [
        'Bob recorded: consent to picture 2 withdrawn; it was seen or relied on',
        line,
        'recorded a withdrawal of consent: picture 2',
      ],
    ],
  ],
  [
    'consent-again',
    () => openedAgain(withdrawn(openedAgain(withdrawn(pictured())), 'capture'), 'agreed-anew'),
    [
      [
        'Alice opened the withdrawn consent to picture 2 for a new record: the withdrawal was recorded in error',
        line,
        'opened a withdrawn consent for a new record: picture 2',
      ],
      [
        'Alice opened the withdrawn consent to picture 2 for a new record: the patient agreed anew',
        line,
        'opened a withdrawn consent for a new record: picture 2',
      ],
    ],
  ],
  [
    'deletion-statement',
    () => {
      const story = over();
      story.room.add(story.statementOffer('xavier', 'one', clearanceId));
      return story;
    },
    [
      [
        'Xavier stated of a picture no longer shared that they kept no copy of it',
        line,
        'stated whether a copy was kept',
      ],
    ],
  ],
  [
    'destruction-proposal',
    proposed,
    [
      [
        'Alice proposed to the Caldicott guardian that picture 2 is destroyed: the patient asks for it',
        line,
        'proposed that a withdrawn picture is destroyed: picture 2',
      ],
    ],
  ],
  [
    'picture-shown',
    () => {
      const story = proposed();
      story.room.add(story.shownOffer('alice', 'one', 'bob'));
      return story;
    },
    [
      [
        'Alice let Bob, Caldicott guardian, see picture 2 until they answer',
        line,
        'showed a withdrawn picture to the Caldicott guardian: picture 2',
      ],
    ],
  ],
  [
    'destruction-answer',
    () => answeredAs('kept'),
    [
      [
        'Bob, Caldicott guardian, answered that picture 2 is kept',
        line,
        'answered whether a withdrawn picture is destroyed: picture 2',
      ],
    ],
  ],
  [
    'destruction-answer',
    () => answeredAs('confirmed'),
    [
      [
        'Bob, Caldicott guardian, confirmed that picture 2 is to be destroyed; nothing is destroyed yet',
        line,
        'answered whether a withdrawn picture is destroyed: picture 2',
      ],
    ],
  ],
  [
    'share-request',
    () => world().requested(),
    [
      [
        'Alice asked to share picture 2 with an outside colleague: they may read what is added from here on',
        line,
        none,
      ],
    ],
  ],
  [
    'admit',
    () => world().admitted(),
    [['Alice admitted an outside colleague on the defence organisation’s decision', line, none]],
  ],
  ['accept', () => answered(false), [['Xavier accepted the invitation', line, none]]],
  ['accept', () => answered(true), [['Xavier declined the invitation', line, none]]],
  [
    'owner',
    handedOver,
    [
      ['Alice handed the case to Bob', line, none],
      ['Alice took the case over: its owner could act no more', line, none],
    ],
  ],
  [
    'close',
    closedThrice,
    [
      ['Alice closed the case: advice given', line, none],
      ['Alice closed the case: no longer needed', line, none],
      ['Alice closed the case: referred', line, none],
    ],
  ],
  [
    'reopen',
    () => {
      const story = closed(opened());
      story.room.add(story.by('alice', 'reopen', {}));
      return story;
    },
    [['Alice reopened the case', line, none]],
  ],
  [
    'remove',
    parted,
    [
      ['Alice removed Carol', line, none],
      ['Bob left the case', line, none],
    ],
  ],
  [
    'known-again',
    () => {
      const story = opened();
      story.register.add(story.replacementOffer('bob'));
      story.room.add(story.by('alice', 'known-again', { person: person('bob') }));
      return story;
    },
    [['Alice said that Bob is the same person under new keys', line, none]],
  ],
  ['tick', () => opened().tick(), [['The service confirmed the newest register', none, none]]],
];

describe('the timeline tells of every entry in a sentence, and its threads of what changes who reads', () => {
  test.each(tellings)('%s (story %#)', (type, story, lines) => {
    expect(told(story(), type)).toEqual(lines);
  });

  test('of every type there is', () => {
    const types = new Set(tellings.map(([type]) => type));
    expect([...types].toSorted()).toEqual(Object.keys(roomRules.bodies(1)).toSorted());
  });
});
