import type { Door, RoomView, ThreadView } from '@consilium/client';
import type { Someone } from '@consilium/testkit/people';
import { confirmAll } from './cast';
import { pause, whenever } from './person';

const says = {
  case: 'Thanks for asking. I will look at the pictures as they come in.',
  picture:
    'I see the asymmetry, and two colours at the lower edge. I would want somebody who does these every day to look.',
  opinion: {
    confidence: 'moderate',
    examined: 'not-examined',
    inPerson: 'needed',
    impression:
      'Likely a dysplastic naevus; an early superficial spreading melanoma cannot be excluded from these pictures.',
    advice: 'Excise with a 2 mm margin for histology. Do not shave or freeze.',
    urgency: 'this-week',
    limits: 'No dermoscopy in contact mode and no history of change was available to me.',
    nextAction: 'Excision biopsy on the two-week-wait pathway',
    next: 'other-team',
    nextBy: '',
  },
} as const;

const spokenBy = (thread: ThreadView): boolean =>
  thread.items.some((item) => (item.kind === 'message' || item.kind === 'opinion') && item.mine);
const hasWords = (thread: ThreadView): boolean => thread.items.some(({ kind }) => kind === 'message');

async function answerOnce(door: Door, room: RoomView, thread: ThreadView, text: string): Promise<void> {
  if (room.closed !== undefined || thread.mayPost !== true || spokenBy(thread)) return;
  await door.typing(room.room, thread.thread);
  await pause(1_500);
  await door.say(room.room, thread.thread, text, '');
}

/** Dr B: answers once in the case, and once under every picture about which something was said. */
export function playColleague(person: Someone): () => void {
  const { door } = person;
  return whenever(person, async () => {
    for (const { room } of await door.cases()) {
      await door.enter(room);
      const view = await door.room(room);
      for (const thread of view.threads) {
        if (thread.kind === 'case') await answerOnce(door, view, thread, says.case);
        if (thread.kind === 'picture' && hasWords(thread)) await answerOnce(door, view, thread, says.picture);
      }
    }
  });
}

const week = 7 * 86_400;

/** Adviser V: confirms members, makes the organisation's key, takes every request, and has no medico-legal objection. */
export function playAdviser(person: Someone, confirmed: (name: string) => void): () => void {
  const { door } = person;
  return whenever(person, async () => {
    if ((await door.members()).waiting.length > 0) {
      await pause(4_000);
      for (const name of await confirmAll(door)) confirmed(name);
    }
    if ((await door.organisationKey()).due !== 'nothing') await door.makeOrganisationKey();
    for (const { advice, stage, mine } of await door.queue()) {
      if (stage === 'submitted') await door.assignToMe(advice);
      if (stage !== 'submitted' && !(stage === 'assigned' && mine)) continue;
      await pause(4_000);
      const now = Math.floor(Date.now() / 1000);
      const prepared = await door.prepareDecision({
        advice,
        outcome: 'no-objection',
        conditions: [],
        reasons: 'The agreement recorded names the route and a colleague outside; the dossier identifies nobody.',
        joinBy: now + week,
        memberUntil: now + 2 * week,
      });
      await door.decide(prepared.prepared);
    }
  });
}

/** Dr X: accepts, says a word under the first picture, files a signed opinion. */
export function playSpecialist(person: Someone): () => void {
  const { door } = person;
  return whenever(person, async () => {
    for (const { room, as } of await door.cases()) {
      if (as === 'invited-outside') await pause(3_000).then(() => door.acceptInvitation(room));
      if (as !== 'outside' && as !== 'invited-outside') continue;
      await door.enter(room);
      const view = await door.room(room);
      const side = view.threads.find(({ kind }) => kind === 'side');
      if (side === undefined || view.may.opinion !== true || spokenBy(side)) continue;
      await pause(4_000);
      const pictures = view.threads.filter(({ kind }) => kind === 'picture');
      for (const { thread } of pictures) await door.picture(room, thread, 'view');
      await door.fileOpinion(
        room,
        side.thread,
        says.opinion,
        pictures.map(({ thread }) => thread),
      );
    }
  });
}
