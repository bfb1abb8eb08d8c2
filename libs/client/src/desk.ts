import { Problem, type Person } from '@consilium/domain';
import { GoingOn } from './going-on';
import { heardOf } from './heard';
import { OrganisationKeys } from './replicas/organisation-keys';
import { Calmly } from './turns/calmly';
import { every } from './turns/every';
import { Later } from './turns/later';
import { OfflineAtDesk } from './offline';
import { areListed, handBack, isSetBack } from './vault/listed';
import { Memory } from './vault/memory';
import { RegisterHeads } from './vault/register-heads';
import { DeviceWords } from './pictures/device-words';
import { ShownPictures } from './pictures/shown-pictures';
import { Uploads } from './pictures/uploads';
import { Rooms } from './rooms/rooms';
import { Seen } from './rooms/seen/seen';
import type { Regranting } from './rooms/regranting';
import type { LiveListener } from './service/live';
import { part } from './service/part';
import { OwnShelf } from './shelf/own-shelf';
import { shelfOwnerOf } from './vault/opened';
import { keepKnown } from './sign-in/known-passkeys';
import { isOwnDevice } from './sign-in/whose-device';
import type { RegrantView } from './vault/regrant-view';
import { Requests } from './advice/requests';
import type { Vault } from './vault/vault';

const refreshEvery = 20_000;
/** A busy case nobody looks at is caught up with at most this often, milliseconds. */
const unwatchedEvery = 1000;
/** Everybody hears at once that the register grew; they ask within this time, milliseconds. */
const spreadOver = 5000;
const freshEvery = 60_000;
const headsEvery = 600_000;

const otherKeys =
  'Your keys are not the ones the register lists for you. Do not go on; tell your registration officer.';

type Entries = Parameters<LiveListener['grew']>[0]['entries'];

/** What is open while the keys of an active person are: rooms, requests, uploads, the live connection. */
export class Desk {
  readonly memory: Memory;
  readonly goingOn: GoingOn;
  private readonly registerHeads: RegisterHeads;
  readonly rooms: Rooms;
  readonly seen: Seen;
  readonly organisationKeys: OrganisationKeys;
  readonly requests: Requests;
  readonly device: DeviceWords;
  readonly uploads: Uploads;
  readonly pictures = new ShownPictures();
  readonly shelf: OwnShelf;
  readonly offline: OfflineAtDesk;
  private readonly calmly = new Calmly(unwatchedEvery);
  private readonly later = new Later(spreadOver);
  /** What the register said of this person when their list was last asked for because of it. */
  private judgedAs: Person | undefined;
  /** Whether the live connection was lost once: what was told meanwhile has to be asked for. */
  private wasAway = false;
  private stops: (() => void)[] = [];
  private regranted: Promise<Regranting> | undefined;

  private constructor(private readonly vault: Vault) {
    this.shelf = new OwnShelf(vault.shelf, () => shelfOwnerOf(vault.session.opened));
    this.memory = new Memory(vault, this.shelf);
    this.registerHeads = new RegisterHeads(vault);
    this.goingOn = new GoingOn(vault, this.memory, this.shelf, {
      rooms: () => this.rooms.all,
      readAgain: () => this.readAgain(),
    });
    this.seen = new Seen(this.shelf, this.memory);
    this.rooms = new Rooms(vault, this.memory, [this.goingOn, this.seen]);
    this.offline = new OfflineAtDesk(vault, () => this.rooms, this.shelf);
    this.organisationKeys = new OrganisationKeys(vault);
    this.device = new DeviceWords(this.shelf);
    this.uploads = new Uploads(this.shelf, this.device);
    this.requests = new Requests(vault, this.memory, this.organisationKeys, this.goingOn);
  }

  /** Reads the register first, holds the keyring against it, and only then opens anything else. */
  static async open(vault: Vault): Promise<Desk> {
    const desk = new Desk(vault);
    await Promise.all([desk.memory.load(), desk.goingOn.takeUp()]);
    desk.memory.remind(vault.register);
    desk.goingOn.register();
    await vault.register.sync();
    // Where an older copy of it is shown, what was verified stays readable until officers have said why.
    if (!vault.register.isPutBack) {
      vault.register.requireSound();
      desk.checkKeyring();
    }
    await desk.takeOver();
    desk.judgedAs = vault.person(vault.me);
    desk.memory.note(vault.register);
    await vault.freshness.check().catch(() => undefined);
    vault.doubts.compare = (id) => desk.compare(id);
    desk.registerHeads.soon();
    vault.live.open(desk.listener());
    desk.stops = [
      every(refreshEvery, () => desk.rooms.refresh().then(() => desk.offline.tend())),
      every(freshEvery, async () => {
        await vault.freshness.check();
        if (vault.register.isPutBack) await vault.register.sync();
        await desk.judgeAgain();
      }),
      every(headsEvery, async () => {
        await desk.registerHeads.check().catch(() => undefined);
        for (const room of desk.rooms.all) await desk.rooms.check(room);
      }),
    ];
    return desk;
  }

  /** The register went on from an older copy: what else stands on it is asked for anew. */
  private async readAgain(): Promise<void> {
    if (isSetBack(this.vault)) {
      await handBack(this.vault, this.shelf);
      this.vault.whenRenewed();
      return;
    }
    this.checkKeyring();
    await this.requests.reconnected();
    await this.rooms.refresh();
    this.vault.changed({ about: 'register' });
  }

  private async compare(id: string | undefined): Promise<void> {
    await this.registerHeads.check();
    const room = id === undefined ? undefined : this.rooms.find(id);
    if (room !== undefined) await this.rooms.check(room);
  }

