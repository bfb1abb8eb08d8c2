import { useEffect, useMemo, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import type { DraftPlace } from '../vault/door';
import { forget, keepSoon, kept, letGo } from './keeping';

/** Something a person is writing: kept while they type, there again after a lock, a reload or a crash. */
export interface Draft<T> {
  readonly value: T;
  readonly set: (value: T) => void;
  /** Sent: the field is empty, and nothing of it is kept. */
  readonly sent: () => void;
  /** Handed to the vault to be said: the field is empty; what is kept is the vault's to forget. */
  readonly take: () => void;
}

/** What was kept, as far as it has the shape of `empty`: a form that has changed since takes what still fits. */
export function fitting<T>(empty: T, found: unknown): T | undefined {
  if (Array.isArray(empty)) {
    return Array.isArray(found) && found.every((each) => typeof each === 'string') ? (found as T) : undefined;
  }
  if (typeof empty !== 'object' || empty === null) return typeof found === typeof empty ? (found as T) : undefined;
  if (typeof found !== 'object' || found === null) return undefined;
  const fields = Object.entries(empty).map(([name, value]: [string, unknown]) => [
    name,
    fitting(value, Reflect.get(found, name)) ?? value,
  ]);
  return Object.fromEntries(fields) as T;
}

const jsonOf = (value: unknown, empty: unknown): string => {
  const json = JSON.stringify(value);
  return json === JSON.stringify(empty) ? '' : json;
};

/** One draft. `empty` must say the same at every render; a component that shows another place needs another `key`. */
export function useDraft<T>(place: DraftPlace, empty: T): Draft<T> {
  const [start] = useState({ place, empty });
  const [value, setValue] = useState(empty);
  const isTyped = useRef(false);
  useEffect(() => {
    let isOver = false;
    void kept(start.place).then((found) => {
      const fits = fitting(start.empty, found);
      // What was typed in the meantime is newer, also where it was emptied again.
      if (fits !== undefined && !isOver && !isTyped.current) setValue(fits);
    });
    return () => {
      isOver = true;
    };
  }, [start]);
  // The same ones at every render, so that a field is not rendered again for what happens beside it.
  const acts = useMemo<Omit<Draft<T>, 'value'>>(
    () => ({
      set: (next) => {
        isTyped.current = true;
        setValue(next);
        keepSoon(start.place, jsonOf(next, start.empty));
      },
      sent: () => {
        isTyped.current = true;
        setValue(start.empty);
        forget(start.place);
      },
      take: () => {
        isTyped.current = true;
        setValue(start.empty);
        letGo(start.place);
      },
    }),
    [start],
  );
  return { value, ...acts };
}

/**
 * The same for a form of many fields. Gives what to call when it was sent. A form tells of itself also where nothing was
 * written (that it has been submitted, that it goes): what was sent is not kept again for that. `then` is called once the
 * form holds what was kept: what is filled in for somebody goes on top of that.
 */
export function useFormDraft<T extends FieldValues>(
  place: DraftPlace,
  form: UseFormReturn<T>,
  then?: () => void,
): () => void {
  const [start] = useState(() => ({ place, then, empty: structuredClone(form.getValues()) }));
  const { reset, getValues, subscribe } = form;
  /** What is kept of it, or was sent; "" for nothing. What was emptied again is news, what was never written is not. */
  const held = useRef('');
  const isTyped = useRef(false);
  useEffect(() => {
    let isOver = false;
    void kept(start.place).then((found) => {
      const fits = fitting(start.empty, found);
      if (isOver) return;
      if (fits !== undefined && !isTyped.current) {
        held.current = jsonOf(fits, start.empty);
        reset(fits);
      }
      start.then?.();
    });
    const stop = subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        const json = jsonOf(values, start.empty);
        if (json === held.current) return;
        held.current = json;
        isTyped.current = true;
        keepSoon(start.place, json);
      },
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [start, reset, getValues, subscribe]);
  return () => {
    held.current = jsonOf(getValues(), start.empty);
    forget(start.place);
  };
}
