import { Injectable } from '@nestjs/common';
import { Problem, type LedgerId } from '@consilium/domain';
import { Database } from '../storage/database';

/** The register's ledger id, once there is one. It never changes. */
@Injectable()
export class RegisterRoot {
  private root: LedgerId | undefined;

  constructor(private readonly database: Database) {}

  async find(): Promise<LedgerId | undefined> {
    if (this.root !== undefined) return this.root;
    const [row] = await this.database.rows<{ id: LedgerId }>(`SELECT id FROM ledgers WHERE kind = 'register'`);
    this.root = row?.id;
    return this.root;
  }

  /** Throws `Problem('wrong-state')` before the set-up. */
  async known(): Promise<LedgerId> {
    const root = await this.find();
    if (root !== undefined) return root;
    throw new Problem(
      'wrong-state',
      'This installation is not set up yet. Open the set-up page with the code from the terminal.',
    );
  }
}
