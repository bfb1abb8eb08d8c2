import {
  books as productBooks,
  newestView,
  type Books,
  type LedgerId,
  type RegisterState,
  type RegisterView as RegisterReading,
} from '@consilium/domain';
import { fromRegister } from '@consilium/ledger';
import type { ServiceClock } from '../service/clock';
import type { Transport } from '../service/transport';
import { Freshness } from './freshness';
import { Log } from './log';

interface Ports {
  readonly transport: Transport;
  readonly clock: ServiceClock;
  readonly changed: () => void;
}

/** What another ledger is judged by. */
interface RegisterJudging {
  readonly register: ReturnType<typeof fromRegister>;
  readonly expectRoot: LedgerId;
  /** Why the register goes on where this build cannot read it; "" while it can. */
  readonly registerHeld: string;
  readonly registerSeq: number;
}

/** The register a keyring belongs to, as this device follows it. Begins with nothing read. */
export class FollowedRegister {
  readonly log: Log<RegisterState>;
  readonly freshness: Freshness;

  constructor(
    readonly root: LedgerId,
    ports: Ports,
    readonly books: Books = productBooks,
  ) {
    this.log = new Log('register', root, books.register, {
      ...ports,
      judging: () => Promise.resolve({ expectRoot: root }),
    });
    this.freshness = new Freshness(ports.transport, ports.clock, this.log);
  }

  /** The newest register known: what acting is judged by. */
  get view(): RegisterReading {
    return newestView(this.log.state);
  }

  /**
   * Options for judging another ledger, once every register entry it names is here. `isCompared`: of what is shown nothing is
   * believed, so that what was verified is enough, also while another history of the register is shown.
   */
  async judging(registerSeq: number, isCompared = false): Promise<RegisterJudging> {
    const { log, root } = this;
    if (log.headSeq < registerSeq || log.replica === undefined) await log.sync();
    if (!isCompared || !log.isPutBack) log.requireSound();
    return { register: fromRegister(log.state), expectRoot: root, registerHeld: log.held, registerSeq: log.headSeq };
  }
}
