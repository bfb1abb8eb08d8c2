import { useEffect, useRef, useState } from 'react';
import { prepare, type PreparedPicture, stopPreparing } from '../../pictures';

interface OfSeries {
  /** What tells it from the others of its series; the name of a file may stand twice. */
  readonly key: string;
  readonly name: string;
}

/** A picture that was read and can be looked at. */
export interface ReadyPicture extends OfSeries {
  readonly picture: PreparedPicture;
}

/** A file that is no picture that can be used, and why. */
export interface RefusedPicture extends OfSeries {
  readonly error: unknown;
}

type Chosen =
  | (OfSeries & { readonly at: 'preparing' })
  | (ReadyPicture & { readonly at: 'ready' })
  | (RefusedPicture & { readonly at: 'refused' });

/** Several pictures that are chosen together, in the order in which they were chosen. */
export interface Series {
  readonly ready: readonly ReadyPicture[];
  readonly refused: readonly RefusedPicture[];
  /** How many are still being read. */
  readonly preparing: number;
  /** Whether several were chosen that can be used, as far as is known. */
  readonly isSeveral: boolean;
  readonly add: (files: readonly File[]) => void;
  readonly drop: (key: string) => void;
  /** All of them, also what was refused. */
  readonly clear: () => void;
}

/** What it begins with: pictures that were read before, or files that were chosen on the page before. */
interface Start {
  readonly ready?: readonly ReadyPicture[];
  readonly files?: readonly File[];
}

/** Files are read and stripped one after another in a worker of its own, which ends with this screen. */
export function useSeries(start: () => Start): Series {
  const [begun] = useState(start);
  const [all, setAll] = useState<readonly Chosen[]>(() =>
    (begun.ready ?? []).map((each) => ({ ...each, at: 'ready' })),
  );
  const wanted = useRef(
    new Map((begun.ready ?? []).map(({ key, picture }) => [key, picture as PreparedPicture | undefined])),
  );

  const settle = (settled: Chosen): void => {
    setAll((now) => now.map((each) => (each.key === settled.key ? settled : each)));
  };
  const read = ({ key, name }: OfSeries, file: File): void => {
    wanted.current.set(key, undefined);
    prepare(file, () => wanted.current.has(key)).then(
      (picture) => {
        if (!wanted.current.has(key)) return picture.forget();
        wanted.current.set(key, picture);
        settle({ at: 'ready', key, name, picture });
      },
      (error: unknown) => {
        if (wanted.current.has(key)) settle({ at: 'refused', key, name, error });
      },
    );
  };
  const add = (files: readonly File[]): void => {
    const chosen = files.map((file) => ({ key: crypto.randomUUID(), name: file.name, file }));
    const reading = chosen.map(({ key, name }) => ({ at: 'preparing' as const, key, name }));
    // What was refused is over once something else is chosen in its place.
    setAll((now) => (now.some(({ at }) => at !== 'refused') ? [...now, ...reading] : reading));
    for (const { file, ...each } of chosen) read(each, file);
  };
  const letGo = (key: string): void => {
    wanted.current.get(key)?.forget();
    wanted.current.delete(key);
  };
  const begin = useRef(() => {
    add(begun.files ?? []);
  });
  useEffect(() => {
    const { current: known } = wanted;
    begin.current();
    // What is read on this page once is not read again.
    begin.current = () => undefined;
    return () => {
      for (const key of [...known.keys()]) letGo(key);
      stopPreparing();
    };
  }, []);
  const is = <At extends Chosen['at']>(at: At) =>
    all.filter((each): each is Extract<Chosen, { at: At }> => each.at === at);
  const [ready, refused] = [is('ready'), is('refused')];
  const preparing = all.length - ready.length - refused.length;
  return {
    ...{ ready, refused, preparing },
    isSeveral: ready.length + preparing > 1,
    add,
    drop: (key) => {
      letGo(key);
      setAll((now) => now.filter((each) => each.key !== key));
    },
    clear: () => {
      for (const { key } of all) letGo(key);
      setAll([]);
    },
  };
}
