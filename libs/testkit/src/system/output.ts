import pino from 'pino';
import { log } from '@consilium/api/testing';

interface Sink {
  write(line: string): unknown;
}

/** Collects the log lines of the system running in this process, in the place of printing them. */
export function listenToLog(heard: string[]): void {
  const sink = Reflect.get(log, pino.symbols.streamSym) as Sink;
  sink.write = (line) => heard.push(line);
}
