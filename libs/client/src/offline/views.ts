import type { Content } from '../replicas/content';
import type { PictureView } from '../pictures';
import type { CaseFormView, ItemView, RoomView } from '../rooms';
import type { OfflineCaseLine } from '../shelf/offline-cases';
import type { OfflineWords } from '../shelf/offline-words';

export type { OfflineCaseLine, OfflineWords };

/** A case as it stood on this device's screen, or would have, when the service was last heard: for showing only. */
export interface OfflineCase {
  readonly room: string;
  readonly title: string;
  readonly form: Content<CaseFormView> | undefined;
  readonly closed: boolean;
  readonly threads: readonly OfflineThread[];
}

export interface OfflineThread {
  readonly thread: string;
  readonly title: string;
  /** Only what was written about it; its pixels are not kept. */
  readonly picture: Pick<PictureView, 'number' | 'caption' | 'site' | 'side' | 'unreadable'> | undefined;
  readonly readers: RoomView['threads'][number]['readers'];
  readonly items: readonly ItemView[];
  /** Items before these, which are not kept. */
  readonly earlier: number;
  /** Whether this person could write here, or why not, in words. */
  readonly mayPost: string | true;
}

/** What can be done without the service: `nothing` is kept; `over`: it was for too long, or the clock was set back. */
export type OfflineState =
  | { readonly is: 'nothing' | 'over' }
  | { readonly is: 'locked'; readonly synced: number }
  | {
      readonly is: 'open';
      readonly synced: number;
      readonly name: string;
      readonly cases: readonly OfflineCaseLine[];
      readonly words: readonly OfflineWords[];
    };
