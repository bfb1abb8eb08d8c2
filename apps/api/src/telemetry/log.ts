import pino from 'pino';
import { LogOutput } from './log-output';

/**
 * The process's log: method, route, status, milliseconds, request id. Never a body, an id, a cookie or a URL with a
 * signature; routes are constant because ids travel in bodies. Written behind the requests, the rest at exit.
 */
export const log = pino(
  {
    level: 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  },
  new LogOutput(),
);

/** An error's class and place, without its message: messages may quote data (PostgreSQL's do). */
export function placeOf(error: unknown): { name: string; code: string; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, code: '', at: [] };
  const code: unknown = (error as { code?: unknown }).code;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    code: typeof code === 'string' ? code : '',
    at: frames.slice(0, 8).map((line) => line.trim()),
  };
}
