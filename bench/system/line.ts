import path from 'node:path';
import { RunningProgram } from '../../tools/child-program';

/** What a line is like; whatever is left out takes no time. */
export interface LineKind {
  /** From the browser on. */
  readonly bytesPerSecond?: number;
  readonly bytesBackPerSecond?: number;
  /** Milliseconds. */
  readonly roundTrip?: number;
}

/** A line in front of a server on this machine. */
export class Line {
  private constructor(
    private readonly program: RunningProgram,
    /** "http://localhost:40123": where the server is reached through it. */
    readonly at: string,
  ) {}

  static async to(address: string, log: string, kind: LineKind): Promise<Line> {
    const widths = {
      LINK_BYTES_PER_SECOND: kind.bytesPerSecond,
      LINK_BYTES_BACK_PER_SECOND: kind.bytesBackPerSecond,
      LINK_ROUND_TRIP: kind.roundTrip,
    };
    const stated = Object.entries(widths).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    const program = RunningProgram.start({
      name: 'The line',
      file: path.join(__dirname, '..', 'link', 'main.js'),
      env: { LINK_TO_PORT: new URL(address).port, ...(Object.fromEntries(stated) as Record<string, string>) },
      log,
    });
    const { port } = await program.message<{ port: number }>();
    return new Line(program, `http://localhost:${String(port)}`);
  }

  /** Bytes that came back through it so far, heads of answers included. */
  async bytesBack(): Promise<number> {
    const answer = this.program.message<{ bytes: number }>();
    this.program.tell('count');
    return (await answer).bytes;
  }

  stop(): Promise<void> {
    return this.program.stop();
  }
}
