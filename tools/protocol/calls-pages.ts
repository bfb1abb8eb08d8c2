import {
  assertionResponse,
  endpoints,
  joinRequest,
  ledgerHead,
  listAsked,
  liveEvents,
  livePath,
  mostBytes,
  organisationView,
  registerLookUp,
  registrationResponse,
  sealedAccount,
  sealedEntry,
  signedUrl,
  whoAmI,
  wrap,
  type Endpoint,
} from '@consilium/contracts';
import { problemStatus } from '@consilium/domain';
import { Named } from './named';
import { code, generated, page } from './page';
import { formOfSchema } from './schema-form';

const shared = { sealedEntry, ledgerHead, registrationResponse, assertionResponse, wrap, sealedAccount, whoAmI };
const more = { listAsked, organisationView, registerLookUp, joinRequest, signedUrl };

function named(): Named {
  const all = new Named();
  for (const [name, schema] of Object.entries({ ...shared, ...more })) all.add(name, formOfSchema(schema));
  return all;
}

function callOf(names: Named, each: Endpoint): string[] {
  return [
    `### ${each.path}`,
    each.says,
    `Who: ${each.audience}. Door: ${each.door}. Rate: ${each.rate}. Body: at most ${String(mostBytes(each))} bytes.`,
    code(names.text(formOfSchema(each.input), 'asks '), names.text(formOfSchema(each.output), 'answers ')),
  ];
}

/** Every call there is. */
export function httpPage(): string {
  const names = named();
  const calls = Object.values(endpoints).flatMap((noun): string[] => {
    const all: readonly Endpoint[] = Object.values(noun);
    return [`## ${all[0]?.path.split('/')[0] ?? ''}`, ...all.flatMap((each) => callOf(names, each))];
  });
  return page(
    '# Every call',
    generated('the endpoint table, `libs/contracts/src/endpoints`'),
    'How a call is made, signed in and refused stands in [calls.md](calls.md), how forms are written in [shapes.md](shapes.md#how-forms-are-written). Here `b64` of so many characters is not held to its one spelling, and `text` is anything without U+0000 and lone surrogates. A key that is not named is refused.',
    '## What is wrong, and its status',
    Object.entries(problemStatus)
      .map(([kind, status]) => `- \`${kind}\`: ${String(status)}`)
      .join('\n'),
    '## What several calls have in common',
    code(...names.definitions()),
    ...calls,
  );
}

/** Everything said over the live connection. */
export function livePage(): string {
  const names = named();
  const told = (events: Readonly<Record<string, Parameters<typeof formOfSchema>[0]>>): string =>
    code(...Object.entries(events).map(([name, schema]) => names.text(formOfSchema(schema), `${name} `)));
  return page(
    '# The live connection',
    generated('the event table, `libs/contracts/src/live.ts`'),
    `socket.io 4, path \`${livePath}\`, websocket transport only, with the session's cookie and the page's Origin; only somebody \`active\` is let in, and a message of a client has at most 4,096 bytes. Whatever comes is a hint: what is true is asked for (\`ledgers/entries\`) and verified. How it is used stands in [calls.md](calls.md#the-live-connection), forms as in [http.md](http.md).`,
    '## From the service',
    told(liveEvents.fromServer),
    '## From a client',
    'Each is acknowledged with `{ok: true}` or `{ok: false}`, and no reason.',
    told(liveEvents.fromClient),
  );
}
