import { connect, createServer, type Socket } from 'node:net';

/**
 * A line of a given width in front of a server on this machine, as a program of its own: what is sent through it leaves
 * at LINK_BYTES_PER_SECOND, all connections together. Answers come back unhindered.
 */
const to = Number(process.env['LINK_TO_PORT']);
const perMillisecond = Number(process.env['LINK_BYTES_PER_SECOND']) / 1000;

/** When the line has sent all it was given so far (performance.now). */
let freeAt = 0;

function through(from: Socket, onward: Socket): void {
  from.on('data', (chunk) => {
    const now = performance.now();
    freeAt = Math.max(freeAt, now) + chunk.length / perMillisecond;
    const forward = (): void => {
      if (onward.write(chunk)) from.resume();
      else onward.once('drain', () => from.resume());
    };
    from.pause();
    // Timers are a millisecond coarse; what is owed by less than that is paid with the next chunk.
    if (freeAt - now < 1) forward();
    else setTimeout(forward, freeAt - now);
  });
  from.on('end', () => onward.end());
  from.on('error', () => onward.destroy());
  from.on('close', () => onward.destroy());
}

const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
  const onward = connect({ port: to, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  through(client, onward);
  onward.pipe(client);
  onward.on('error', () => client.destroy());
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
process.on('SIGTERM', () => process.exit(0));
