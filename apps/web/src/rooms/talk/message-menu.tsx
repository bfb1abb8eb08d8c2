import { IconArrowBackUp, IconCopy, IconEraser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { problemsOf } from '../../platform/problems-of';
import { toClipboard } from '../../platform/to-clipboard';
import { type ItemView, vaultDoor } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import classes from './message-menu.module.css';

interface MessageMenuProps {
  /** Under this, or over it where there is no room beneath. */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly item: ItemView;
  readonly room: string;
  readonly where: string;
  readonly onAnswer: (() => void) | undefined;
  readonly onClose: () => void;
  /** What came of it, in words; "" where the screen shows it. */
  readonly onDone: (words: string) => void;
}

const barred = 'This browser lets no page copy. Select the words and copy them instead.';

/** Pixels between the menu and what it hangs on, or the edge of the screen. */
const gap = 8;

/** Lies over everything, beside its button; closes by itself where one presses beside it, scrolls, or asks with Escape. */
function useOver({ button, onClose }: Pick<MessageMenuProps, 'button' | 'onClose'>): RefObject<HTMLDivElement | null> {
  const menu = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useLayoutEffect(() => {
    close.current = onClose;
  }, [onClose]);
  useLayoutEffect(() => {
    const { current } = menu;
    const at = button.current?.getBoundingClientRect();
    if (current === null || at === undefined) return undefined;
    const toggled = (event: Event): void => {
      if ((event as ToggleEvent).newState === 'closed') close.current();
    };
    const scrolled = (): void => {
      close.current();
    };
    current.showPopover();
    const { width, height } = current.getBoundingClientRect();
    const below = at.bottom + gap;
    current.style.left = `${String(Math.max(gap, at.right - width))}px`;
    current.style.top = `${String(below + height > window.innerHeight ? Math.max(gap, at.top - gap - height) : below)}px`;
    current.querySelector<HTMLElement>('[role="menuitem"]')?.focus({ preventScroll: true });
    current.addEventListener('toggle', toggled);
    window.addEventListener('scroll', scrolled, { capture: true, passive: true });
    return () => {
      current.removeEventListener('toggle', toggled);
      window.removeEventListener('scroll', scrolled, { capture: true });
    };
  }, [button]);
  return menu;
}

/** The keys of a menu: up and down, first and last; Tab leaves it. */
function move(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const now = items.findIndex((item) => item === document.activeElement);
  const to: Readonly<Record<string, number>> = {
    ArrowDown: (now + 1) % items.length,
    ArrowUp: (now - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  const next = to[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items[next]?.focus();
}

/** What can be done about something said; fetched when it is asked for first. */
export function MessageMenu(props: MessageMenuProps): ReactNode {
  const { button, item, where, onAnswer, onClose } = props;
  const menu = useOver(props);
  const isMessage = item.kind === 'message';
  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      aria-label="Answer and more"
      className={classes.menu}
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Tab') {
          event.preventDefault();
          onClose();
          button.current?.focus();
        } else move(event);
      }}
    >
      {onAnswer !== undefined && (
        <Entry
          icon={<IconArrowBackUp size={20} aria-hidden />}
          words="Answer"
          what={where}
          shortcut="R"
          onPress={() => {
            onClose();
            onAnswer();
          }}
        />
      )}
      {isMessage && <Copy {...props} text={item.text} />}
      {isMessage && item.mine && <TakeBack {...props} />}
    </div>
  );
}

interface EntryProps {
  readonly icon: ReactNode;
  readonly words: string;
  readonly what?: string;
  readonly shortcut?: string;
  readonly isOff?: boolean;
  readonly onPress: () => void;
}

/** One that cannot be pressed is reached all the same, and says why. */
function Entry({ icon, words, what = '', shortcut = '', isOff = false, onPress }: EntryProps): ReactNode {
  return (
    <button
      type="button"
      role="menuitem"
      className={classes.entry}
      tabIndex={-1}
      aria-disabled={isOff}
      aria-keyshortcuts={shortcut === '' ? undefined : shortcut}
      onClick={isOff ? undefined : onPress}
    >
      {icon}
      <span className={classes.words}>
        {words}
        {what !== '' && <span className={classes.what}>{what}</span>}
      </span>
      {shortcut !== '' && (
        <kbd className={classes.key} aria-hidden>
          {shortcut}
        </kbd>
      )}
    </button>
  );
}

function Copy({ text, onClose, onDone }: MessageMenuProps & { readonly text: string }): ReactNode {
  const copy = async (): Promise<void> => {
    onClose();
    onDone((await toClipboard(text)) ? 'Copied' : barred);
  };
  return <Entry icon={<IconCopy size={20} aria-hidden />} words="Copy text" onPress={() => void copy()} />;
}

/** While nobody has said yet whether it may be, it is not pressed. */
function TakeBack({ item: { entry }, room, onClose, onDone }: MessageMenuProps): ReactNode {
  const { data: may } = useQuery({
    queryKey: ['taking-back', room, entry],
    queryFn: async (): Promise<string | true> => vaultDoor().mayTakeBack(room, entry),
    gcTime: 0,
  });
  const take = useAct((door) => door.takeBack(room, entry));
  const run = (): void => {
    onClose();
    take.runAsync(undefined).then(
      () => {
        onDone('');
      },
      (error: unknown) => {
        onDone(problemsOf(error instanceof Error ? error : null)[0]?.message ?? 'It was not taken back. Try again.');
      },
    );
  };
  return (
    <Entry
      icon={<IconEraser size={20} aria-hidden />}
      words="Take back"
      what={typeof may === 'string' ? may : 'Its words go for everybody. They may have been read.'}
      isOff={may !== true}
      onPress={run}
    />
  );
}
