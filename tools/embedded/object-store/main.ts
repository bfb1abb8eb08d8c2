import { startObjectStore } from './server';

/** The object store as a program of its own: settings come in the environment, the port it took goes to its parent. */
async function main(): Promise<void> {
  const setting = (name: string): string => {
    const value = process.env[name];
    if (value === undefined || value === '') throw new Error(`The setting ${name} is missing.`);
    return value;
  };
  const store = await startObjectStore({
    folder: setting('STORE_FOLDER'),
    port: Number(setting('STORE_PORT')),
    accessKey: setting('S3_ACCESS_KEY'),
    secretKey: setting('S3_SECRET_KEY'),
    region: setting('S3_REGION'),
    origins: setting('STORE_ORIGINS').split(','),
    durable: true,
    onError: (error) => {
      console.error(new Date().toISOString(), error);
    },
  });
  const stop = (): void => {
    store.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.send?.({ ready: true, port: store.port });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
