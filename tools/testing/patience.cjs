// Property tests seal and open a thousand times; jest's five seconds are too few on a machine that does other things too.
// The long matrix does ten times as much.
jest.setTimeout(process.env.TEST_LONG === 'yes' ? 600_000 : 180_000);
