import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { closeAll } from '@consilium/testkit';
import { backsUp, putsBack, startSystem as startTestSystem } from '@consilium/testkit/system';
import { infrastructure } from '@consilium/testkit/servers';

const root = join(__dirname, '../../..');

/** A system with its page, on a free port, with data of its own. */
export interface RunningSystem {
  /** http://localhost:PORT */
  readonly origin: string;
  /** Of the first registration officer. */
  readonly setUpCode: string;
  /** Ends what runs and removes the data. */
  readonly stop: () => Promise<void>;
}

/** The same, with a clock that can be moved and a database that can be put back. */
export interface MovableSystem extends RunningSystem {
  /** The service's clock goes on by so many seconds; whoever was signed in is so no more. */
  readonly goesOn: (seconds: number) => void;
  /** As its owner reaches it. */
  readonly databaseUrl: string;
  /** Takes a copy of the database, and gives what puts it back; the service stands still for a moment each time. */
  readonly backsUp: () => Promise<() => Promise<void>>;
}

/** As browsers reach the object store: where the page comes from localhost too. */
function storeForBrowsers(): string {
  const url = new URL(infrastructure().s3.endpoint);
  url.hostname = 'localhost';
  return url.origin;
}

/**
 * The application in this process, with the built page, on a database and a bucket of its own in the servers of the whole
 * run (playwright.config.ts). `settings`: that differ from a trial's.
 */
export async function startSystem(settings: Readonly<Record<string, string>> = {}): Promise<MovableSystem> {
  const setUpCode = randomBytes(8).toString('hex');
  const system = await startTestSystem({
    SETUP_CODE: setUpCode,
    S3_PUBLIC_ENDPOINT: storeForBrowsers(),
    WEB_ROOT: join(root, 'dist/web'),
    ...settings,
  });
  return {
    origin: system.origin,
    setUpCode,
    databaseUrl: system.databaseUrl,
    goesOn: (seconds) => {
      system.clock.forward(seconds);
    },
    backsUp: async () => {
      const copy = await backsUp(system);
      return () => putsBack(system, copy);
    },
    stop: closeAll,
  };
}
