import { isWithdrawnPicture, type ThreadId } from '@consilium/domain';
import { person } from '../domain/names';
import { insiders, namesOf, owner, type Command } from './command';
import { nameOf } from './keys';
import { ofPicture, room, saidIn, shares } from './room-scene';

/** What becomes of pictures whose agreement was withdrawn, and of the copies outside. */
export const withdrawals: readonly Command[] = [
  room('consent-withdrawal', {
    weight: 6,
    by: insiders,
    act: (offer) => ({ act: 'withdraw', thread: offer.scope?.[0] as ThreadId, what: saidIn(offer).what }),
    make: (scene, by) => {
      const known = scene.lot.of(ofPicture(scene));
      const what = scene.lot.of(['sharing', 'sharing', 'capture'] as const, 'what');
      return known && { ...scene.story.withdrawalOffer(nameOf(known.id), what ?? 'sharing', known.consent?.version), by: person(by) };
    },
  }),
  room('consent-again', {
    weight: 5,
    by: insiders,
    act: (offer) => ({ act: 'consent-again', thread: saidIn(offer).thread }),
    make: (scene, by) => {
      const known = scene.lot.of(ofPicture(scene).filter(({ consent }) => consent?.withdrawn !== 'no')) ?? scene.lot.of(ofPicture(scene));
      const reason = scene.lot.of(['recorded-in-error', 'agreed-anew'] as const);
      return known && scene.story.consentAgainOffer(by, nameOf(known.id), { ...(reason === undefined ? {} : { reason }) });
    },
  }),
  room('deletion-statement', {
    weight: 5,
    by: (scene) => namesOf(shares(scene).map(({ person: outside }) => outside)),
    act: (offer) => ({ act: 'deletion-statement', ...saidIn(offer) }),
    make: (scene, by) => {
      const own = shares(scene).filter(({ person: outside }) => outside === person(by));
      const share = scene.lot.of(own.filter(({ ended }) => ended.length > 0)) ?? scene.lot.of(shares(scene));
      const ended = share && scene.lot.of(share.ended.map(({ thread: id }) => id).filter((id) => !share.stated.includes(id)));
      const id = ended ?? share?.clearance.threads[0]?.thread;
      return share && id && scene.story.statementOffer(by, nameOf(id), share.clearance.id, [share.side]);
    },
  }),
  room('destruction-proposal', {
    weight: 4,
    by: owner,
    act: (offer) => ({ act: 'destruction-proposal', thread: saidIn(offer).thread }),
    make: (scene, by) => {
      const known = scene.lot.of(ofPicture(scene).filter(isWithdrawnPicture)) ?? scene.lot.of(ofPicture(scene));
      return known && scene.story.destructionOffer(by, nameOf(known.id));
    },
  }),
  room('picture-shown', {
    weight: 3,
    by: owner,
    act: (offer) => ({ act: 'picture-shown', ...saidIn(offer) }),
    make: (scene, by) => {
      const known = scene.lot.of(ofPicture(scene).filter(({ consent }) => consent?.destruction !== undefined));
      const other = scene.lot.of(insiders(scene).filter((each) => each !== by)) ?? by;
      return known && scene.story.shownOffer(by, nameOf(known.id), other);
    },
  }),
  room('destruction-answer', {
    weight: 4,
    by: insiders,
    act: (offer) => ({ act: 'destruction-answer', thread: saidIn(offer).thread }),
    make: (scene, by) => {
      const known = scene.lot.of(ofPicture(scene).filter(({ consent }) => consent?.destruction !== undefined));
      const answer = scene.lot.of(['confirmed', 'kept'] as const, 'answer') ?? 'kept';
      return known && scene.story.destructionAnswerOffer(by, nameOf(known.id), answer);
    },
  }),
]; // prettier-ignore
