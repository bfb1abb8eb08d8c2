import { randomBytes, sha256, toB64 } from '@consilium/bytes';
import { Problem, registerRules, waitsOf, type BodyToWrite, type EntryShapes, type Statement } from '@consilium/domain';
import { challenge, draft, joinHash, ledgerIdOf, sealBatch } from '@consilium/ledger';
import { fromB64, invitationProof, prfSalt } from '@consilium/sealing';
import type { SealedEntry, WhoAmI } from '@consilium/contracts';
import type { Transport } from '../service/transport';
import type { AskGesture } from '../vault/gesture';
import type { Opened } from '../vault/opened';
import type { Service } from '../vault/vault';
import { NewAccount } from './new-account';
import { readCreated } from './passkey-data';
import type { CreatedPasskey, PasskeyAssertion, PasskeyCreation, PasskeyStep } from './passkey-steps';
import { emptyChallenge, prfOutput } from './prf';
import { WordsTypedBack } from './words-typed-back';

/** The link an officer hands over; root and secret stand in its fragment, which never reaches the service. */
export interface InvitationLink {
  readonly invitation: string;
  readonly root: string;
  readonly secret: string;
}

/** How this joining ends: what is sent, beyond what every joining has. */
type Purpose =
  | { readonly kind: 'set-up'; readonly code: string; readonly states: Statement }
  | { readonly kind: 'join'; readonly link: InvitationLink; readonly states: Statement };

/** The time here, the register's rules, and who asks for a gesture. */
interface Ports {
  readonly now: () => number;
  /** In place of this build's own. */
  readonly book: EntryShapes | undefined;
  readonly touch: AskGesture;
}

export interface Joined {
  readonly me: WhoAmI;
  readonly opened: Opened;
}

const order = (): Problem => new Problem('wrong-state', 'Start again from the first step.');

/** One person's way from an empty device to an account; every step in the door's order. */
export class Joining {
  private readonly account = new NewAccount();
  private readonly typedBack = new WordsTypedBack(this.account.words);

  private constructor(
    private readonly transport: Transport,
    private readonly service: Service,
    private readonly purpose: Purpose,
    private readonly nonce: string,
    private readonly device: string,
    private readonly ports: Ports,
  ) {}

  /** The root a statement made here names: the first officer's is `""`, since the register begins with it. */
  private get root(): string {
    return this.purpose.kind === 'set-up' ? '' : this.purpose.link.root;
  }

  static async begin(
    transport: Transport,
    service: Service,
    purpose: Purpose,
    device: string,
    ports: Ports,
  ): Promise<Joining> {
    const { nonce } =
      purpose.kind === 'set-up'
        ? await transport.call('setup', 'begin', { code: purpose.code })
        : await transport.call('register', 'joinBegin', { invitation: purpose.link.invitation });
    return new Joining(transport, service, purpose, nonce, device, ports);
  }

  private async challenge(): Promise<string> {
    const { purpose, service } = this;
    const subject = purpose.kind === 'set-up' ? this.account.person : toB64(sha256(fromB64(purpose.link.invitation)));
    return challenge('consilium/1 passkey-create', this.root, service.rpId, this.nonce, subject);
  }

  async creation(): Promise<PasskeyCreation> {
    return {
      challenge: await this.challenge(),
      rpId: this.service.rpId,
      userHandle: this.account.person,
      userName: this.purpose.states.name,
      prfSalt: toB64(prfSalt),
      exclude: [],
    };
  }

  async passkeyMade(made: CreatedPasskey): Promise<PasskeyStep> {
    const { cose } = readCreated(made, await this.challenge());
    this.account.take({ ...made, prf: undefined }, cose);
    if (made.prf !== undefined) {
      await this.account.unlockByPrf(prfOutput(made.prf));
      return { needs: 'nothing', assertion: undefined };
    }
    if (!made.prfSupported) return { needs: 'passphrase', assertion: undefined };
    return { needs: 'second-gesture', assertion: this.prfAssertion(made.id) };
  }

  private prfAssertion(credential: string): PasskeyAssertion {
    return { challenge: emptyChallenge(), rpId: this.service.rpId, allow: [credential], prfSalt: toB64(prfSalt) };
  }

  unlockByPrf(prf: string): Promise<void> {
    return this.account.unlockByPrf(prfOutput(prf));
  }

  unlockByPassphrase(passphrase: string): Promise<void> {
    return this.account.unlockByPassphrase(passphrase);
  }

  words(): { words: string[]; ask: [number, number] } {
    if (!this.account.hasUnlock) throw order();
    return this.typedBack.shown();
  }

  async confirm(answers: readonly [string, string]): Promise<Joined> {
    this.typedBack.check(answers);
    return this.purpose.kind === 'set-up' ? this.beginRegister(this.purpose) : this.askForCredential(this.purpose);
  }

  private get registration(): { id: string; attestationObject: string; clientDataJSON: string; transports: string[] } {
    const { id, attestationObject, clientDataJSON, transports } = this.account.made;
    return { id, attestationObject, clientDataJSON, transports };
  }

  private async beginRegister(purpose: Extract<Purpose, { kind: 'set-up' }>): Promise<Joined> {
    const entry = await this.genesis(purpose.states);
    const root = ledgerIdOf('register', entry);
    const { account, opened } = await this.account.sealed(root);
    const me = await this.transport.call('setup', 'finish', {
      code: purpose.code,
      nonce: this.nonce,
      person: this.account.person,
      passkey: this.registration,
      entry,
      account,
      device: this.device,
    });
    return { me, opened };
  }

  private async genesis(states: Statement): Promise<SealedEntry> {
    const { rpId, origin, servicePublic, deployment } = this.service;
    const at = this.ports.now();
    const join = await this.account.join('', rpId, { at, states, touch: this.ports.touch });
    const body: BodyToWrite<'genesis', 'register'> = {
      kind: 'register',
      mode: deployment,
      nonce: toB64(randomBytes(16)),
      rpId,
      origin,
      officers: [join],
      service: servicePublic,
      waits: waitsOf[deployment],
    };
    const [entry] = await sealBatch(
      this.ports.book ?? registerRules,
      [draft({ type: 'genesis', scope: 'room', body })],
      {
        ledger: '',
        head: undefined,
        root: '',
        rules: 1,
        register: { seq: -1, hash: '' },
        by: this.account.person,
        at,
        signer: await this.account.signer(),
      },
    );
    if (entry === undefined) throw order();
    return { ...entry };
  }

  private async askForCredential({ link, states }: Extract<Purpose, { kind: 'join' }>): Promise<Joined> {
    const stating = { at: this.ports.now(), states, touch: this.ports.touch };
    const join = await this.account.join(link.root, this.service.rpId, stating);
    const { account, opened } = await this.account.sealed(link.root);
    const me = await this.transport.call('register', 'joinFinish', {
      invitation: link.invitation,
      nonce: this.nonce,
      person: this.account.person,
      passkey: this.registration,
      join,
      proof: invitationProof(fromB64(link.secret), link.root, await joinHash(join)),
      account,
      device: this.device,
    });
    if (me.root !== link.root)
      throw new Problem('not-allowed', 'The service answered for another register. Ask your officer for a new link.');
    return { me, opened };
  }
}
