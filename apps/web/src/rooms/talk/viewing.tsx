import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FullDetail } from '../../pictures';
import type { RoomView } from '../../vault/door';
import { ReadMark } from '../reading';
import { galleryOf } from '../withdrawal/gallery';

interface ViewingProps {
  readonly view: RoomView;
  /** The picture that is opened; "" for none. */
  readonly thread: string;
  /** Whose talk stands behind it. */
  readonly behind: string;
  readonly onClose: () => void;
}

/** To the talk, as it is there. */
const focusTalk = (): void => document.querySelector<HTMLElement>('[data-talk]')?.focus();

/** The pictures of a case in full detail, once one was asked for; each leads to its own talk. */
export function Viewing({ view, thread, behind, onClose }: ViewingProps): ReactNode {
  const navigate = useNavigate();
  if (!view.threads.some(({ picture }) => picture?.thread === thread)) return null;
  const talk = (of: string): void => {
    const to = { to: '/cases/$room', params: { room: view.room }, search: { thread: of } } as const;
    void (of === behind ? Promise.resolve() : navigate(to)).then(() => requestAnimationFrame(focusTalk));
  };
  return (
    <FullDetail
      room={view.room}
      places={galleryOf(view)}
      at={thread}
      onClose={() => {
        onClose();
        // Where one was may be there no more: at another width the picture stands elsewhere.
        requestAnimationFrame(() => {
          if (document.activeElement === document.body) focusTalk();
        });
      }}
      onTalk={talk}
      markOf={({ thread: shown, entry }) =>
        view.threads.some((each) => each.thread === shown && each.isPictureNew) && (
          <ReadMark of="picture" room={view.room} thread={shown} entry={entry} seq={0} />
        )
      }
    />
  );
}
