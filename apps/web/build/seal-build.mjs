import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compress, isCompressed } from './compressed.mjs';
import { assetHeaders, htmlHeaders, namedHeaders, serviceWorkerHeaders, workerHeaders } from './headers.mjs';

/** Style elements that a library makes at run time, by the text that tells that the library is in the build. */
const knownStyles = [
  {
    library: 'data-openseadragon-mobile-css',
    text: '@media (hover: none) {    .openseadragon-canvas:focus {        outline: none !important;    }}',
  },
];
const integrityList = 'integrity-manifest.json';
const ownFiles = ['headers.json', integrityList];
const serviceWorker = '/service-worker.js';
/** How the line begins that stands in front of the service worker: which files of its build it keeps. */
const shellLine = 'self.consiliumShell=';

/** @param {string} algorithm @param {string | Buffer} content @returns {string} as in CSP and `integrity` */
const digest = (algorithm, content) => `${algorithm}-${createHash(algorithm).update(content).digest('base64')}`;

/** @param {string} folder @returns {string[]} URL paths ("/assets/x.js"), sorted */
function pathsIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
    .filter((path) => !ownFiles.includes(path.slice(1)) && !isCompressed(path))
    .sort();
}

/**
 * What a device keeps to begin a page without a connection: the document, its code and style, its own letters and icons. Not
 * what opens pictures or makes a PDF, which is not done without a connection, nor letters of other scripts, nor licences.
 * @param {string} path @returns {boolean}
 */
const isShell = (path) =>
  ['/index.html', '/consilium.svg', '/icon-192.png', '/manifest.webmanifest'].includes(path) ||
  (/^\/assets\/[^/]+\.(?:js|css)$/u.test(path) &&
    !/^\/assets\/(?:heic-worker|viewer|picture-worker|making-pdf)-/u.test(path)) ||
  /-latin-(?:wght|400|600)-normal-[^/]*\.woff2$/u.test(path);

/** @param {string} code of the service worker @returns {string} the same as it was built */
const withoutShell = (code) => (code.startsWith(shellLine) ? code.slice(code.indexOf('\n') + 1) : code);

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));

/**
 * The name of a build: the version, and a hash of every file but the page, which carries the name. Built twice from the
 * same sources it is the same.
 * @param {[string, string][]} hashes of every file, by path
 */
function nameOf(hashes) {
  const files = hashes.filter(([path]) => path !== '/index.html');
  const hash = createHash('sha256')
    .update(JSON.stringify([version, files]))
    .digest('hex');
  return `${version}-${hash.slice(0, 12)}`;
}

/** Gives every tag that loads code or style its `integrity`; the import map comes before them, after the charset (which must be early). */
function sealHtml(html, { build, importMap, digestOf }) {
  return html
    .replace(/\s*<script type="importmap">.*?<\/script>/su, '')
    .replace(/\s*<meta name="consilium-build"[^>]*>/u, '')
    .replace(/ integrity="[^"]*"/gu, '')
    .replace(
      /<(?:script type="module"|link rel="(?:stylesheet|modulepreload)")[^>]*?(?:src|href)="([^"]+)"/gu,
      (tag, path) => `${tag} integrity="${digestOf(path)}"`,
    )
    .replace(
      '<meta charset="utf-8" />',
      (charset) =>
        `${charset}\n    <meta name="consilium-build" content="${build}" />\n    <script type="importmap">${importMap}</script>`,
    );
}

/**
 * Seals a finished build: its name on the page, SHA-384 of every chunk in one import map, `integrity` on entry and stylesheet, in
 * front of the service worker what it keeps, and beside them headers.json (the name, and what the server must send) and integrity-manifest.json (SHA-256 of every file, hex). Then everything stands there compressed too: all hashes are of what it
 * is when it is unpacked, which is what a browser compares. Can be run again.
 * @param {string} folder the build, e.g. dist/web
 */
export function seal(folder) {
  const bytesOf = (path) => readFileSync(join(folder, path));
  const hashes = () => pathsIn(folder).map((path) => [path, createHash('sha256').update(bytesOf(path)).digest('hex')]);
  // A page of the tests' own has none.
  const worker = existsSync(join(folder, serviceWorker)) ? withoutShell(bytesOf(serviceWorker).toString()) : undefined;
  // As it was built: the list in front of it holds the page, which carries the name.
  if (worker !== undefined) writeFileSync(join(folder, serviceWorker), worker);
  const build = nameOf(hashes());
  // No page loads a script that stands beside it: a service worker is fetched by the browser itself, and no import map reaches it.
  const scripts = pathsIn(folder).filter((path) => path.endsWith('.js') && path.startsWith('/assets/'));
  const workers = scripts.filter((path) => /[.-]worker-[^/]*\.js$/u.test(path));
  const integrity = Object.fromEntries(
    scripts.filter((path) => !workers.includes(path)).map((path) => [path, digest('sha384', bytesOf(path))]),
  );
  const importMap = JSON.stringify({ integrity });
  const html = bytesOf('index.html').toString();
  writeFileSync(
    join(folder, 'index.html'),
    sealHtml(html, { build, importMap, digestOf: (path) => digest('sha384', bytesOf(path)) }),
  );

  const shell = { build, files: Object.fromEntries(hashes().filter(([path]) => isShell(path))) };
  if (worker !== undefined)
    writeFileSync(join(folder, serviceWorker), `${shellLine}${JSON.stringify(shell)};\n${worker}`);

  const named = pathsIn(folder).filter((path) => !path.startsWith('/assets/') && !path.endsWith('.html'));
  const code = scripts.map((path) => bytesOf(path).toString()).join('\n');
  const styles = knownStyles.filter(({ library }) => code.includes(library)).map(({ text }) => digest('sha256', text));
  const headers = {
    build,
    html: htmlHeaders({ importMap: digest('sha256', importMap), styles }),
    assets: assetHeaders(),
    files: Object.fromEntries([
      ...workers.map((path) => [path, workerHeaders({ wasm: bytesOf(path).includes('WebAssembly') })]),
      ...[...named, `/${integrityList}`].map((path) => [path, namedHeaders()]),
      [serviceWorker, serviceWorkerHeaders()],
    ]),
  };
  writeFileSync(join(folder, 'headers.json'), `${JSON.stringify(headers, null, 2)}\n`);
  writeFileSync(join(folder, integrityList), `${JSON.stringify({ files: Object.fromEntries(hashes()) }, null, 2)}\n`);
  compress(folder);
}

/** The same as the last step of `vite build`. @returns {import('vite').Plugin} */
export function sealBuild() {
  let folder = '';
  return {
    name: 'consilium:seal-build',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: () => (existsSync(join(folder, 'index.html')) ? seal(folder) : undefined),
    },
  };
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  seal(resolve(process.argv[2] ?? fileURLToPath(new URL('../../../dist/web', import.meta.url))));
}
