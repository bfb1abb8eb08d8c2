import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { StatusLine } from '../../platform/kit';
import type { PictureView, RoomView } from '../../vault/door';
import { nameOf } from '../../words';

function saysOf(picture: PictureView): string {
  const { source } = picture.taken;
  if (source === '') return `${nameOf(picture)}: say where it came from.`;
  if (source === 'own-phone') return `${nameOf(picture)} is still on your phone or in its cloud: delete it there.`;
  return `A copy of ${nameOf(picture).toLowerCase()} is still where it came from: delete it there.`;
}

/** What whoever posted a picture has still to do about it, until they did. */
export function OriginalNudges({ view }: { readonly view: RoomView }): ReactNode {
  const waiting = view.threads.flatMap(({ picture }) => {
    if (picture === undefined || !picture.taken.mine) return [];
    return picture.taken.source === '' || picture.taken.left.length > 0 ? [picture] : [];
  });
  const [first] = waiting;
  if (first === undefined) return null;
  return (
    <StatusLine
      tone="warning"
      action={
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link to="/cases/$room" params={{ room: view.room }} search={{ thread: first.thread }} {...props} />
          )}
        >
          To {nameOf(first).toLowerCase()}
        </Button>
      }
    >
      {waiting.length === 1
        ? saysOf(first)
        : `${String(waiting.length)} of your pictures wait: say where they came from, and delete what is left.`}
    </StatusLine>
  );
}
