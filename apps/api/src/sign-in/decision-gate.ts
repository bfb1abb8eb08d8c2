import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Problem, type AdviceBody, type KeyId, type PersonId } from '@consilium/domain';
import { readClearance, type AppliedEntry } from '@consilium/ledger';
import type { Appended } from '../ledgers/appending';
import { LedgersService } from '../ledgers/ledgers.service';
import type { Sql } from '../platform/database';
import { DecisionNonces, type DecisionAct } from './decision-nonces';

/**
 * An adviser's decision enters the advice ledger only with a gesture over a nonce given to that adviser for it, in the
 * last five minutes, unused. (`admit` copies the decision into a room later; the nonce was used up by the decision.)
 */
@Injectable()
export class DecisionGate implements OnModuleInit {
  constructor(
    private readonly ledgers: LedgersService,
    private readonly nonces: DecisionNonces,
  ) {}

  onModuleInit(): void {
    this.ledgers.joinIn((sql, appended) => this.check(sql, appended));
  }

  private async check(sql: Sql, { replica, applied }: Appended): Promise<void> {
    if (replica.kind !== 'advice') return;
    for (const each of applied.filter(({ entry }) => entry.type === 'decision')) await this.checkDecision(sql, each);
  }

  private async checkDecision(sql: Sql, { entry, body }: AppliedEntry): Promise<void> {
    // The ledger library read the body by this type's shape before the rule book was asked.
    const { gesture, second } = body as AdviceBody<'decision'>;
    await this.requireFresh(sql, entry.by, gesture.nonce, 'decision');
    if (second === undefined) return;
    const { kid } = await readClearance(second.jws);
    await this.requireFresh(sql, await this.ownerOf(kid), second.gesture.nonce, 'second-decision');
  }

  private async ownerOf(kid: KeyId): Promise<PersonId | undefined> {
    const { replica, reader } = await this.ledgers.requireRegister();
    return reader.ownerOfKey(kid, replica.head.seq);
  }

  private async requireFresh(sql: Sql, person: PersonId | undefined, nonce: string, act: DecisionAct): Promise<void> {
    if (person !== undefined && (await this.nonces.spend(person, nonce, sql, act))) return;
    throw new Problem(
      'not-allowed',
      'The passkey gesture for this decision is too old or was used before. Sign the decision again.',
      {
        reason: 'gesture-not-fresh',
      },
    );
  }
}
