import { Injectable } from '@nestjs/common';
import { Problem } from '@consilium/domain';
import { Database, type Sql } from '../storage/database';
import { ObjectStore } from '../storage/object-store';
import type { SignedRequest } from '../storage/signed-requests';
import { partSizes } from './part-plan';
import { PicturesStore, type ObjectIntent, type SignedPart } from './pictures.store';

const inHex = (b64: string): string => Buffer.from(b64, 'base64url').toString('hex');
const nameOf = ({ object, part }: Pick<SignedPart, 'object' | 'part'>): string => `${object} ${String(part)}`;

/** Signs PUTs for parts of announced objects: one hash for each part, once; the same hash again is signed again. */
@Injectable()
export class Signing {
  constructor(
    private readonly database: Database,
    private readonly store: PicturesStore,
    private readonly objects: ObjectStore,
  ) {}

  /** In the order asked. Either all of them are signed or none is. */
  async sign(announced: readonly ObjectIntent[], asked: readonly SignedPart[]): Promise<SignedRequest[]> {
    const intents = new Map(announced.map((intent) => [intent.object, intent]));
    const plans = asked.map((part) => ({ part, upload: uploadFor(intents.get(part.object), part) }));
    await this.database.transaction((sql) => this.remember(sql, asked));
    return plans.map(({ part: { object, part, size, sha256 }, upload }) => {
      const plan = { object, size, sha256: inHex(sha256) };
      return this.objects.signPut(upload === '' ? plan : { ...plan, part: { upload, number: part + 1 } });
    });
  }

  /** Fixes the hash of each part, of all of them or of none. */
  private async remember(sql: Sql, asked: readonly SignedPart[]): Promise<void> {
    const known = new Map((await this.store.remember(sql, asked)).map((each) => [nameOf(each), each.sha256]));
    if (asked.every((part) => known.get(nameOf(part)) === part.sha256)) return;
    throw new Problem('wrong-state', 'Other bytes were announced for this part before. Choose the picture again.', {
      reason: 'part-signed',
    });
  }
}

/** The multipart upload a part belongs to, "" for a single PUT. Throws where the part is none that may be sent now. */
function uploadFor(intent: ObjectIntent | undefined, { part, size }: SignedPart): string {
  if (intent === undefined) throw new Problem('not-found', 'There is no such picture here, or you may not see it.');
  if (intent.state !== 'announced')
    throw new Problem('wrong-state', 'This picture is stored already. Go on with the next step.');
  if (partSizes(intent.size)[part] !== size)
    throw new Problem('bad-input', 'The parts do not add up to the size announced. Choose the picture again.');
  return intent.upload;
}
