import { sayMachine, sayRatio } from '../measure/figures';
import { toItsEnd } from '../measure/to-its-end';
import { Place } from './place';

/** Runs a bench on a place of its own: says the machine first and the ratio last. */
export function onPlace(measure: (place: Place) => Promise<number>): void {
  toItsEnd(async () => {
    sayMachine();
    const place = await Place.open();
    try {
      sayRatio(await measure(place));
    } finally {
      await place.close();
    }
  });
}
