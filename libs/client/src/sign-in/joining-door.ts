import type { endpoints, OutputOf } from '@consilium/contracts';
import { numberWithBody, Problem, type Role, type Statement } from '@consilium/domain';
import { part } from '../service/part';
import type { Service, Vault } from '../vault/vault';
import type { Founding } from './founding';
import type { Joined } from './joined';
import type { InvitationLink, Joining } from './joining';
import type { CreatedPasskey, PasskeyCreation, PasskeyStep } from './passkey-steps';
import type { Restated, Restating } from './restating';
import type { Details, Place } from './stating';
import type { AccountOf } from './new-account';
import type { FoundingView, MeView, OwnStatementView, ReplacedView } from './views';

/** First run and invitations: begin → page makes the passkey → made → (second gesture or passphrase) → words → confirmed. */
export interface JoiningDoor {
  setUpBegin(input: { code: string; name: string; staffNumber: string; device: string }): Promise<PasskeyCreation>;
  joinLook(link: { invitation: string; root: string; secret: string }): Promise<{
    role: Role;
    organisation: string;
    defence: { id: string; name: string }[];
    /** Who comes with other keys by it, as the register has them; undefined: a joiner. */
    replaces: ReplacedView | undefined;
  }>;
  /** Refuses, with what to mend, what no officer could sign. */
  joinBegin(input: Details & { readonly device: string }): Promise<PasskeyCreation>;
  /** With a link for other keys: nothing is typed, what stands in the register is signed once more. */
  keysBegin(device: string): Promise<PasskeyCreation>;
  passkeyMade(passkey: CreatedPasskey): Promise<PasskeyStep>;
  passkeyPrf(prf: string): Promise<void>;
  /** Refuses a passphrase below the floor, saying what is missing. */
  passkeyPassphrase(passphrase: string): Promise<void>;
  /** The 24 recovery words, and which two (1-based) must be typed back. */
  recoveryWords(): Promise<{ words: string[]; ask: [number, number] }>;
  /**
   * Ends set-up or joining; undefined where a register for real use is begun, which goes on with `founding`, and where other
   * keys now wait for two officers. Refuses, saying which word is wrong.
   */
  confirmWords(answers: [string, string]): Promise<MeView | undefined>;
  /** Who else is about to begin the register, and what is next. */
  founding(): Promise<FoundingView>;
  /** By the first of them: the register's first entry over everybody who was shown. */
  beginTogether(): Promise<MeView | undefined>;
  /** By each other one; the register begins with the last, who is then in. The others sign in. */
  agreeToBegin(): Promise<MeView | undefined>;
  /** Forgets all founders who wait, with the code from the terminal. */
  foundAnew(code: string): Promise<void>;
  /** What one says of oneself, to begin from. */
  ownStatement(): Promise<OwnStatementView>;
  /** Says it anew, with a gesture: an officer then signs it, or refuses it with a reason. */
  restate(details: Restated): Promise<void>;
  myRequest(): Promise<{
    state: OutputOf<typeof endpoints.register.myRequest>['state'];
    reason: string;
    standing: OutputOf<typeof endpoints.register.myRequest>['standing'];
    organisation: string;
    role: Role | undefined;
    at: number | undefined;
  }>;
}

interface Ports {
  readonly vault: Vault;
  /** Asks what the service is. */
  readonly service: () => Promise<Service>;
  /** Opens what the joining ended with. */
  readonly joined: (joined: Joined) => Promise<MeView>;
}

const order = (): Problem => new Problem('wrong-state', 'Start again from the first step.');

function replacedView({ name, profession, register: [number], staff }: Statement): ReplacedView {
  return { name, profession, number: number === undefined ? `Staff number ${staff}` : numberWithBody(number) };
}

const stating = (): Promise<typeof import('./stating')> => part(() => import('./stating'));

/** The joining under way at this device; one at a time. */
export class JoiningUnderWay {
  private link: (InvitationLink & Place) | undefined;
  /** Of a link for other keys: whose, and what they sign of themselves. */
  private replaces: { readonly of: AccountOf; readonly states: Statement } | undefined;
  private joining: Joining | undefined;
  private restating: Restating | undefined;
  private underWay: Founding | undefined;

  constructor(private readonly ports: Ports) {}

