import { answersPages } from './answering';
import { handsOnShared } from './sharing';
import { tellsOfPushes } from './telling';
import type { WorkerScope } from './worker-scope';

/** Stands between the browser and the service while nobody looks: it has no key, and knows nothing of who is signed in. */
const scope = globalThis as unknown as WorkerScope;
answersPages(scope);
handsOnShared(scope);
tellsOfPushes(scope);
