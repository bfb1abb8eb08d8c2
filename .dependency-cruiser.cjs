// Who may import whom (docs/architecture.md). Each rule says why it is there; breaking one is a build error.
const spec = '\\.spec\\.tsx?$';
/** What only tests, the demo and the benches run: worlds, people with keys, a whole system on servers of its own. */
const testkit = '^libs/testkit/';
/** A library's insides, for tests that play somebody whose client is not the honest one. */
const testingEntry = '^(apps|libs)/[^/]+/src/testing\\.ts$';
/** How the page says that a part of it is missing: the vault says the same, and this one file reaches no key. */
const partEntry = '^libs/client/src/service/part\\.ts$';
const entries = ['^libs/[^/]+/src/index\\.ts$', testingEntry, partEntry, '^libs/testkit/src/[^/]+/index\\.ts$'];

/** Everything outside a library but the packages and libraries listed. Type-only imports of Node's own types count too. */
const library = (name, allowed, comment) => ({
  name: `${name}-imports-only-what-it-may`,
  comment,
  severity: 'error',
  from: { path: `^libs/${name}/`, pathNot: spec },
  to: { pathNot: [`^libs/${name}/`, ...allowed] },
});

/** Where every folder is a feature or a part of one: none needs another that needs it, neither directly nor by a way round. */
const featureRoots = ['apps/web/src', 'apps/api/src', 'libs/(domain|ledger|sealing|contracts|pictures|client)/src'];
const inFeatures = `^(${featureRoots.join('|')})/`;
/** What every feature of the page, and of the client, stands on. */
const clientGround = 'turns|service|shelf|keys|ledgers|vault|replicas';
/** What every feature of the service stands on: each folder on those named before it. */
const apiGround = 'settings|telemetry|storage|http|live';
const ground = `platform|${clientGround}`;

const packageNamed = (...names) => names.map((name) => `node_modules/${name}/`);

