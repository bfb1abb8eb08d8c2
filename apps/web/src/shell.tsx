import { Outlet, useLocation, useMatches } from '@tanstack/react-router';
import {
  IconBuildingHospital,
  IconFolders,
  IconGavel,
  IconHelpCircle,
  IconIdBadge2,
  IconSettings,
  IconUserCheck,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { usePageFocus } from './platform/page-focus';
import { AppFrame, type Place, StatusLine, timeOrToday } from './platform/kit';
import { PatientCard, useRaisedCard } from './explaining';
import { WithoutConnection } from './offline';
import { ReleaseNotice } from './release';
import { Announced } from './sign-in/announced';
import { ClockNotice } from './sign-in/clock-notice';
import { LockedPage } from './sign-in/locked-page';
import { OwnNews } from './sign-in/own-news';
import { RenewalNotice } from './sign-in/renewal-notice';
import { SetUpPage, WaitingPage } from './sign-in/parts';
import { type Session, useSession } from './sign-in/session';
import { NeedsStorage } from './sign-in/blocked-storage';
import { SignInPage } from './sign-in/sign-in-page';
import { useCountOutside, useLookedAt, useTold } from './telling';
import { useView } from './vault/use-vault';

const common: readonly Place[] = [
  { href: '#/settings', name: 'Settings', icon: IconSettings },
  { href: '#/help', name: 'Help', icon: IconHelpCircle },
];

const own: Place = { href: '#/organisations', name: 'Organisation', icon: IconBuildingHospital };

const places = {
  clinician: [{ href: '#/cases', name: 'Cases', icon: IconFolders }, own, ...common],
  adviser: [{ href: '#/advice', name: 'Requests', icon: IconGavel }, own, ...common],
  officer: [
    { href: '#/register', name: 'Register', icon: IconIdBadge2 },
    { href: '#/register/waiting', name: 'Waiting', icon: IconUserCheck },
    ...common,
  ],
} as const satisfies Record<string, readonly [Place, ...Place[]]>;

/** What waits is told where work begins. */
const withCount = ([first, ...others]: readonly [Place, ...Place[]], waiting: number): readonly Place[] => [
  { ...first, waiting },
  ...others,
];

/** Pages that one reaches from the settings. */
const inSettings = /^\/(?:devices|details|told)(?:\/|$)/u;

/** Which place of the rail an address belongs to: the longest that begins it. */
function placeOf(path: string, of: readonly Place[]): string {
  const at = inSettings.test(path) ? '/settings' : path;
  const here = of.filter(({ href }) => `#${at}`.startsWith(href)).sort((a, b) => b.href.length - a.href.length);
  return here[0]?.href ?? '';
}

/** Every page; while a patient has the device, in place of all of them the card, wherever an address leads. */
export function Shell(): ReactNode {
  const card = useRaisedCard();
  return card === undefined ? <Framed /> : <PatientCard card={card} />;
}

/** What stands in place of every page, by what the vault says. */
const gateNames = {
  starting: '',
  'set-up': 'Set up',
  'signed-out': 'Sign in',
  locked: 'Locked',
  unreachable: 'Not reached',
} as const;

/** Gives the name of what is shown, for the tab; the keys go to the beginning of each page that is come to. */
function usePage({ state, me }: Session): string {
  const { searchStr } = useLocation();
  const { path, name } = useMatches({
    select: (matches) => ({ path: matches.at(-1)?.pathname ?? '', name: matches.at(-1)?.staticData.name ?? '' }),
    structuralSharing: true,
  });
  const isIn = state === 'open' && me?.standing === 'active';
  const gate = state === 'open' ? 'Waiting' : gateNames[state];
  const isPage = isIn || (isPublic(path) && state !== 'starting');
  usePageFocus(isPage ? path : gate, `${path}${searchStr}`, gateNames.locked);
  return isPage ? name : gate;
}

/** The frame around every page, and the gate: what is shown depends on whether keys are open. */
function Framed(): ReactNode {
  const session = useSession();
  const { pathname } = useLocation();
  const isOpen = session.state === 'open' && session.me?.standing === 'active';
  const count = useTold()?.count ?? 0;
  const page = usePage(session);
  useCountOutside(page, count);
  useLookedAt(pathname, count);
  const rail = isOpen ? withCount(places[session.me.role], count) : [];
  const isWide = /^\/cases\/(?!new$)[^/]+(?:\/picture)?$|^\/advice\//.test(pathname);
  return (
    <AppFrame
      places={rail}
      current={placeOf(pathname, rail)}
      width={isOpen && isWide ? 'wide' : 'reading'}
      person={isOpen ? <Me /> : undefined}
      notices={<Notices isOpen={isOpen} />}
      {...(session.state === 'open' ? { onLock: session.lock } : {})}
    >
      <Gate path={pathname} />
    </AppFrame>
  );
}

/** What is told on every page, and what only to who is signed in. */
function Notices({ isOpen }: { readonly isOpen: boolean }): ReactNode {
  return (
    <>
      <ClockNotice />
      <ConnectionNotice isWatching={isOpen} />
      <ReleaseNotice />
      {isOpen && (
        <>
          <OwnNews />
          <RenewalNotice />
          <Announced />
        </>
      )}
    </>
  );
}

function Me(): ReactNode {
  const { me } = useSession();
  if (me === undefined) return null;
  return (
    <div>
      <strong>{me.name}</strong>
      <br />
      {me.organisation}
    </div>
  );
}

const isPublic = (path: string): boolean => path.startsWith('/join/') || path === '/help';

function Gate({ path }: { readonly path: string }): ReactNode {
  const { state, me, problem } = useSession();
  if (state === 'starting') return <StatusLine isLive>Opening Consilium</StatusLine>;
  if (isPublic(path)) return <Outlet />;
  switch (state) {
    case 'unreachable':
      return <WithoutConnection problem={problem} />;
    case 'set-up':
      return (
        <NeedsStorage>
          <SetUpPage />
        </NeedsStorage>
      );
    case 'signed-out':
      return (
        <NeedsStorage>
          <SignInPage />
        </NeedsStorage>
      );
    case 'locked':
      return <LockedPage />;
    case 'open':
      return me?.standing === 'active' ? <Outlet /> : <WaitingPage />;
  }
}

/** Whether the live connection stands; without it the page still reads and posts, only later. */
function ConnectionNotice({ isWatching }: { readonly isWatching: boolean }): ReactNode {
  const { data, dataUpdatedAt } = useView(['connection'], (door) => door.live());
  if (!isWatching || data !== false) return null;
  return (
    <StatusLine tone="warning" isLive>
      The live connection is down: not up to date since {timeOrToday(dataUpdatedAt)}. Trying again; what you post is
      sent and confirmed all the same.
    </StatusLine>
  );
}
