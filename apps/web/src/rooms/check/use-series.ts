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
  /** The same picture turned or cropped, in its place. */
  readonly change: (key: string, picture: PreparedPicture) => void;
  /** All of them, also what was refused. */
  readonly clear: () => void;
}

/** What it begins with: pictures that were read before, or files that were chosen on the page before. */
interface Start {
  readonly ready?: readonly ReadyPicture[];
  readonly files?: readonly File[];
}

/** Also the whole that an edited one is made of. */
function forgetAll(picture: PreparedPicture | undefined): void {
  picture?.forget();
  picture?.edited?.whole.forget();
}

/** Reads files and says how each ended, as long as somebody wants it; what is shown of them ends with this screen. */
function useReader(begun: Start, settle: (settled: Chosen) => void) {
  const [wanted] = useState(
    () => new Map<string, PreparedPicture | undefined>((begun.ready ?? []).map(({ key, picture }) => [key, picture])),
  );
  const letGo = (key: string): void => {
    forgetAll(wanted.get(key));
    wanted.delete(key);
  };
  const change = ({ key, picture }: ReadyPicture): void => {
    const before = wanted.get(key);
    if (before !== picture && before !== picture.edited?.whole) before?.forget();
    wanted.set(key, picture);
  };
  const read = ({ key, name }: OfSeries, file: File): void => {
    wanted.set(key, undefined);
    prepare(file, () => wanted.has(key)).then(
      (picture) => {
        if (wanted.has(key)) settle({ at: 'ready', key, name, picture });
        else picture.forget();
        if (wanted.has(key)) wanted.set(key, picture);
      },
      (error: unknown) => {
        if (wanted.has(key)) settle({ at: 'refused', key, name, error });
      },
    );
  };
  useEffect(
    () => () => {
      for (const picture of wanted.values()) forgetAll(picture);
      wanted.clear();
      stopPreparing();
    },
    [wanted],
  );
  return { read, letGo, change };
}

function seriesOf(all: readonly Chosen[]): Pick<Series, 'ready' | 'refused' | 'preparing' | 'isSeveral'> {
  const ready = all.filter((each) => each.at === 'ready');
  const refused = all.filter((each) => each.at === 'refused');
  const preparing = all.length - ready.length - refused.length;
  return { ready, refused, preparing, isSeveral: ready.length + preparing > 1 };
}

/** Files are read and stripped one after another in a worker of its own, which ends with this screen. */
export function useSeries(start: () => Start): Series {
  const [begun] = useState(start);
  const [all, setAll] = useState<readonly Chosen[]>(() =>
    (begun.ready ?? []).map((each) => ({ ...each, at: 'ready' })),
  );
  const { read, letGo, change } = useReader(begun, (settled) => {
    setAll((now) => now.map((each) => (each.key === settled.key ? settled : each)));
  });
  const add = (files: readonly File[]): void => {
    const chosen = files.map((file) => ({ key: crypto.randomUUID(), name: file.name, file }));
    const reading = chosen.map(({ key, name }) => ({ at: 'preparing' as const, key, name }));
    // What was refused is over once something else is chosen in its place.
    setAll((now) => (now.some(({ at }) => at !== 'refused') ? [...now, ...reading] : reading));
    for (const { file, ...each } of chosen) read(each, file);
  };
  const begin = useRef(() => {
    add(begun.files ?? []);
  });
  useEffect(() => {
    begin.current();
    // What is read on this page once is not read again.
    begin.current = () => undefined;
  }, []);
  return {
    ...seriesOf(all),
    add,
    drop: (key) => {
      letGo(key);
      setAll((now) => now.filter((each) => each.key !== key));
    },
    change: (key, picture) => {
      const now = all.find((each) => each.key === key);
      if (now?.at !== 'ready') return;
      change({ ...now, picture });
      setAll((before) => before.map((each) => (each.key === key ? { ...now, picture } : each)));
    },
    clear: () => {
      for (const { key } of all) letGo(key);
      setAll([]);
    },
  };
}
