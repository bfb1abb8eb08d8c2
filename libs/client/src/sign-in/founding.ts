import { randomBytes, toB64 } from '@consilium/bytes';
import {
  Problem,
  registerRules,
  waitsOf,
  type BodyToWrite,
  type EntryShapes,
  type Hash,
  type Join,
  type LedgerId,
} from '@consilium/domain';
import {
  advance,
  draft,
  joinHash,
  ledgerIdOf,
  readEntry,
  readJoin,
  sealBatch,
  signHead,
  type SealedEntry,
} from '@consilium/ledger';
import { fromB64 } from '@consilium/sealing';
import type { Transport } from '../service/transport';
import type { Service } from '../vault/vault';
import type { Joined } from './joined';
import type { NewAccount } from './new-account';
import type { FoundingView } from './views';

interface Founder {
  readonly person: string;
  readonly signed: string;
  readonly join: Join;
  readonly agreed: boolean;
}

/** What a founder's page last saw: what they press a button about is what they were shown. */
interface Shown {
  readonly founders: readonly Founder[];
  readonly entry: SealedEntry | undefined;
}

interface Parts {
  readonly transport: Transport;
  readonly service: Service;
  readonly account: NewAccount;
  /** The one-time code from the terminal. */
  readonly code: string;
  readonly now: () => number;
  readonly book: EntryShapes | undefined;
}

const anew = (): Problem =>
  new Problem('wrong-state', 'The set-up was begun anew meanwhile. Reload the page and start from the code.');

const another = (): Problem =>
  new Problem(
    'not-allowed',
    'A register has begun here that you did not agree to. Do not sign in; tell whoever runs the service.',
  );

const differs = (): Problem =>
  new Problem(
    'not-allowed',
    'What is to be signed is not what was agreed here. Do not go on; start the set-up again, and look at the terminal.',
  );

/** The first entry of a register, over these signed statements, this founder's own first. */
export async function firstEntry(
  { service, account, now, book }: Pick<Parts, 'service' | 'account' | 'now' | 'book'>,
  officers: readonly string[],
): Promise<SealedEntry> {
  const { rpId, origin, servicePublic, mode } = service;
  const body: BodyToWrite<'genesis', 'register'> = {
    kind: 'register',
    mode,
    nonce: toB64(randomBytes(16)),
    rpId,
    origin,
    officers,
    service: servicePublic,
    waits: waitsOf[mode],
  };
  const [entry] = await sealBatch(book ?? registerRules, [draft({ type: 'genesis', scope: 'room', body })], {
    ledger: '',
    head: undefined,
    root: '',
    rules: 1,
    register: { seq: -1, hash: '' },
    by: account.person,
    at: now(),
    signer: await account.signer(),
  });
  if (entry === undefined) throw new Problem('wrong-state', 'Start again from the first step.');
  return { ...entry };
}

/** Twenty digits of a statement's hash, for two people to compare by voice. */
async function digitsOf(signed: string): Promise<string> {
  const bytes = fromB64(await joinHash(signed));
  const groups = [0, 4, 8, 12, 16].map((at) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at) % 10_000);
  return groups.map((group) => String(group).padStart(4, '0')).join(' ');
}

/**
 * A register for real use begins with two officers or more. This one said who they are; the first of them signs the first
 * entry over all, and each other one agrees to exactly that.
 */
export class Founding {
  private shown: Shown | undefined;
  /** The register that this founder agreed to. */
  private agreedTo: string | undefined;

  constructor(
    private readonly parts: Parts,
    /** This founder's own signed statement. */
    private readonly own: string,
  ) {}

  /** Who is here, and what this founder may do next. */
  async look(): Promise<FoundingView> {
    const { transport, code, service } = this.parts;
    const now = await transport.call('setup', 'state', {});
    if (now.ready) {
      if (now.root !== this.agreedTo) throw another();
      return { next: 'sign-in', founders: [] };
    }
    const { founders, entry } = await transport.call('setup', 'founders', { code });
    const read = await Promise.all(
      founders.map(async ({ person, join: signed, agreed }) => {
        const { join } = await readJoin(signed, service);
        return { person, signed, join, agreed };
      }),
    );
    if (!read.some(({ signed }) => signed === this.own)) throw anew();
    this.shown = { founders: read, entry };
    return { next: this.next(this.shown), founders: await Promise.all(read.map((each) => this.view(each))) };
  }

  private next({ founders, entry }: Shown): FoundingView['next'] {
    const own = founders.find(({ signed }) => signed === this.own);
    if (own?.agreed === true) return 'others-agree';
    if (entry !== undefined) return 'agree';
    if (founders.length < 2) return 'others-come';
    return founders[0] === own ? 'begin' : 'first-begins';
  }

  private async view({ signed, join: { states } }: Founder): Promise<FoundingView['founders'][number]> {
    const { name, staff } = states;
    return { name, staffNumber: staff, isMe: signed === this.own, digits: await digitsOf(signed) };
  }

  private get seen(): Shown {
    if (this.shown === undefined) throw anew();
    return this.shown;
  }

  /** By the first founder: signs the register's first entry over everybody who was shown. */
  async begin(): Promise<Joined | undefined> {
    const signed = this.seen.founders.map((founder) => founder.signed);
    const officers = [this.own, ...signed.filter((each) => each !== this.own)];
    return this.agreeTo(await firstEntry(this.parts, officers));
  }

  /** By every other one: to a first entry that says of this place and of everybody shown exactly what this device knows. */
  async agree(): Promise<Joined | undefined> {
    const { entry } = this.seen;
    if (entry === undefined) throw anew();
    await this.requireAsShown(entry);
    return this.agreeTo(entry);
  }

  private async requireAsShown(entry: SealedEntry): Promise<void> {
    const { service, book = registerRules } = this.parts;
    const { replica } = await advance(registerRules, undefined, [entry], {});
    const { mode, rpId, origin, service: serviceKey, waits } = replica.state;
    const here = [service.mode, service.rpId, service.origin, service.servicePublic];
    if ([mode, rpId, origin, serviceKey].join() !== here.join()) throw differs();
    if (JSON.stringify(waits) !== JSON.stringify(waitsOf[service.mode])) throw differs();
    const { body } = await readEntry(book, entry);
    const { officers } = body as BodyToWrite<'genesis', 'register'>;
    const shown = this.seen.founders.map(({ signed }) => signed);
    if ([...officers].sort().join() !== [...shown].sort().join()) throw differs();
  }

  /** This founder's signature under the beginning, so that nobody agrees in their place. */
  private async ownWord(root: LedgerId): Promise<string> {
    const { account, now } = this.parts;
    const [hash, by] = [root as string as Hash, account.person];
    const head = {
      v: 1,
      root,
      ledger: root,
      seq: 0,
      hash,
      register: { seq: 0, hash },
      state: '',
      by,
      at: now(),
    } as const;
    return signHead(head, await account.signer());
  }

  private async agreeTo(entry: SealedEntry): Promise<Joined | undefined> {
    const { transport, code, account } = this.parts;
    const root = ledgerIdOf('register', entry);
    const { account: sealed, opened } = await account.sealed(root);
    const head = await this.ownWord(root);
    const said = { code, person: account.person, entry, head, account: sealed };
    const { me } = await transport.call('setup', 'agree', said);
    this.agreedTo = root;
    return me === undefined ? undefined : { me, opened };
  }
}
