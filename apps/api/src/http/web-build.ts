import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Settings } from '../settings/config';

const headerList = z.record(z.string(), z.string());
export type HeaderList = Readonly<Record<string, string>>;

/** What a web build says of itself: its name, and what the server must send for the page, for every other file, and for single files (workers). */
const buildHeaders = z.object({
  build: z
    .string()
    .regex(/^[0-9A-Za-z.-]{0,64}$/)
    .default(''),
  html: headerList,
  assets: headerList,
  files: z.record(z.string(), headerList).default({}),
});
export type BuildHeaders = z.infer<typeof buildHeaders>;

/** The file beside a build's pages in which it says so; never served. */
export const headersFile = 'headers.json';

export function readBuildHeaders(folder: string): BuildHeaders {
  return buildHeaders.parse(JSON.parse(readFileSync(join(folder, headersFile), 'utf8')));
}

function filledIn(headers: HeaderList, settings: Settings): HeaderList {
  const storage = new URL(settings.store.publicEndpoint).origin;
  const live = settings.publicOrigin.replace(/^http/, 'ws');
  const fill = (value: string): string => value.replaceAll('{{storage}}', storage).replaceAll('{{live}}', live);
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)]));
}

/** Over plain http on this machine a promise of https would lock the browser out. */
function withoutTransport(headers: HeaderList, settings: Settings): HeaderList {
  if (settings.publicOrigin.startsWith('https:')) return headers;
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'strict-transport-security'),
  );
}

/** Exactly the headers a build asks for, by the path of the file, for this deployment. */
export function headersOf(told: BuildHeaders, settings: Settings): (path: string) => HeaderList {
  const ready = (list: HeaderList): HeaderList => withoutTransport(filledIn(list, settings), settings);
  const page = ready(told.html);
  const assets = ready(told.assets);
  const files = new Map(Object.entries(told.files).map(([path, list]) => [path, ready(list)]));
  return (path) => (path.endsWith('.html') ? page : (files.get(path) ?? assets));
}
