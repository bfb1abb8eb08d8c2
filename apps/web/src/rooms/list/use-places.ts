import { useEffect, useState } from 'react';
import type { RoomSummary } from '../../vault/door';
import { inPlaces, isBehind, placesOf } from './shown';

interface Places {
  readonly placed: readonly RoomSummary[];
  /** Whether something that waits for the reader stands further down than it would. */
  readonly isBehind: boolean;
  readonly sortAgain: () => void;
}

/** Cases in an order that stays while the list is looked at; it is sorted anew whenever nobody looks, and when asked. */
export function usePlaces(rooms: readonly RoomSummary[]): Places {
  const [before, setBefore] = useState<readonly string[]>([]);
  const places = placesOf(rooms, before);
  if (places !== before) setBefore(places);
  const sortAgain = (): void => {
    setBefore([]);
  };
  useEffect(() => {
    const hide = (): void => {
      if (document.visibilityState === 'hidden') setBefore([]);
    };
    document.addEventListener('visibilitychange', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
    };
  }, []);
  const placed = inPlaces(rooms, places);
  return { placed, isBehind: isBehind(placed), sortAgain };
}
