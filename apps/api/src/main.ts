import { openApplication } from './application';
import { readSettings } from './settings/config';
import { log, placeOf } from './telemetry/log';

const goodbyeMilliseconds = 8000;

/** Program: the API, and the web build if WEB_ROOT is set. Ends cleanly on SIGINT and SIGTERM. */
async function main(): Promise<void> {
  const application = await openApplication(readSettings(process.env));
  log.info({ address: application.address }, 'ready');
  process.send?.({ ready: application.address });
  const end = (): void => {
    // A database or a link that hangs does not say goodbye; whoever stops us would wait, and kill.
    setTimeout(() => process.exit(1), goodbyeMilliseconds).unref();
    application.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

main().catch((error: unknown) => {
  log.error({ ...placeOf(error) }, 'cannot start');
  process.stderr.write(`${error instanceof Error ? error.message : 'The application could not start'}\n`);
  process.exit(1);
});
