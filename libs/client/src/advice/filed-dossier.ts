import type { Advice } from '../replicas/advice';
import { readAs, type Content } from '../replicas/content';
import { readDossier, type Dossier } from './dossier';

/** The dossier that stands in a request now, as this device can read it; undefined before one was filed. */
export async function filedDossier(advice: Advice): Promise<Content<Dossier> | undefined> {
  const filed = advice.entriesOf('dossier').find(({ entry }) => entry.id === advice.state.dossier?.entry);
  return filed && readAs(await advice.read(filed), readDossier);
}
