import { lazy, type ReactNode } from 'react';
import { lazyPart, Part } from '../release';
import type { RoomView } from '../vault/door';
import type { LostProps } from './lost';
import type { StoppedProps } from './stopped-register';

// Hardly anybody ever meets them: each is fetched when somebody does.
const Stopped = lazy(lazyPart(async () => ({ default: (await import('./stopped-register')).Stopped })));
const Lost = lazy(lazyPart(async () => ({ default: (await import('./lost')).Lost })));
const Card = lazy(lazyPart(async () => ({ default: (await import('./restored-card')).RestoredCard })));
const OfCase = lazy(lazyPart(async () => ({ default: (await import('./of-case')).OfCase })));

/** Why nothing can be signed here: the register stopped on this device. */
export function StoppedRegister(props: StoppedProps): ReactNode {
  return (
    <Part>
      <Stopped {...props} />
    </Part>
  );
}

/** That something of this person's own was lost, until they have read what. */
export function LostNotice(props: LostProps): ReactNode {
  return (
    <Part>
      <Lost {...props} />
    </Part>
  );
}

/** That part of a case is lost, as officers signed; nothing where nothing is. */
export function RestoredCase(props: { readonly view: RoomView }): ReactNode {
  if (props.view.restoredAt === 0 || props.view.alarm !== '') return null;
  return (
    <Part>
      <OfCase {...props} />
    </Part>
  );
}

/** For officers: what they said was lost before, and what has to be said again. Nothing where nothing ever was. */
export function RestoredCard(): ReactNode {
  return (
    <Part>
      <Card />
    </Part>
  );
}
