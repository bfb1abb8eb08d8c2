/** What of a service worker's own world is used here: the page's types know nothing of it. */
export interface LastingEvent extends Event {
  /** The worker stays until this is over. */
  waitUntil(work: Promise<unknown>): void;
}

export interface AskedFor extends LastingEvent {
  readonly request: Pick<Request, 'mode' | 'url'>;
  respondWith(answer: Promise<Response>): void;
}

export interface WorkerScope {
  readonly location: { readonly origin: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  fetch(request: AskedFor['request']): Promise<Response>;
  addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: AskedFor) => void): void;
}
