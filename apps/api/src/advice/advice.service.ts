import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Problem, newestView, type AdviceBody, type PersonId } from '@consilium/domain';
import { readClearance } from '@consilium/ledger';
import type { Appended } from '../ledgers/appending';
import { LedgersService } from '../ledgers/ledgers.service';
import { Database, type Sql } from '../platform/database';
import { DecisionNonces } from '../sign-in/decision-nonces';
import { AdviceStore, type AdviceRow } from './advice.store';

/** Requests for advice as lists; what they say is in their ledgers. Sees to it that a decision's gesture is fresh. */
@Injectable()
export class AdviceService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: AdviceStore,
    private readonly ledgers: LedgersService,
    private readonly nonces: DecisionNonces,
  ) {}

  onModuleInit(): void {
    this.ledgers.joinIn((sql, appended) => this.spendGestures(sql, appended));
  }

  queue(adviser: PersonId): Promise<AdviceRow[]> {
    return this.store.toAdviser(this.database, adviser);
  }

  mine(requester: PersonId): Promise<AdviceRow[]> {
    return this.store.byRequester(this.database, requester);
  }

  /**
   * Each gesture was made for a nonce this server gave that adviser in the last five minutes, once. The first of two was
   * fresh when it was proposed; the rule book lets no other follow in its place.
   */
  private async spendGestures(sql: Sql, { replica, applied, author }: Appended): Promise<void> {
    if (replica.kind !== 'advice') return;
    for (const { entry, body } of applied) {
      if (entry.type !== 'decision' && entry.type !== 'proposal') continue;
      const { clearance, gesture, second } = body as AdviceBody<'decision'>;
      const { payload } = await readClearance(clearance);
      if (payload.by === author && !(await this.nonces.spend(author, gesture.nonce, sql, 'decision')))
        throw staleGesture();
      if (second !== undefined) await this.spendSecond(sql, second);
    }
  }

  private async spendSecond(sql: Sql, second: NonNullable<AdviceBody<'decision'>['second']>): Promise<void> {
    const { kid } = await readClearance(second.jws);
    const register = this.ledgers.registerKnown();
    const signer =
      register &&
      newestView(register)
        .people()
        .find((person) => person.kid === kid);
    if (signer === undefined) throw staleGesture();
    if (!(await this.nonces.spend(signer.id, second.gesture.nonce, sql, 'second-decision'))) throw staleGesture();
  }
}

const staleGesture = (): Problem =>
  new Problem(
    'wrong-state',
    'The confirmation with the passkey is too old or was used before. Confirm the decision again.',
    {
      reason: 'gesture',
    },
  );
