import { startSystem as startWhole, type System as WholeSystem } from '@consilium/testkit/system';
import { Clock } from '../../apps/api/src/platform/clock';

export interface System extends WholeSystem {
  /** Moves the API's clock; it is one of the ports that tests fill. */
  readonly clock: { forward(seconds: number): void };
}

/** The whole API with a clock that can be moved. */
export async function startSystem(changes: Readonly<Record<string, string>> = {}): Promise<System> {
  const system = await startWhole(changes);
  return { ...system, clock: movable(system.application.nest.get(Clock, { strict: false })) };
}

function movable(clock: Clock): System['clock'] {
  let offset = 0;
  Object.assign(clock, { now: () => Math.floor(Date.now() / 1000) + offset });
  return {
    forward: (seconds) => {
      offset += seconds;
    },
  };
}
