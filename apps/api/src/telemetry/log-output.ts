import { write, writeSync } from 'node:fs';

/** Bytes of lines that wait to be written; more are dropped and counted. */
const mostWaiting = 4 * 1024 * 1024;
const againMilliseconds = 100;

/**
 * Where the log goes. What cannot be written is dropped and counted: nobody's request waits for a log, and no full disk
 * or blocked pipe under it holds the process, at its end neither. The number is said as soon as a line goes through.
 */
export class LogOutput {
  private waiting: string[] = [];
  private bytes = 0;
  private isWriting = false;
  private dropped = 0;

  constructor(private readonly file = 1) {
    process.once('exit', () => {
      this.goodbye();
    });
  }

  /** For pino. */
  write(line: string): void {
    if (this.bytes > mostWaiting) {
      this.dropped += 1;
      return;
    }
    this.waiting.push(line);
    this.bytes += line.length;
    if (!this.isWriting) this.next();
  }

  private next(): void {
    const lines = this.waiting;
    if (lines.length === 0) return;
    this.waiting = [];
    this.bytes = 0;
    this.isWriting = true;
    if (this.dropped > 0) lines.unshift(this.droppedLine());
    this.put(Buffer.from(lines.join('')), lines.length);
  }

  private put(buffer: Buffer, lines: number): void {
    write(this.file, buffer, (error, written) => {
      if (error?.code === 'EAGAIN') {
        // A pipe that is full for the moment.
        setTimeout(() => {
          this.put(buffer, lines);
        }, againMilliseconds).unref();
        return;
      }
      if (error === null && written < buffer.length) {
        this.put(buffer.subarray(written), lines);
        return;
      }
      if (error === null) this.dropped = 0;
      else this.dropped += lines;
      this.isWriting = false;
      this.next();
    });
  }

  private droppedLine(): string {
    const said = { level: 'error', time: new Date().toISOString(), lines: this.dropped, msg: 'log lines were lost' };
    return `${JSON.stringify(said)}\n`;
  }

  private goodbye(): void {
    try {
      writeSync(this.file, this.waiting.join(''));
    } catch {
      // There is nobody left to tell.
    }
  }
}
