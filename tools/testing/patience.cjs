// Property tests seal and open a thousand times; jest's five seconds are too few on a machine that does other things too.
jest.setTimeout(60_000);
