import { Button } from '@mantine/core';
import { type ReactNode, useRef } from 'react';

/** Loads the deep-zoom viewer only when asked, as the room does, and shows an original as it shows one that arrived. */
export function Deep({ original }: { readonly original: Blob }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const open = async (): Promise<void> => {
    const { openDeepZoom } = await import('../../../apps/web/src/pictures/deep-zoom');
    const { received } = await import('../../../apps/web/src/pictures/received');
    if (place.current === null) return;
    const { bytes, orientation } = await received({ bytes: original }, 'original');
    const viewer = openDeepZoom(place.current, URL.createObjectURL(bytes), orientation);
    viewer.addHandler('open', () => place.current?.setAttribute('data-open', 'yes'));
  };
  return (
    <>
      <Button variant="default" onClick={() => void open()}>
        Open full detail
      </Button>
      <div ref={place} data-testid="deep" style={{ height: 240 }} />
    </>
  );
}