module.exports = {
  forbidden: [
    {
      name: 'server-is-blind',
      comment:
        'The server cannot decrypt: it has neither keys nor the code that uses them. End-to-end encryption as a build error.',
      severity: 'error',
      from: { path: '^apps/api/' },
      to: { path: '^libs/(sealing|client)/' },
    },
    {
      name: 'keys-in-the-vault',
      comment:
        'On the page side only the vault reaches keys; a screen with a fault, or injected script, then has none to give away.',
      severity: 'error',
      from: { path: '^apps/web/', pathNot: '^apps/web/src/vault/' },
      to: { path: '^libs/(client|sealing|ledger)/', pathNot: partEntry },
    },
    {
      name: 'the-vault-has-a-door',
      comment:
        'Screens ask the vault through its door, its hooks and the page half of passkeys, never through its worker.',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: '^apps/web/src/vault/' },
      to: { path: '^apps/web/src/vault/', pathNot: '^apps/web/src/vault/(door|use-vault|passkeys)\\.tsx?$' },
    },
    {
      name: 'stores-are-private',
      comment: "A feature's tables are its own; another feature asks its service, which checks who is asking.",
      severity: 'error',
      from: { path: '^apps/api/src/([^/]+)/' },
      to: { path: '^apps/api/src/[^/]+/.+\\.store\\.ts$', pathNot: '^apps/api/src/$1/' },
    },
    {
      name: 'api-ground-knows-no-feature',
      comment: 'What every feature stands on depends on none of them, or no feature could be changed alone.',
      severity: 'error',
      from: { path: `^apps/api/src/(${apiGround})/`, pathNot: spec },
      to: { path: '^apps/api/src/', pathNot: `^apps/api/src/(${apiGround})/` },
    },
    library(
      'domain',
      [],
      'What is true without a computer: rules that run on a server, in a worker and in a test, so nothing of any of them.',
    ),
    library(
      'bytes',
      packageNamed('@scure/base', '@noble/hashes'),
      'How bytes are spelled, framed, hashed and compared is decided once, beneath everything that signs or seals.',
    ),
    library(
      'ledger',
      ['^libs/(bytes|domain)/', ...packageNamed('@noble/curves')],
      'The signed log knows the shape of entries and how to verify them; it knows no network, no storage and no secret of content.',
    ),
    library(
      'sealing',
      ['^libs/(bytes|domain)/', ...packageNamed('@noble', '@scure/bip39')],
      'Keys and ciphertext: reviewed alone, so it knows no network and no rule.',
    ),
    library(
      'pictures',
      ['^libs/(bytes|domain)/'],
      'Bytes a stranger made are read here: no page, no network and no key is within reach of a fault in it.',
    ),
    library(
      'contracts',
      ['^libs/domain/', ...packageNamed('zod')],
      'What crosses the wire is described once, for both sides, and needs neither.',
    ),
    library(
      'client',
      ['^libs/(bytes|domain|ledger|sealing|contracts|pictures)/', ...packageNamed('zod', 'socket\\.io-client')],
      'A whole doctor without a screen: it runs in a worker, a test and the demo, so it knows no page and no server.',
    ),
    {
      name: 'kernel-knows-no-book',
      comment:
        'Shapes, chain and refusals are what every book stands on; knowing one of them, none could be changed alone.',
      severity: 'error',
      from: { path: '^libs/domain/src/kernel/', pathNot: spec },
      to: { path: '^libs/domain/src/(?!kernel/)' },
    },
    {
      name: 'libs-never-import-apps',
      comment: 'A library serves more than one program; it cannot depend on one of them.',
      severity: 'error',
      // The testkit is the one that starts the whole system.
      from: { path: '^libs/', pathNot: testkit },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-meet-on-the-wire',
      comment: 'Page and server are released and trusted apart; what they share is a library.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'product-knows-no-test',
      comment: 'Code that people run does not depend on code that only tests run.',
      severity: 'error',
      from: { path: '^(apps|libs|tools|bench)/', pathNot: spec },
      to: { path: `^test/|${spec}` },
    },
    {
      name: 'testkit-is-for-tests',
      comment:
        'Tests, the demo and the benches play people and open insides; a product file that did would ship pretended passkeys.',
      severity: 'error',
      from: { pathNot: `${spec}|^test/|^tools/(demo/|mutation/|golden\\.mjs$)|^bench/|${testkit}` },
      to: { path: [testkit, testingEntry] },
    },
    {
      name: 'libraries-have-doors',
      comment:
        'A library is used through its entries, so that what lies behind them can be moved without asking who reached in.',
      severity: 'error',
      from: { path: '^[^/]+/([^/]+)' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/$1/', ...entries] },
    },
    {
      name: 'no-cycles',
      comment: 'What depends on itself can be neither read nor tested a piece at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-folder-ties',
      comment:
        'Folders that need each other are one folder in two places: neither can be read, moved or given to somebody else alone.',
      severity: 'error',
      scope: 'folder',
      from: { path: inFeatures },
      // Specs play with the testkit, which plays with the libraries: that ties nothing people run.
      to: { circular: true, path: inFeatures },
    },
    {
      name: 'features-by-their-index',
      comment:
        'What a feature gives to others stands in its index.ts; everything else in it can change without asking them.',
      severity: 'error',
      from: { path: '^(apps/web|libs/client)/src/([^/]+)/', pathNot: spec },
      to: { path: '^$1/src/[^/]+/', pathNot: [`^$1/src/($2|${ground})/`, '^$1/src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'client-ground-knows-no-feature',
      comment: 'What every feature of the client stands on depends on none of them, or none could be changed alone.',
      severity: 'error',
      from: { path: `^libs/client/src/(${clientGround})/` },
      to: { path: '^libs/client/src/[^/]+/', pathNot: `^libs/client/src/(${clientGround})/` },
    },
    {
      name: 'parts-know-no-whole',
      comment:
        'What is put together at the top of a library is known to none of its parts; else folders lean on each other.',
      severity: 'error',
      from: { path: '^libs/client/src/[^/]+/' },
      to: { path: '^libs/client/src/[^/]+\\.ts$' },
    },
    {
      name: 'nothing-missing',
      comment: 'An import that leads nowhere would escape every other rule.',
      severity: 'error',
      from: { pathNot: '\\.cjs$|\\.mjs$' },
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|data|reports|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'],
    },
  },
};
