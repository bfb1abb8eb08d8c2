import { startMailCatcher } from './catcher';
import { serveMails } from './page';

/** The trial's mail server as a program of its own: ports come in the environment, those it took go to its parent. */
async function main(): Promise<void> {
  const port = (name: string): number => Number(process.env[name] ?? 0);
  const catcher = await startMailCatcher({ port: port('MAIL_PORT') });
  const page = await serveMails(catcher.mails, port('MAIL_PAGE_PORT'));
  const stop = (): void => {
    Promise.all([catcher.stop(), page.stop()]).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.send?.({ port: catcher.port, page: page.port });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
