import type { Applied } from '@consilium/domain';
import type { Cases } from './cases';

import { blob, day, id16, person, thread } from './names';
import { caseThread, clearanceId, clinic, hospital, side, world, type World } from './world';
import { closed, expired, inRoom, opened, outside, withCarol, withoutBob } from './scenes';

const genesis = (by: string, story = world().people()): Applied<unknown> =>
  story.room.offer(story.by(by, 'genesis', { kind: 'room', nonce: id16('n'), org: hospital, thread: caseThread }));
const removal = (by: string, name: string): Applied<unknown> =>
  inRoom(opened(), (story) => story.removeOffer(by, name));
const takeOver = (story: World, name: string): Applied<unknown> =>
  inRoom(story, () => story.by(name, 'owner', { person: person(name) }));
export const memberCases: Cases<
  | 'not-a-clinician-here' | 'not-a-member' | 'not-accepted-yet' | 'not-the-owner' | 'internals-only' | 'room-closed' | 'room-open' | 'already-a-member'
  | 'not-in-the-room' | 'owner-must-hand-over' | 'take-over-first' | 'already-the-owner'
> = {
  'not-a-clinician-here': {
    'a case opened by an adviser': () => genesis('vera'),
    'a case opened by a clinician of another hospital': () => genesis('xavier'),
    'a case opened by somebody suspended': () => genesis('alice', world().people().status('alice', 'suspended')),
    'a case opened at the second the registration ends': () => genesis('alice', expired(world().people(), 365 * day)),
    'an outside colleague invited as internal': () => inRoom(opened(), (story) => story.by('alice', 'invite', { person: person('xavier') })),
    'an adviser invited as internal': () => inRoom(opened(), (story) => story.by('alice', 'invite', { person: person('vera') })),
    'nobody invited': () => inRoom(opened(), (story) => story.by('alice', 'invite', { person: person('nobody') })),
  },
  'not-a-member': {
    'a message by a stranger': () => inRoom(opened(), (story) => story.messageOffer('carol', caseThread)),
    'a message by a former member': () => inRoom(withoutBob(), (story) => story.messageOffer('bob', caseThread)),
    'a message by a member whose status fell': () => inRoom(opened().status('bob', 'suspended'), (story) => story.messageOffer('bob', caseThread)),
    'a message by a member who went to another hospital': () => {
      const story = opened();
      story.register.add(story.credentialOffer('bob', { organisation: clinic }));
      return story.room.offer(story.messageOffer('bob', caseThread));
    },
    'a message by an outside colleague who was removed': () => {
      const story = world().accepted();
      story.room.add(story.removeOffer('alice', 'xavier', story.acceptOffer().scope));
      return story.room.offer(story.messageOffer('xavier', side));
    },
    'a message at the second membership ends': () => inRoom(expired(world().accepted(), 30 * day), (story) => story.messageOffer('xavier', side)),
    'a message under a suspended clearance': () => inRoom(world().accepted().clearanceStatus('suspended'), (story) => story.messageOffer('xavier', side)),
    'a case taken over by a clinician of the hospital who is not in it': () => takeOver(opened().status('alice', 'ended'), 'carol'),
    'a case taken over by a former member': () => takeOver(withoutBob().status('alice', 'ended'), 'bob'),
    'a case taken over by a member who is suspended as well': () => takeOver(opened().status('alice', 'ended').status('bob', 'suspended'), 'bob'),
    'a case taken over by a member who went to another hospital': () => {
      const story = opened().status('alice', 'ended');
      story.register.add(story.credentialOffer('bob', { organisation: clinic }));
      return takeOver(story, 'bob');
    },
    'a case taken back by an owner who is suspended': () => takeOver(opened().status('alice', 'suspended'), 'alice'),
    'a case taken over by an adviser': () => takeOver(opened().status('alice', 'ended'), 'vera'),
    'a message by an outside colleague with new keys': () => {
      const story = world().accepted();
      story.register.add(story.keyChangeOffer('xavier'));
      return story.room.offer(story.messageOffer('xavier', side));
    },
  },
  'not-accepted-yet': { 'a message before accepting': () => inRoom(world().admitted(), (story) => story.messageOffer('xavier', side)) },
  'not-the-owner': {
    'an invitation by another member': () => inRoom(opened(), (story) => story.by('bob', 'invite', { person: person('carol') })),
    'an invitation by an outside colleague': () => outside((story) => story.by('xavier', 'invite', { person: person('yara') })),
    'a closing by another member': () => inRoom(opened(), (story) => story.by('bob', 'close', { outcome: 'referred' })),
    'a title by another member': () => inRoom(opened(), (story) => story.inThread('bob', 'title', caseThread, { sealed: blob })),
    'a hand-over by another member': () => inRoom(opened(), (story) => story.by('bob', 'owner', { person: person('bob') })),
    'a case taken over from an owner who can act': () => takeOver(opened(), 'bob'),
    'a case taken over from an owner who is good again': () => takeOver(opened().status('alice', 'suspended').status('alice', 'good'), 'bob'),
    'a case taken over twice': () => {
      const story = withCarol().status('alice', 'ended');
      story.room.add(story.by('bob', 'owner', { person: person('bob') }));
      return takeOver(story, 'carol');
    },
    'an admission by another member': () => inRoom(world().requested(), (story) => ({ ...story.admitOffer(), by: person('bob') })),
    'a side thread made by another member': () =>
      inRoom(opened(), (story) => story.rotateOffer('bob', side, { kind: 'side', clearance: clearanceId })),
    'the owner removed by another member': () => removal('bob', 'alice'),
    'a member removed by another': () => inRoom(withCarol(), (story) => story.removeOffer('bob', 'carol')),
    'a member removed by an outside colleague': () => outside((story) => story.removeOffer('xavier', 'bob')),
  },
  'internals-only': {
    'a case taken over by an outside colleague': () => takeOver(world().accepted().status('alice', 'ended'), 'xavier'),
    'a grant by an outside colleague': () => outside((story) => story.grantOffer('xavier', side, 'yara')),
    'a new thread by an outside colleague': () => outside((story) => story.rotateOffer('xavier', thread('four'))),
    'a consent by an outside colleague': () => outside((story) => ({ ...story.consentOffer('one'), by: person('xavier') })),
    'a picture by an outside colleague': () => outside((story) => ({ ...story.pictureOffer('one'), by: person('xavier') })),
  },
  'room-closed': {
    'a message in a closed case': () => inRoom(closed(opened()), (story) => story.messageOffer('alice', caseThread)),
    'a new thread in a closed case': () => inRoom(closed(opened()), (story) => story.rotateOffer('alice', thread('one'))),
    'an invitation into a closed case': () => inRoom(closed(opened()), (story) => story.by('alice', 'invite', { person: person('carol') })),
    'a case closed twice': () => inRoom(closed(opened()), (story) => story.by('alice', 'close', { outcome: 'referred' })),
    'an acceptance in a closed case': () => inRoom(closed(world().admitted()), (story) => story.acceptOffer()),
  },
  'room-open': { 'an open case opened again': () => inRoom(opened(), (story) => story.by('alice', 'reopen', {})) },
  'already-a-member': { 'a member invited again': () => inRoom(opened(), (story) => story.by('alice', 'invite', { person: person('bob') })) },
  'not-in-the-room': {
    'a stranger removed': () => removal('alice', 'carol'),
    'a member removed twice': () => inRoom(withoutBob(), (story) => story.removeOffer('alice', 'bob')),
    'a stranger removed from a share': () => inRoom(opened(), (story) => story.removeOffer('alice', 'xavier', [side])),
    'the case handed to a stranger': () => inRoom(opened(), (story) => story.by('alice', 'owner', { person: person('carol') })),
    'the case handed to an outside colleague': () => outside((story) => story.by('alice', 'owner', { person: person('xavier') })),
    'an outside colleague removed who declined': () => {
      const story = world().admitted();
      story.room.add(story.acceptOffer('xavier', true));
      return story.room.offer(story.removeOffer('alice', 'xavier', story.acceptOffer().scope));
    },
  },
  'owner-must-hand-over': { 'the owner leaving': () => removal('alice', 'alice') },
  'take-over-first': {
    'a case without an owner who can act handed to another colleague': () =>
      inRoom(withCarol().status('alice', 'ended'), (story) => story.by('bob', 'owner', { person: person('carol') })),
    'a case handed back to an owner who cannot act': () =>
      inRoom(opened().status('alice', 'ended'), (story) => story.by('bob', 'owner', { person: person('alice') })),
  },
  'already-the-owner': { 'the case handed to its owner': () => inRoom(opened(), (story) => story.by('alice', 'owner', { person: person('alice') })) },
}; // prettier-ignore
