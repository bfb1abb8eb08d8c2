import { httpPage, livePage } from './calls-pages';
import { codesPage } from './codes-page';
import { guidancePage } from './guidance-page';
import { shapesPage } from './shapes-page';

/** The pages of the protocol that are drawn from tables, by their file under `docs/protocol`. */
export function protocolPages(): ReadonlyMap<string, string> {
  return new Map([
    ['http.md', httpPage()],
    ['live.md', livePage()],
    ['shapes.md', shapesPage()],
    ['codes.md', codesPage()],
    ['../guidance.md', guidancePage()],
  ]);
}
