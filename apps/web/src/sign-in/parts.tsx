import { lazy, type ReactNode } from 'react';
import { lazyPart, Part } from '../release';

// Who comes back sees none of these: the first page goes without them.
const SetUp = lazy(lazyPart(async () => ({ default: (await import('./set-up-page')).SetUpPage })));
const Waiting = lazy(lazyPart(async () => ({ default: (await import('./waiting-page')).WaitingPage })));
const Join = lazy(lazyPart(async () => ({ default: (await import('./join-page')).JoinPage })));

export const SetUpPage = (): ReactNode => (
  <Part>
    <SetUp />
  </Part>
);

export const WaitingPage = (): ReactNode => (
  <Part>
    <Waiting />
  </Part>
);

export const JoinPage = ({ link }: { readonly link: string }): ReactNode => (
  <Part>
    <Join link={link} />
  </Part>
);
