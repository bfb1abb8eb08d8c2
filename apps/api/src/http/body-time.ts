import type { IncomingMessage } from 'node:http';

/** How long a body may take, and how long nothing of it may come, in milliseconds. */
export interface BodyTime {
  readonly whole: number;
  readonly between: number;
}

/** Ends the connection of a request whose body does not come: half-sent bodies would be held for as long as their sender likes. */
export function bodyInTime(raw: IncomingMessage, { whole, between }: BodyTime): void {
  if (Number(raw.headers['content-length'] ?? 0) === 0) return;
  const { socket } = raw;
  const began = performance.now();
  let read = socket.bytesRead;
  const timer = setInterval(() => {
    if (raw.complete || socket.destroyed) clearInterval(timer);
    else if (socket.bytesRead === read || performance.now() - began > whole) socket.destroy();
    read = socket.bytesRead;
  }, between);
  timer.unref();
  const stop = (): void => {
    clearInterval(timer);
  };
  raw.once('end', stop);
  raw.once('close', stop);
}
