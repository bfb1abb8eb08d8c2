import type { Pressed, Pushed, WorkerScope } from './worker-scope';

/** All that is ever shown on a screen that may be locked: no name, no case, no patient, no number. */
const words = 'Something waits in Consilium';

interface Push {
  readonly isTest: boolean;
  readonly link: string;
  readonly notice: string;
}

const idIn = (value: unknown): string => (typeof value === 'string' && /^[\w-]{22}$/u.test(value) ? value : '');

/** What a push says; of one that cannot be read, that something waits, and no more. */
function read(data: Pushed['data']): Push {
  try {
    const said = JSON.parse(data?.text() ?? '') as Readonly<Record<string, unknown>> | null;
    return { isTest: said?.['is'] === 'test', link: idIn(said?.['link']), notice: idIn(said?.['notice']) };
  } catch {
    return { isTest: false, link: '', notice: '' };
  }
}

/** Shown in the place of the one before it; said aloud again unless it is the same one once more. */
async function show({ registration }: WorkerScope, { isTest, link, notice }: Push): Promise<void> {
  const tag = isTest ? 'test' : 'waits';
  const shown = await registration.getNotifications({ tag });
  const isRepeat = shown.some(({ data }) => data?.notice === notice);
  const icon = '/icon-192.png';
  await registration.showNotification(words, { tag, renotify: !isRepeat, icon, lang: 'en-GB', data: { link, notice } });
}

/** Only a test is answered: nobody learns from a device when it got anything else. */
async function sayArrived(scope: WorkerScope, link: string): Promise<void> {
  await scope.fetch('/api/telling/push-arrived', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ link }),
  });
}

async function tell(scope: WorkerScope, push: Push): Promise<void> {
  await show(scope, push);
  if (push.isTest) await sayArrived(scope, push.link);
  else await scope.navigator.setAppBadge?.();
}

/** To the place, in a page that is open, or else in a new one; it asks for the keys first, as any other would. */
async function lead({ location, clients }: WorkerScope, { notification }: Pressed): Promise<void> {
  notification.close();
  const link = notification.data?.link ?? '';
  const url = `${location.origin}/${link === '' ? '' : `#/waiting/${link}`}`;
  const [page] = await clients.matchAll({ type: 'window' });
  if (page === undefined) {
    await clients.openWindow(url);
    return;
  }
  await page.navigate(url);
  await page.focus();
}

/** Shows on this device that something waits, also while no page of ours is open. */
export function tellsOfPushes(scope: WorkerScope): void {
  scope.addEventListener('push', (event) => {
    event.waitUntil(tell(scope, read(event.data)));
  });
  scope.addEventListener('notificationclick', (event) => {
    event.waitUntil(lead(scope, event));
  });
}