  /** It has ended, or somebody opened their keys meanwhile. */
  forget(): void {
    this.joining = undefined;
    this.underWay = undefined;
  }

  /** Making keys and words is done once in a lifetime, so its code is loaded when it is. */
  private async begin(purpose: Parameters<typeof Joining.begin>[2], device: string): Promise<PasskeyCreation> {
    const { vault } = this.ports;
    const { transport, clock, givenBooks } = vault;
    const service = await this.ports.service();
    const { Joining } = await part(() => import('./joining'));
    this.joining = await Joining.begin(transport, service, purpose, device, {
      now: () => clock.stamp(),
      book: givenBooks?.register,
      touch: (asked) => vault.touch(asked),
    });
    return this.joining.creation();
  }

  private get together(): Founding {
    if (this.underWay === undefined) throw order();
    return this.underWay;
  }

  private async confirm(answers: [string, string]): Promise<MeView | undefined> {
    const ended = await this.require().confirm(answers);
    if (ended === undefined) {
      this.forget();
      return undefined;
    }
    if ('me' in ended) return this.ports.joined(ended);
    this.underWay = ended;
    return undefined;
  }

  private async agreed(act: (founding: Founding) => Promise<Joined | undefined>): Promise<MeView | undefined> {
    const joined = await act(this.together);
    return joined === undefined ? undefined : this.ports.joined(joined);
  }

  private require(): Joining {
    if (this.joining === undefined) throw order();
    return this.joining;
  }

  private async look(link: InvitationLink): ReturnType<JoiningDoor['joinLook']> {
    const { transport } = this.ports.vault;
    const look = await transport.call('register', 'lookAtInvitation', { invitation: link.invitation });
    if (look.root !== link.root) {
      throw new Problem(
        'not-allowed',
        'This link belongs to another service, or was changed on its way. Ask your officer for a new one.',
      );
    }
    this.link = { ...link, role: look.role, organisation: look.organisation?.id ?? '' };
    const defence = look.defence.map(({ id, name }) => ({ id, name }));
    const { replacedBy } = await stating();
    this.replaces = look.replaces && replacedBy(look.replaces);
    const replaces = this.replaces && replacedView(this.replaces.states);
    return { role: look.role, organisation: look.organisation?.name ?? '', defence, replaces };
  }

  door(): JoiningDoor {
    return {
      setUpBegin: async ({ code, name, staffNumber, device }) => {
        const { founderStatement } = await stating();
        return this.begin({ kind: 'set-up', code, states: founderStatement(name, staffNumber) }, device);
      },
      joinLook: (link) => this.look(link),
      joinBegin: async ({ device, ...details }) => {
        if (this.link === undefined) throw order();
        const { statementOf } = await stating();
        return this.begin({ kind: 'join', link: this.link, states: statementOf(this.link, details) }, device);
      },
      keysBegin: async (device) => {
        const { link, replaces } = this;
        if (link === undefined || replaces === undefined) throw order();
        return this.begin({ kind: 'keys', link, ...replaces }, device);
      },
      passkeyMade: async (passkey) => this.require().passkeyMade(passkey),
      passkeyPrf: async (prf) => this.require().unlockByPrf(prf),
      passkeyPassphrase: async (passphrase) => this.require().unlockByPassphrase(passphrase),
      recoveryWords: () => Promise.resolve(this.require().words()),
      confirmWords: (answers) => this.confirm(answers),
      founding: async () => this.together.look(),
      beginTogether: () => this.agreed((founding) => founding.begin()),
      agreeToBegin: () => this.agreed((founding) => founding.agree()),
      foundAnew: async (code) => {
        await this.ports.vault.transport.call('setup', 'startAgain', { code });
      },
      ownStatement: async () => {
        const { Restating } = await part(() => import('./restating'));
        this.restating = new Restating(this.ports.vault, () => this.ports.service());
        return this.restating.look();
      },
      restate: async (details) => {
        if (this.restating === undefined) throw order();
        await this.restating.state(details);
      },
      myRequest: async () => {
        const request = await this.ports.vault.transport.call('register', 'myRequest', {});
        const { state, reason, standing, organisation, role, at } = request;
        return { state, reason, standing, organisation, role, at };
      },
    };
  }
}