  private checkKeyring(): void {
    this.vault.isChecked = areListed(this.vault);
    if (this.vault.isChecked) return;
    // A change of these keys may stand where this build cannot read on.
    this.vault.register.requireWhole();
    throw new Problem('not-allowed', otherKeys);
  }

  /** What this device kept under former keys of its person is kept under those of now. */
  private async takeOver(): Promise<void> {
    const { person, keyring } = this.vault.session.opened;
    for (const { accountKey, version } of keyring.former)
      await this.shelf.reseal({ person, accountKey, version }).catch(() => undefined);
    await this.offline.takeUp();
  }

  /** New keys of the same person, made here: what stands on the former ones goes over to them. */
  async rekeyed(): Promise<void> {
    const { shelf, session } = this.vault;
    if (await isOwnDevice(shelf)) await keepKnown(shelf, session.opened.prfInputs);
    await this.offline.forget();
    await this.vault.register.sync();
    this.checkKeyring();
    await this.takeOver();
    await this.memory.load();
    this.regrant();
  }

  /** Nothing is left sealed to former keys where this device can renew it. */
  regrant(): void {
    if (this.vault.session.opened.former.length > 0) void this.regranting().then((of) => of.run());
  }

  /** How far that is; undefined where nothing was to be done. */
  async regrantView(): Promise<RegrantView | undefined> {
    return (await this.regranted)?.view;
  }

  private regranting(): Promise<Regranting> {
    this.regranted ??= part(() => import('./rooms/regranting')).then(
      (made) => new made.Regranting(this.vault, this.rooms),
    );
    return this.regranted;
  }

  close(): void {
    for (const stop of this.stops) stop();
    this.calmly.forget();
    this.later.forget();
    this.memory.stop();
    this.registerHeads.stop();
    this.rooms.stop();
    this.uploads.forget();
    this.vault.live.close();
  }

  private listener(): LiveListener {
    const { vault, rooms } = this;
    return {
      connected: () => {
        vault.changed({ about: 'connection', live: true });
        void this.caughtUp().catch(() => undefined);
      },
      disconnected: () => {
        this.wasAway = true;
        rooms.disconnected();
        vault.changed({ about: 'connection', live: false });
      },
      grew: ({ kind, ledger, seq, entries }) => {
        if (kind === 'register')
          void vault.register
            .hear(seq, entries)
            .then(() => this.judgeAgain())
            .then(() => Promise.all([this.lookAgain(), this.mendOrganisationKey(), this.requests.renew()]))
            .catch(() => undefined);
        else if (kind === 'room') this.roomHint(ledger, seq, entries);
        else this.requestGrew(ledger);
      },
      ended: (ended) => {
        this.ended(ended);
      },
      ...heardOf(vault, this),
    };
  }

  /**
   * The register grew. What it says of this person may change their whole list, which is asked for at once; anything else is
   * met by a question that everybody asks at a time of their own.
   */
  private lookAgain(): Promise<void> | undefined {
    const { vault, rooms } = this;
    const before = this.judgedAs;
    this.judgedAs = vault.person(vault.me);
    if (this.judgedAs !== before) return rooms.refresh();
    this.later.run(() => void rooms.refresh().catch(() => undefined));
    return undefined;
  }

  /** What is open here, by what the register says now. What one officer says of an older copy is for the other to read. */
  private async judgeAgain(): Promise<void> {
    if (this.vault.register.isPutBack) this.vault.changed({ about: 'register' });
    this.memory.noteHere(this.vault.register);
    for (const { log } of [...this.rooms.all, ...this.requests.all]) await log.judgeAgain().catch(() => undefined);
  }

  private async caughtUp(): Promise<void> {
    const { vault, rooms, requests } = this;
    if (this.wasAway) void this.memory.catchUp().catch(() => undefined);
    await vault.live.watch(vault.root);
    await vault.register.sync();
    await vault.freshness.check();
    await requests.reconnected();
    await rooms.reconnected();
    void this.offline.tend();
    this.regrant();
    // What was sent while nobody was connected is announced no more.
    vault.changed({ about: 'requests' });
    vault.changed({ about: 'register' });
  }

  /** An adviser's device looks after the key of their organisation as soon as the register says something of it. */
  private async mendOrganisationKey(): Promise<void> {
    const { advises } = this.vault.self;
    if (advises !== '') await this.organisationKeys.mend(advises);
  }

  /** A request this device has not loaded is news for the lists alone. */
  private requestGrew(ledger: string): void {
    const known = this.requests.find(ledger);
    if (known === undefined) this.vault.changed({ about: 'requests' });
    else void known.sync().catch(() => undefined);
  }

  private roomHint(ledger: string, seq: number, entries: Entries): void {
    const grew = (): void => void this.roomGrew(ledger, seq, entries).catch(() => undefined);
    if (this.rooms.isWatched(ledger)) grew();
    else this.calmly.run(ledger, grew);
  }

  private async roomGrew(ledger: string, seq: number, entries: Entries): Promise<void> {
    const room = this.rooms.find(ledger);
    if (room === undefined) {
      await this.rooms.refresh();
      return;
    }
    await room.hear(seq, entries);
    this.memory.note(room.log);
    this.rooms.tend(room);
    this.offline.grew(room);
    this.vault.changed({ about: 'cases' });
  }

  /** Access to one room ended, or the whole session. One that is only over leaves what is kept for reading without a connection. */
  private ended({ ledger, reason }: Parameters<LiveListener['ended']>[0]): void {
    if (ledger === undefined) {
      this.rooms.forgetAll();
      if (reason !== 'expired') void this.offline.forget();
      this.vault.changed({ about: 'session' });
      return;
    }
    this.rooms.forgetRoom(ledger);
    void this.offline.tend();
    this.vault.changed({ about: 'room', room: ledger });
    this.vault.changed({ about: 'cases' });
  }
}
