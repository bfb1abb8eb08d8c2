import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { Initials } from '../../platform/kit';
import type { RoomView, ThreadView } from '../../vault/door';
import { listed } from '../../words';
import classes from './mentioning.module.css';
import type { Written } from './mentions';
import { type Nameable, offered, soughtAt, withName } from './offering';

interface MentioningProps extends Written {
  readonly view: RoomView;
  readonly thread: ThreadView;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onPut: (written: Written) => void;
}

/** Where somebody writes in the field; -1 while they are elsewhere. */
function useCaret(field: RefObject<HTMLTextAreaElement | null>): number {
  const [caret, setCaret] = useState(-1);
  useEffect(() => {
    const { current } = field;
    if (current === null) return undefined;
    const look = (): void => {
      setCaret(document.activeElement === current ? current.selectionEnd : -1);
    };
    look();
    const events = ['input', 'keyup', 'click', 'focus', 'blur'] as const;
    for (const each of events) current.addEventListener(each, look);
    document.addEventListener('selectionchange', look);
    return () => {
      for (const each of events) current.removeEventListener(each, look);
      document.removeEventListener('selectionchange', look);
    };
  }, [field]);
  return caret;
}

/** Whom the text names, and who may be named where somebody has just typed "@". Fetched with the first one. */
export function Mentioning({ view, thread, field, text, mentions, onPut }: MentioningProps): ReactNode {
  const caret = useCaret(field);
  const [closedAt, setClosedAt] = useState(-1);
  const sought = caret < 0 ? undefined : soughtAt({ text, mentions }, caret);
  if (closedAt >= 0 && sought?.from !== closedAt) setClosedAt(-1);
  const me = view.members.find((each) => each.me)?.person;
  const others = thread.readers.filter(({ person }) => person !== me);
  const people = sought === undefined || sought.from === closedAt ? [] : offered(others, sought);
  const nameOf = (id: string): string => thread.readers.find(({ person }) => person === id)?.name ?? '';
  const names = [...new Set(mentions.map(({ person }) => nameOf(person)))].filter((name) => name !== '');
  const name = (who: Nameable): void => {
    if (sought === undefined) return;
    const next = withName({ text, mentions }, sought, who);
    // At once: a letter that is typed before the next frame would stand before what was typed after it.
    flushSync(() => {
      onPut(next);
    });
    field.current?.focus();
    field.current?.setSelectionRange(next.caret, next.caret);
  };
  return (
    <>
      {names.length > 0 && <p className={classes.told}>Tells {listed(names)} that they are named</p>}
      {people.length > 0 && (
        <Choices
          {...{ view, people, field, onName: name }}
          onClose={() => {
            setClosedAt(sought?.from ?? -1);
          }}
        />
      )}
    </>
  );
}

interface ChoicesProps {
  readonly view: RoomView;
  readonly people: readonly Nameable[];
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onName: (who: Nameable) => void;
  readonly onClose: () => void;
}

type Choosing = Pick<ChoicesProps, 'people' | 'field' | 'onName' | 'onClose'>;

/** The keys stay in the field: up and down choose, Enter and Tab name, Escape closes. Gives which one is chosen. */
function useChoosing({ people, field, onName, onClose }: Choosing, id: string): number {
  const [at, setAt] = useState(0);
  const chosen = Math.min(at, people.length - 1);
  useLayoutEffect(() => {
    const { current } = field;
    if (current === null) return undefined;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => {
        setAt((chosen + 1) % people.length);
      },
      ArrowUp: () => {
        setAt((chosen + people.length - 1) % people.length);
      },
      Escape: onClose,
      ...Object.fromEntries(
        ['Enter', 'Tab'].map((key) => [
          key,
          () => {
            const who = people[chosen];
            if (who !== undefined) onName(who);
          },
        ]),
      ),
    };
    const pressed = (event: KeyboardEvent): void => {
      const act = event.isComposing || event.shiftKey ? undefined : keys[event.key];
      if (act === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    const says = {
      'aria-autocomplete': 'list',
      'aria-controls': id,
      'aria-activedescendant': `${id}-${String(chosen)}`,
    };
    for (const [key, value] of Object.entries(says)) current.setAttribute(key, value);
    current.addEventListener('keydown', pressed);
    document.getElementById(says['aria-activedescendant'])?.scrollIntoView({ block: 'nearest' });
    return () => {
      for (const key of Object.keys(says)) current.removeAttribute(key);
      current.removeEventListener('keydown', pressed);
    };
  });
  return chosen;
}

/** Whom one may name, over the end of the talk. */
function Choices(props: ChoicesProps): ReactNode {
  const { view, people, onName } = props;
  const id = useId();
  const chosen = useChoosing(props, id);
  return (
    <div role="listbox" id={id} aria-label="Name a colleague" className={classes.choices}>
      {people.map((who, index) => (
        <button
          key={who.person}
          type="button"
          role="option"
          tabIndex={-1}
          id={`${id}-${String(index)}`}
          aria-selected={index === chosen}
          className={classes.choice}
          onPointerDown={(event) => {
            // The field keeps the keys, and on a phone its keyboard.
            event.preventDefault();
          }}
          onClick={() => {
            onName(who);
          }}
        >
          <Initials name={who.name} />
          <span className={classes.who}>
            {who.name}
            <span className={classes.what}>{aboutOf(view, who)}</span>
          </span>
        </button>
      ))}
    </div>
  );
}

/** What tells two of one name apart, and that somebody reads from outside. */
function aboutOf(view: RoomView, { person, outside }: Nameable): string {
  const known = view.members.find((each) => each.person === person);
  const said = [outside ? 'Outside colleague' : '', known?.specialty ?? '', known?.registration ?? ''];
  return said.filter((words) => words !== '').join(' · ');
}
