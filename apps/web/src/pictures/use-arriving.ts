import { useEffect, useRef, useState } from 'react';

const filesOf = (from: DataTransfer | null): File[] => [...(from?.files ?? [])];

const hasFiles = (from: DataTransfer | null): boolean => from?.types.includes('Files') ?? false;

/** Words that come with a picture of themselves, as some programs copy them, stay words where one can write. */
function isForWriting({ target, clipboardData }: ClipboardEvent): boolean {
  const writes = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return writes && (clipboardData?.types.includes('text/plain') ?? false);
}

/**
 * Takes files that are dropped anywhere on the page or pasted into it, while `onFiles` is given. Says whether some are being
 * dragged over it.
 */
export function useArriving(onFiles: ((files: readonly File[]) => void) | undefined): boolean {
  const take = useRef(onFiles);
  const [isOver, setOver] = useState(false);
  const takes = onFiles !== undefined;
  useEffect(() => {
    take.current = onFiles;
  });
  useEffect(() => {
    if (!takes) return undefined;
    const ends = new AbortController();
    const { signal } = ends;
    const arrived = (event: Event, from: DataTransfer | null): void => {
      const files = filesOf(from);
      if (files.length === 0) return;
      event.preventDefault();
      take.current?.(files);
    };
    const over = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      setOver(true);
    };
    const left = (event: DragEvent): void => {
      // Between two parts of the page it is still over the page.
      if (event.relatedTarget === null) setOver(false);
    };
    const dropped = (event: DragEvent): void => {
      setOver(false);
      arrived(event, event.dataTransfer);
    };
    const pasted = (event: ClipboardEvent): void => {
      if (!isForWriting(event)) arrived(event, event.clipboardData);
    };
    document.addEventListener('dragover', over, { signal });
    document.addEventListener('dragleave', left, { signal });
    document.addEventListener('drop', dropped, { signal });
    document.addEventListener('paste', pasted, { signal });
    return () => {
      ends.abort();
      setOver(false);
    };
  }, [takes]);
  return isOver;
}
