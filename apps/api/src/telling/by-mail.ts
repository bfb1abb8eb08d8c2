import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../settings/config';
import { Addresses } from './addresses';
import { MailServer } from './mail-server';
import { noticeWords } from './mails';
import type { Chosen, Outcome, Road, Taken } from './roads';

@Injectable()
export class ByMail implements Road {
  readonly kind = 'mail';

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly addresses: Addresses,
    private readonly server: MailServer,
  ) {}

  get isThere(): boolean {
    return this.server.isThere;
  }

  off({ off }: Chosen): readonly string[] {
    return off;
  }

  daily({ daily: { mail } }: Chosen): number {
    return mail;
  }

  async hand({ person, mail, link }: Taken): Promise<Outcome | undefined> {
    const to = await this.addresses.of(person);
    if (to === '') return undefined;
    const outcome = await this.server.hand({ to, id: mail, ...noticeWords(this.settings.publicOrigin, link) });
    if (outcome.is === 'refused') await this.addresses.refused(person, outcome.why);
    return outcome;
  }
}
