import { sharesOf } from './advice/shares-of';
import type { Desk } from './desk';
import { draftsDoor, type DraftsDoor } from './drafts/door';
import { picturesDoor, type PicturesDoor } from './pictures/door';
import { roomsDoor } from './rooms/door';
import type { ReadingDoor } from './rooms/reading-door';
import type { TalkingDoor } from './rooms/talking-door';
import { ownNewsDoor, type OwnNewsDoor } from './sign-in/own-news-door';
import { newInCase } from './rooms/what-is-new';
import { whatWaitsDoor, type WhatWaitsDoor } from './telling';
import type { Vault } from './vault/vault';

/** What is only of use with open keys, in one piece: it is fetched once, while its owner is still at the passkey. */
export { Desk } from './desk';
export { FollowedRegister } from './ledgers/followed-register';
export { organisationName } from './register';

/** What everybody with a case open has at hand. */
export function caseDoors(
  vault: Vault,
  desk: () => Promise<Desk>,
): ReadingDoor & TalkingDoor & PicturesDoor & DraftsDoor & OwnNewsDoor & WhatWaitsDoor {
  const waits = whatWaitsDoor(vault, desk, async (room) => newInCase((await desk()).rooms, room));
  return {
    ...roomsDoor({
      ...{ vault, desk, sharesOf: async (room) => sharesOf(vault, await desk(), room) },
      whenOpened: (view) =>
        void desk().then(({ offline }) => {
          offline.opened(view);
        }),
      whenRead: (room) => waits.lookedAt(room),
    }),
    ...picturesDoor(vault, desk),
    ...draftsDoor(desk),
    ...ownNewsDoor(vault, desk),
    ...waits,
  };
}
