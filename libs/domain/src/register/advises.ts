import type { Entry } from '../kernel/entry';
import type { OrganisationId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import type { Moment } from './moment';
import { isActiveAdviser } from './view';

/** The author is an active adviser of that organisation. */
export function advises({ author }: Moment, entry: Entry, id: OrganisationId): void {
  if (!isActiveAdviser(author, id, entry.at)) refuse('not-an-adviser');
}
