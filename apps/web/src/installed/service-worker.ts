import { answersPages } from './answering';
import type { WorkerScope } from './worker-scope';

/** Stands between the browser and the service for as long as nobody looks; it has no key, and asks for nothing by itself. */
const scope = globalThis as unknown as WorkerScope;
answersPages(scope);
