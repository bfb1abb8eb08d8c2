import { Injectable } from '@nestjs/common';
import { SERVICE, type Hash, type LedgerId } from '@consilium/domain';
import { signHead } from '@consilium/ledger';
import { Clock } from '../settings/clock';
import { ServiceKey } from './service-key';

interface Place {
  readonly seq: number;
  readonly hash: string;
}

/** The service's signed word on where a ledger stands. Two of them that contradict each other prove a fork to anybody. */
@Injectable()
export class ServiceWord {
  constructor(
    private readonly key: ServiceKey,
    private readonly clock: Clock,
  ) {}

  /** `register`: where the register stands as this process knows it. */
  async on(root: LedgerId, ledger: LedgerId, head: Place, register: Place): Promise<string> {
    const [own, known] = [head, register].map(({ seq, hash }) => ({ seq, hash: hash as Hash })) as [
      { seq: number; hash: Hash },
      { seq: number; hash: Hash },
    ];
    const at = this.clock.now();
    const said = { v: 1, root, ledger, ...own, register: known, state: '', by: SERVICE, at } as const;
    return signHead(said, await this.key.signer());
  }
}
