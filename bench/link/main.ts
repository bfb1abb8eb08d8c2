import { connect, createServer, type Socket } from 'node:net';

/**
 * A line of a given width in front of a server on this machine, as a program of its own. What is sent through it leaves at
 * LINK_BYTES_PER_SECOND, all connections together, and what is answered at LINK_BYTES_BACK_PER_SECOND; each arrives half of
 * LINK_ROUND_TRIP milliseconds later. A width that is left out is none: then nothing waits. Asked anything, it says how many
 * bytes came back so far.
 */
const to = Number(process.env['LINK_TO_PORT']);
const halfway = Number(process.env['LINK_ROUND_TRIP'] ?? 0) / 2;
const widthOf = (name: string): number => Number(process.env[name] ?? Infinity) / 1000;

/** One direction of the line. */
interface Way {
  readonly bytesPerMillisecond: number;
  /** When it has sent all it was given so far (performance.now). */
  freeAt: number;
  bytes: number;
}
const there: Way = { bytesPerMillisecond: widthOf('LINK_BYTES_PER_SECOND'), freeAt: 0, bytes: 0 };
const back: Way = { bytesPerMillisecond: widthOf('LINK_BYTES_BACK_PER_SECOND'), freeAt: 0, bytes: 0 };

/** Runs what it is given in that order, each not before its time. */
class InTime {
  private readonly waiting: { readonly at: number; readonly act: () => void }[] = [];

  add(at: number, act: () => void): void {
    this.waiting.push({ at, act });
    if (this.waiting.length === 1) this.next();
  }

  private next(): void {
    const [first] = this.waiting;
    if (first === undefined) return;
    const left = first.at - performance.now();
    // Timers are a millisecond coarse; what is owed by less than that is paid with the next chunk.
    if (left >= 1) {
      setTimeout(() => {
        this.next();
      }, left);
      return;
    }
    first.act();
    this.waiting.shift();
    this.next();
  }
}

function through(way: Way, from: Socket, onward: Socket): void {
  const arriving = new InTime();
  const resume = (): void => void from.resume();
  from.on('data', (chunk) => {
    const now = performance.now();
    way.bytes += chunk.length;
    way.freeAt = Math.max(way.freeAt, now) + chunk.length / way.bytesPerMillisecond;
    // Nothing more is taken until the line has sent this; what is still on its way then holds up nothing.
    if (way.freeAt - now >= 1) {
      from.pause();
      setTimeout(resume, way.freeAt - now);
    }
    arriving.add(way.freeAt + halfway, () => {
      if (onward.write(chunk)) return;
      from.pause();
      onward.once('drain', resume);
    });
  });
  from.on('end', () => {
    arriving.add(way.freeAt + halfway, () => onward.end());
  });
  from.on('error', () => onward.destroy());
  from.on('close', () => {
    arriving.add(way.freeAt + halfway, () => onward.destroy());
  });
}

const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
  const onward = connect({ port: to, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  through(there, client, onward);
  through(back, onward, client);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
process.on('message', () => process.send?.({ bytes: back.bytes }));
process.on('SIGTERM', () => process.exit(0));
