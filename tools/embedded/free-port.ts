import { createServer } from 'node:net';
import { errorCode } from './start-problem';

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => {
      // A machine without this address family has nobody listening on it either.
      resolve(['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(errorCode(error)));
    });
    probe.listen(port, host, () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}

/** Whether nothing listens on this port of this machine, over IPv4 or IPv6. */
export async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'));
}

/** A port nothing listens on now, chosen by the system. */
export async function freePort(): Promise<number> {
  const port = await new Promise<number>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
  return (await isFree(port)) ? port : await freePort();
}
