import { closeAll } from './closing';

// A whole system with several people, on a machine that does other things too.
jest.setTimeout(120_000);

afterAll(closeAll);
