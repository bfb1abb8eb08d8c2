/** What of a service worker's own world is used here: the page's types know nothing of it. */
export interface LastingEvent extends Event {
  /** The worker stays until this is over. */
  waitUntil(work: Promise<unknown>): void;
}

export interface AskedFor extends LastingEvent {
  readonly request: Pick<Request, 'formData' | 'method' | 'mode' | 'url'>;
  respondWith(answer: Promise<Response>): void;
}

/** A page says something, and may have sent a way to answer it alone. */
export interface Asking extends LastingEvent {
  readonly data: unknown;
  readonly source: { postMessage(said: string): void } | null;
  readonly ports: readonly { postMessage(files: readonly File[]): void }[];
}

export interface Pushed extends LastingEvent {
  readonly data: { text(): string } | null;
}

/** What a notice on the screen carries, for whoever presses it. */
export interface NoticeData {
  readonly link: string;
  readonly notice: string;
}

export interface Pressed extends LastingEvent {
  readonly notification: { readonly data: NoticeData | undefined; close(): void };
}

/** A page of ours that is open. */
interface OpenPage {
  navigate(url: string): Promise<unknown>;
  focus(): Promise<unknown>;
}

interface Shown {
  readonly tag: string;
  readonly renotify: boolean;
  readonly icon: string;
  readonly lang: string;
  readonly data: NoticeData;
}

/** One build: its name, and SHA-256 (hex) of each of its files that are kept. Written in front of the worker when the build is sealed. */
export interface Shell {
  readonly build: string;
  readonly files: Readonly<Record<string, string>>;
}

export interface WorkerScope {
  /** Left out where nobody sealed the build, and then nothing is kept. */
  readonly consiliumShell?: Shell;
  /** Not there where a browser keeps nothing. */
  readonly caches?: Pick<CacheStorage, 'delete' | 'has' | 'keys' | 'open'>;
  readonly location: { readonly origin: string };
  readonly navigator: { setAppBadge?(): Promise<void> };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(of: { readonly type: 'window' }): Promise<readonly OpenPage[]>;
    openWindow(url: string): Promise<unknown>;
  };
  readonly registration: {
    getNotifications(of: { readonly tag: string }): Promise<readonly { readonly data: NoticeData | undefined }[]>;
    showNotification(title: string, how: Shown): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  fetch(request: Pick<Request, 'method' | 'mode' | 'url'> | string, init?: RequestInit): Promise<Response>;
  addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: AskedFor) => void): void;
  addEventListener(type: 'message', listener: (event: Asking) => void): void;
  addEventListener(type: 'push', listener: (event: Pushed) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: Pressed) => void): void;
}
