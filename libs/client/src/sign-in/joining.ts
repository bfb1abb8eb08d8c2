import { sha256, toB64 } from '@consilium/bytes';
import { Problem, type EntryShapes, type Statement } from '@consilium/domain';
import { challenge, joinHash, ledgerIdOf } from '@consilium/ledger';
import { fromB64, invitationProof, newPrfInput } from '@consilium/sealing';
import type { Transport } from '../service/transport';
import type { AskGesture } from '../vault/gesture';
import type { Service } from '../vault/vault';
import { firstEntry, Founding } from './founding';
import type { Joined } from './joined';
import { NewAccount, newcomer, type AccountOf } from './new-account';
import { readCreated } from './passkey-data';
import type { CreatedPasskey, PasskeyAssertion, PasskeyCreation, PasskeyStep } from './passkey-steps';
import { emptyChallenge, prfResult } from './prf';
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
  | { readonly kind: 'join'; readonly link: InvitationLink; readonly states: Statement }
  | { readonly kind: 'keys'; readonly link: InvitationLink; readonly states: Statement; readonly of: AccountOf };

/** The time here, the register's rules, and who asks for a gesture. */
interface Ports {
  readonly now: () => number;
  /** In place of this build's own. */
  readonly book: EntryShapes | undefined;
  readonly touch: AskGesture;
}

type SetUp = Extract<Purpose, { kind: 'set-up' }>;

const order = (): Problem => new Problem('wrong-state', 'Start again from the first step.');

/** One person's way from an empty device to an account; every step in the door's order. */
export class Joining {
  private readonly account: NewAccount;
  private readonly typedBack: WordsTypedBack;
  private readonly prfInput = newPrfInput();

  private constructor(
    private readonly transport: Transport,
    private readonly service: Service,
    private readonly purpose: Purpose,
    private readonly nonce: string,
    private readonly device: string,
    private readonly ports: Ports,
  ) {
    this.account = new NewAccount(purpose.kind === 'keys' ? purpose.of : newcomer());
    this.typedBack = new WordsTypedBack(this.account.words);
  }

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
      prfInput: this.prfInput,
      exclude: [],
    };
  }

  async passkeyMade(made: CreatedPasskey): Promise<PasskeyStep> {
    const { cose } = readCreated(made, await this.challenge());
    this.account.take({ ...made, prf: undefined }, cose);
    if (made.prf !== undefined) {
      await this.unlockByPrf(made.prf);
      return { needs: 'nothing', assertion: undefined };
    }
    if (!made.prfSupported) return { needs: 'passphrase', assertion: undefined };
    return { needs: 'second-gesture', assertion: this.prfAssertion(made.id) };
  }

  private prfAssertion(credential: string): PasskeyAssertion {
    return {
      challenge: emptyChallenge(),
      rpId: this.service.rpId,
      allow: [credential],
      prf: { [credential]: this.prfInput },
    };
  }

  unlockByPrf(prf: string): Promise<void> {
    return this.account.unlockByPrf(prfResult(this.prfInput, prf));
  }

  unlockByPassphrase(passphrase: string): Promise<void> {
    return this.account.unlockByPassphrase(passphrase);
  }

  words(): { words: string[]; ask: [number, number] } {
    if (!this.account.hasUnlock) throw order();
    return this.typedBack.shown();
  }

  /** Ends it; or, where a register for real use is begun, goes on with the other founders; other keys wait for two officers. */
  async confirm(answers: readonly [string, string]): Promise<Joined | Founding | undefined> {
    this.typedBack.check(answers);
    const { purpose } = this;
    if (purpose.kind === 'keys') return this.offerOtherKeys(purpose);
    if (purpose.kind === 'join') return this.askForCredential(purpose);
    return this.service.mode === 'trial' ? this.beginRegister(purpose) : this.offerToFound(purpose);
  }

  private get registration(): { id: string; attestationObject: string; clientDataJSON: string; transports: string[] } {
    const { id, attestationObject, clientDataJSON, transports } = this.account.made;
    return { id, attestationObject, clientDataJSON, transports };
  }

  private statement(states: Statement): Promise<string> {
    const { now, touch } = this.ports;
    return this.account.join(this.root, this.service.rpId, { at: now(), states, touch });
  }

  private async beginRegister(purpose: SetUp): Promise<Joined> {
    const { account: made, service, ports } = this;
    const join = await this.statement(purpose.states);
    const entry = await firstEntry({ account: made, service, ...ports }, [join]);
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

  private async offerToFound({ code, states }: SetUp): Promise<Founding> {
    const { account, transport, service, nonce, device, ports } = this;
    const join = await this.statement(states);
    const { person } = account;
    await transport.call('setup', 'offer', { code, nonce, person, passkey: this.registration, join, device });
    return new Founding({ transport, service, account, code, ...ports }, join);
  }

  /** What a link is answered with, whoever comes by it. */
  private async answer(link: InvitationLink, states: Statement) {
    const join = await this.statement(states);
    const { account, opened } = await this.account.sealed(link.root);
    const proof = invitationProof(fromB64(link.secret), link.root, await joinHash(join));
    const { person } = this.account;
    const { nonce, registration: passkey } = this;
    return { answer: { invitation: link.invitation, nonce, person, passkey, join, proof, account }, opened };
  }

  private async askForCredential({ link, states }: Extract<Purpose, { kind: 'join' }>): Promise<Joined> {
    const { answer, opened } = await this.answer(link, states);
    const me = await this.transport.call('register', 'joinFinish', { ...answer, device: this.device });
    if (me.root !== link.root)
      throw new Problem('not-allowed', 'The service answered for another register. Ask your officer for a new link.');
    return { me, opened };
  }

  /** Nobody is signed in by it: until two officers have confirmed these keys, the former ones are theirs. */
  private async offerOtherKeys({ link, states }: Extract<Purpose, { kind: 'keys' }>): Promise<undefined> {
    const { answer } = await this.answer(link, states);
    await this.transport.call('register', 'keysFinish', answer);
  }
}
