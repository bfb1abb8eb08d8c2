import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
  useParams,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Home } from './home';
import { Shell } from './shell';
import { lazyPart, MissingPage } from './release';
import { NeedsStorage } from './sign-in/blocked-storage';
import { JoinPage } from './sign-in/parts';

const root = createRootRoute({ component: Shell, staticData: { name: '' } });
/** `name`: of the page, for its tab. It says nothing of a case: tabs, histories and the device's own lists show it to anybody. */
const page = <const Path extends string>(path: Path, name: string, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component, staticData: { name } });

function Join(): ReactNode {
  const { link = '' } = useParams({ strict: false });
  return (
    <NeedsStorage>
      <JoinPage link={link} key={link} />
    </NeedsStorage>
  );
}

const cases = [
  page(
    '/cases',
    'Cases',
    lazyRouteComponent(
      lazyPart(() => import('./rooms/list/cases-page')),
      'CasesPage',
    ),
  ),
  createRoute({
    getParentRoute: () => root,
    path: '/cases/new',
    staticData: { name: 'New case' },
    component: lazyRouteComponent(
      lazyPart(() => import('./rooms/new/new-case-page')),
      'NewCasePage',
    ),
    // Whom to ask, chosen elsewhere.
    validateSearch: ({
      ask,
      team,
      onCall,
    }: Record<string, unknown>): { ask?: string; team?: string; onCall?: string } => ({
      ...(typeof ask === 'string' && { ask }),
      ...(typeof team === 'string' && { team }),
      ...(typeof onCall === 'string' && { onCall }),
    }),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/cases/$room',
    staticData: { name: 'Case' },
    component: lazyRouteComponent(
      lazyPart(() => import('./rooms/room/room-page')),
      'RoomPage',
    ),
    // `at`: opened from the talk of the whole case, at the picture and not at what was said last of it.
    // `entry`: at something that was looked for.
    validateSearch: ({
      thread,
      at,
      entry,
    }: Record<string, unknown>): { thread?: string; at?: 'picture'; entry?: string } => ({
      ...(typeof thread === 'string' && { thread }),
      ...(at === 'picture' && { at }),
      ...(typeof entry === 'string' && { entry }),
    }),
  }),
  page(
    '/cases/$room/picture',
    'Add a picture',
    lazyRouteComponent(
      lazyPart(() => import('./rooms/check/check-page')),
      'CheckPage',
    ),
  ),
  page(
    '/cases/$room/opinion/$thread',
    'Write an opinion',
    lazyRouteComponent(
      lazyPart(() => import('./rooms/opinion/opinion-page')),
      'OpinionPage',
    ),
  ),
  page(
    '/cases/$room/opinions/$opinion',
    'Copy of an opinion',
    lazyRouteComponent(
      lazyPart(() => import('./rooms/opinion/copy-page')),
      'CopyPage',
    ),
  ),
  page(
    '/cases/$room/withdraw/$thread',
    'Withdraw consent',
    lazyRouteComponent(
      lazyPart(() => import('./rooms/withdrawal/withdraw-page')),
      'WithdrawPage',
    ),
  ),
  page(
    '/cases/$room/agreement/$thread',
    'What was agreed',
    lazyRouteComponent(
      lazyPart(() => import('./rooms/agreement/agreement-page')),
      'AgreementPage',
    ),
  ),
  page(
    '/cases/$room/share',
    'Ask outside',
    lazyRouteComponent(
      lazyPart(() => import('./advice/share-page')),
      'SharePage',
    ),
  ),
  page(
    '/cases/$room/record',
    'Who did what, when',
    lazyRouteComponent(
      lazyPart(() => import('./rooms/record/record-page')),
      'RecordPage',
    ),
  ),
] as const;

const colleagues = [
  page(
    '/organisations/colleagues',
    'Colleagues',
    lazyRouteComponent(
      lazyPart(() => import('./organisations/colleagues-page')),
      'ColleaguesPage',
    ),
  ),
] as const;

const adviser = [
  page(
    '/advice',
    'Requests',
    lazyRouteComponent(
      lazyPart(() => import('./advice/queue-page')),
      'QueuePage',
    ),
  ),
  page(
    '/advice/$advice',
    'Request',
    lazyRouteComponent(
      lazyPart(() => import('./advice/request-page')),
      'RequestPage',
    ),
  ),
] as const;

const officer = [
  page(
    '/register',
    'Register',
    lazyRouteComponent(
      lazyPart(() => import('./register/register-page')),
      'RegisterPage',
    ),
  ),
  page(
    '/register/waiting',
    'People waiting',
    lazyRouteComponent(
      lazyPart(() => import('./register/requests-page')),
      'RequestsPage',
    ),
  ),
] as const;

const everybody = [
  page('/', 'Start', Home),
  page('/join/$link', 'Join', Join),
  page(
    '/settings',
    'Settings',
    lazyRouteComponent(
      lazyPart(() => import('./settings/settings-page')),
      'SettingsPage',
    ),
  ),
  page(
    '/devices',
    'Your devices',
    lazyRouteComponent(
      lazyPart(() => import('./sign-in/devices-page')),
      'DevicesPage',
    ),
  ),
  page(
    '/details',
    'Your details',
    lazyRouteComponent(
      lazyPart(() => import('./sign-in/details-page')),
      'DetailsPage',
    ),
  ),
  page(
    '/told',
    'How you are told',
    lazyRouteComponent(
      lazyPart(() => import('./telling/told-page')),
      'ToldPage',
    ),
  ),
  page(
    '/shared',
    'Shared pictures',
    lazyRouteComponent(
      lazyPart(() => import('./rooms/shared/shared-page')),
      'SharedPage',
    ),
  ),
  page(
    '/waiting/$link',
    'What waits',
    lazyRouteComponent(
      lazyPart(() => import('./telling/notice-page')),
      'NoticePage',
    ),
  ),
  page(
    '/organisations',
    'Organisation',
    lazyRouteComponent(
      lazyPart(() => import('./organisations/organisations-page')),
      'OrganisationsPage',
    ),
  ),
  page(
    '/organisations/waits',
    'How long questions wait',
    lazyRouteComponent(
      lazyPart(() => import('./organisations/waits-page')),
      'WaitsPage',
    ),
  ),
  page(
    '/help',
    'Help',
    lazyRouteComponent(
      lazyPart(() => import('./help/help-page')),
      'HelpPage',
    ),
  ),
] as const;

/** Routes live behind the `#`: no room, person or invitation is ever part of an address the server sees. */
export const router = createRouter({
  routeTree: root.addChildren([...everybody, ...cases, ...colleagues, ...adviser, ...officer]),
  history: createHashHistory(),
  defaultPreload: false,
  defaultErrorComponent: MissingPage,
});

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    name: string;
  }
  interface Register {
    router: typeof router;
  }
}
