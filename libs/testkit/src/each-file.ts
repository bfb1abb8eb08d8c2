import { closeAll } from './closing';

// A whole system with several people, on a machine that does other things too. The one limit of them all: a shorter one of a
// test's own would fail where it waits its turn, and a test of how long something takes measures that.
jest.setTimeout(300_000);

afterAll(closeAll);
