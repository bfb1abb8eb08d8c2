import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import classes from './search.module.css';

interface SearchProps {
  readonly words: string;
  readonly onWords: (words: string) => void;
  /** What was found. */
  readonly children: ReactNode;
}

const writing = 'input, textarea, select, [contenteditable], [role="dialog"]';

/** The key / begins a search, wherever on the page one is but in a text. */
function useSlash(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent): void => {
      const isTyping = event.target instanceof Element && event.target.closest(writing) !== null;
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, [field]);
}

/** What is looked for, and what was found: arrows go from one to the next, Enter opens it, Escape ends the search. */
export function Search({ words, onWords, children }: SearchProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  useSlash(field);
  const end = (): void => {
    onWords('');
    field.current?.focus();
  };
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape' && words !== '') end();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') step(event);
    else return;
    event.preventDefault();
  };
  return (
    <search className={classes.search} onKeyDown={press}>
      <TextInput
        ref={field}
        data-step
        size="md"
        aria-label="Search in your cases"
        placeholder="Search in your cases"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        leftSection={<IconSearch size={20} aria-hidden />}
        rightSectionWidth={44}
        rightSection={words !== '' && <CloseButton size={44} aria-label="End the search" onClick={end} />}
        value={words}
        onChange={({ currentTarget: { value } }) => {
          onWords(value);
        }}
      />
      {children}
    </search>
  );
}

/** To the field or line before or after the one that has the focus. */
function step({ key, currentTarget }: KeyboardEvent<HTMLElement>): void {
  const steps = [...currentTarget.querySelectorAll<HTMLElement>('input[data-step], a[data-step]')];
  const now = steps.findIndex((each) => each === document.activeElement);
  steps[now + (key === 'ArrowDown' ? 1 : -1)]?.focus();
}
