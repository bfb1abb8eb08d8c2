import { Button } from '@mantine/core';
import { type ReactNode, useRef } from 'react';

/** Loads the deep-zoom viewer only when asked, as the room does. */
export function Deep({ url }: { readonly url: string }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const open = async (): Promise<void> => {
    const { default: openSeadragon } = await import('openseadragon');
    if (place.current === null) return;
    const viewer = openSeadragon({
      element: place.current,
      showNavigationControl: false,
      drawer: 'canvas',
      tileSources: { type: 'image', url },
    });
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
