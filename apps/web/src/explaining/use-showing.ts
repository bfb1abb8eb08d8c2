import { useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useSession } from '../sign-in';
import { type DraftPlace, vaultDoor } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { forgetShown, type Interpreter, raiseCard, type RaisedCard, shownFrom } from './card-state';
import type { ShowCardProps } from './show-card';

/** A form that is held while the patient has the device. */
interface Holding {
  readonly form: unknown;
  readonly files?: readonly Blob[];
  readonly interpreter: Interpreter | '';
}

/** Shows the patient the card: what was entered is held first, then the keys are gone. */
export function useShowing(
  place: DraftPlace,
  holding: () => Holding,
): Pick<ShowCardProps, 'onShow' | 'isBusy' | 'error'> {
  const { lock } = useSession();
  const { pathname } = useLocation();
  const { run, isBusy, error } = useAct(async (door, { form, files = [], interpreter }: Holding) => {
    await door.holdForm(place, JSON.stringify(form), files);
    raiseCard(pathname, interpreter);
    lock();
  });
  const onShow = (): void => {
    run(holding());
  };
  return { onShow, isBusy, error };
}

/** How a form begins: anew, or as it was when the card was shown from it. */
export type Returned =
  | { readonly state: 'anew' | 'opening' | 'lost' }
  | {
      readonly state: 'back';
      readonly form: unknown;
      readonly files: readonly Blob[];
      readonly card: RaisedCard;
    };

async function openHeld(place: DraftPlace, card: RaisedCard): Promise<Returned> {
  const held = await vaultDoor()
    .heldForm(place)
    .catch(() => undefined);
  if (held === undefined) return { state: 'lost' };
  return { state: 'back', form: JSON.parse(held.words) as unknown, files: held.files, card };
}

const openings = new WeakMap<RaisedCard, Promise<Returned>>();

/** What is held is given back once, however often a screen begins. */
function openOnce(place: DraftPlace, card: RaisedCard): Promise<Returned> {
  const opening = openings.get(card) ?? openHeld(place, card);
  openings.set(card, opening);
  return opening;
}

/** Takes up what was entered before the card was shown from here. */
export function useReturned(place: DraftPlace): Returned {
  const { pathname } = useLocation();
  const [start] = useState(() => ({ place, card: shownFrom(pathname) }));
  const [returned, setReturned] = useState<Returned>({ state: start.card === undefined ? 'anew' : 'opening' });
  useEffect(() => {
    if (start.card === undefined) return;
    forgetShown();
    void openOnce(start.place, start.card).then(setReturned);
  }, [start]);
  return returned;
}
