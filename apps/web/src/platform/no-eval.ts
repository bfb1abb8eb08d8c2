import { config } from 'zod';

/** zod probes `new Function` to see whether it may compile; under our policy that probe is a reported violation. */
config({ jitless: true });
