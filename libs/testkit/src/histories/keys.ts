import { createHash } from 'node:crypto';
import type { KeyId, LedgerId, Statement, VerifiedJoin } from '@consilium/domain';
import { signerFromSeed, type Signer } from '@consilium/ledger';
import { gesture, person, sealing, T0 } from '../domain/names';
import { provenJoin } from '../ledger/acts';
import { seededPasskey, type Asserting } from '../ledger/passkeys';

/** One set of keys, of a person who may come to have several. */
interface Keys {
  readonly name: string;
  readonly signer: Signer;
  readonly words: Signer;
  readonly passkey: Asserting;
}

const seedOf = (of: string): Uint8Array => createHash('sha256').update(`history ${of}`).digest();

/** How often somebody's keys may change in one history. */
const setsOfKeys = 5;

async function made(name: string): Promise<Keys> {
  const [signer, words] = await Promise.all([name, `${name} words`].map((of) => signerFromSeed(seedOf(of))));
  if (signer === undefined || words === undefined) throw new Error('No keys were made');
  return { name, signer, words, passkey: seededPasskey(signer) };
}

/** Everybody's keys, the same in every history; those they have at first and those they come to have. */
export class KeyRing {
  private readonly byName = new Map<string, Keys>();
  private readonly byKid = new Map<KeyId, Keys>();

  private constructor(all: readonly Keys[]) {
    for (const keys of all) {
      this.byName.set(keys.name, keys);
      this.byKid.set(keys.signer.kid, keys);
    }
  }

  static async of(names: readonly string[]): Promise<KeyRing> {
    const sets = names.flatMap((name) => Array.from({ length: setsOfKeys }, (_, index) => `${name}${String(index)}`));
    return new KeyRing(await Promise.all([...sets, 'service', 'anchor', 'nobody'].map(made)));
  }

  named(name: string): Keys {
    const keys = this.byName.get(name);
    if (keys === undefined) throw new Error(`Nobody has the keys ${name}`);
    return keys;
  }

  signer(kid: KeyId | undefined): Signer {
    return (kid === undefined ? undefined : this.byKid.get(kid)?.signer) ?? this.named('nobody').signer;
  }

  /** Who signs by the recovery words. */
  words(kid: KeyId | undefined): Signer {
    return (kid === undefined ? undefined : this.byKid.get(kid)?.words) ?? this.named('nobody').words;
  }

  passkey(credential: string): Asserting {
    const found = [...this.byName.values()].find(({ passkey }) => passkey.passkey.credential === credential);
    return (found ?? this.named('nobody')).passkey;
  }

  /** A join of `name` with their set of keys of that number, but for what proves it. */
  join(name: string, set: number, root: LedgerId | '', states: Statement): VerifiedJoin {
    const { signer, words, passkey } = this.named(`${name}${String(set % setsOfKeys)}`);
    return {
      join: {
        ...{ v: 1, root, person: person(name), states, signing: signer.public },
        ...{ sealing: sealing(`${name}${String(set % setsOfKeys)}`), recovery: words.public },
        ...{ passkeys: [passkey.passkey], at: T0, proofs: [gesture] },
      },
      kid: signer.kid,
    };
  }

  /** The same signed by its person, with a gesture of each passkey it lists. */
  proven({ join: { proofs: _, ...unproven }, kid }: VerifiedJoin): Promise<string> {
    const keys = unproven.passkeys.map(({ credential }) => this.passkey(credential));
    return provenJoin(unproven, this.signer(kid), keys);
  }
}

/** Whose readable id this is. */
export const nameOf = (id: string): string => id.replace(/_*A$/, '');
