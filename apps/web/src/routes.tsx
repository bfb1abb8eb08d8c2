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
import { JoinPage } from './sign-in/join-page';

const root = createRootRoute({ component: Shell });
const page = <const Path extends string>(path: Path, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component });

function Join(): ReactNode {
  const { link = '' } = useParams({ strict: false });
  return <JoinPage link={link} key={link} />;
}

const cases = [
  page(
    '/cases',
    lazyRouteComponent(() => import('./cases/cases-page'), 'CasesPage'),
  ),
  page(
    '/cases/new',
    lazyRouteComponent(() => import('./cases/new-case-page'), 'NewCasePage'),
  ),
  createRoute({
    getParentRoute: () => root,
    path: '/cases/$room',
    component: lazyRouteComponent(() => import('./room/room-page'), 'RoomPage'),
    validateSearch: (search: Record<string, unknown>): { thread?: string } =>
      typeof search.thread === 'string' ? { thread: search.thread } : {},
  }),
  page(
    '/cases/$room/picture',
    lazyRouteComponent(() => import('./room/check-page'), 'CheckPage'),
  ),
  page(
    '/cases/$room/opinion/$thread',
    lazyRouteComponent(() => import('./room/opinion-page'), 'OpinionPage'),
  ),
  page(
    '/cases/$room/withdraw/$thread',
    lazyRouteComponent(() => import('./room/withdraw-page'), 'WithdrawPage'),
  ),
  page(
    '/cases/$room/share',
    lazyRouteComponent(() => import('./clearances/share-page'), 'SharePage'),
  ),
  page(
    '/cases/$room/record',
    lazyRouteComponent(() => import('./room/record-page'), 'RecordPage'),
  ),
] as const;

const adviser = [
  page(
    '/requests',
    lazyRouteComponent(() => import('./clearances/queue-page'), 'QueuePage'),
  ),
  page(
    '/requests/$advice',
    lazyRouteComponent(() => import('./clearances/request-page'), 'RequestPage'),
  ),
] as const;

const officer = [
  page(
    '/register',
    lazyRouteComponent(() => import('./register/register-page'), 'RegisterPage'),
  ),
  page(
    '/register/waiting',
    lazyRouteComponent(() => import('./register/requests-page'), 'RequestsPage'),
  ),
] as const;

const everybody = [
  page('/', Home),
  page('/join/$link', Join),
  page(
    '/devices',
    lazyRouteComponent(() => import('./sign-in/devices-page'), 'DevicesPage'),
  ),
  page(
    '/help',
    lazyRouteComponent(() => import('./help/help-page'), 'HelpPage'),
  ),
] as const;

/** Routes live behind the `#`: no room, person or invitation is ever part of an address the server sees. */
export const router = createRouter({
  routeTree: root.addChildren([...everybody, ...cases, ...adviser, ...officer]),
  history: createHashHistory(),
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
