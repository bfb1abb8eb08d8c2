import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { closesAtTheEnd } from '../closing';

/** A line between two programs that can be cut and mended; closed when its test file ends. */
export interface Line {
  readonly port: number;
  /** Ends every connection, and every new one at once. */
  cut(): void;
  mend(): void;
  /** Takes what comes and passes nothing on, in either direction, until it is mended. */
  stall(): void;
}

/** Passes bytes on to a port of this machine until it is cut. */
export async function line(to: { readonly host: string; readonly port: number }): Promise<Line> {
  const open = new Set<Socket>();
  let isCut = false;
  let isStalled = false;
  const hold = (socket: Socket): void => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
  };
  const server = createServer((near) => {
    hold(near);
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(to);
    hold(far);
    const pass = (from: Socket, onward: Socket): void => {
      from.on('data', (chunk) => {
        if (!isStalled) onward.write(chunk);
      });
      from.on('end', () => {
        if (!isStalled) onward.end();
      });
    };
    pass(near, far);
    pass(far, near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const cut = (): void => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  closesAtTheEnd(async () => {
    cut();
    await new Promise((closed) => server.close(closed));
  });
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    mend: () => {
      isCut = false;
      // What was swallowed leaves both sides out of step.
      if (isStalled) for (const socket of open) socket.destroy();
      isStalled = false;
    },
    stall: () => {
      isStalled = true;
    },
  };
}
