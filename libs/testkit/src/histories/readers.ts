import type { Log } from '@consilium/client/testing';
import { books as versionOne, newestView } from '@consilium/domain';
import type { Device } from './device';
import { comparedAt, endsOf, wrongEnd, type Ends } from './ends';
import { Fresh } from './fresh';
import type { Play } from './play';
import { later, orders, Reading, stopsOf } from './reading';
import type { Kept } from './service';

/** Everything wrong with what one log believes in the end, of a ledger that may have been given in parts. */
async function wrongIn({ service }: Play, ends: Ends, kept: Kept, log: Log<unknown>): Promise<readonly string[]> {
  const wrong = wrongEnd(log, ends.get(kept.ledger));
  return wrong === '' ? comparedAt(service, kept, log.replica) : [wrong];
}

async function oldMember(play: Play, device: Device, ends: Ends, withRegister: boolean): Promise<readonly string[]> {
  if (device.hasBegun) await play.sync(device);
  const found: string[] = [];
  // Who may read the register no more does not hear of a change.
  const knowsAll = device.register.log.headSeq === play.service.register.replica.head.seq;
  for (const log of device.all) {
    const kept = play.service.kept.get(log.ledger);
    // The register is the same value in every other's log that has its head: two are enough.
    if (kept === undefined || (log.kind === 'register' && !withRegister)) continue;
    found.push(
      ...(await wrongIn(play, knowsAll || log.alarm !== '' ? ends : new Map(), kept, log)).map(
        (each) => `${device.name}: ${each}`,
      ),
    );
  }
  return found;
}

/** What devices that were there all along believe in the end, once they have read on. */
async function oldMembers(play: Play, ends: Ends): Promise<readonly string[]> {
  play.time.seconds += later;
  const found: string[] = [];
  let asked = 0;
  for (const device of play.devices.values()) {
    found.push(...(await oldMember(play, device, ends, asked < 2)));
    asked += device.hasBegun ? 1 : 0;
  }
  return found;
}

/** Whether a device of the build before stops where it knows what comes. */
function stopsEarly({ register }: Fresh, kept: Kept, { kind, headSeq }: Log<unknown>): boolean {
  const next = kept.entries[headSeq + 1]?.entry;
  return next !== undefined && next.rules === 1 && register.log.held === '' && kind !== 'advice';
}

/** A device of the build before: what it can read it reads alike, and before what it cannot it waits without an alarm. */
async function oldBuild(play: Play, ends: Ends): Promise<readonly string[]> {
  const found: string[] = [];
  const { service, begun } = play;
  const fresh = new Fresh(service, service.clock.now + later, versionOne, begun);
  for (const kept of service.kept.values()) {
    await fresh.reads(kept, kept.entries.length - 1);
    const log = fresh.log(kept);
    const isEarly = log.alarm === '' && stopsEarly(fresh, kept, log);
    const wrong = isEarly ? [`stops in the ${kept.kind} before what it knows`] : await wrongIn(play, ends, kept, log);
    found.push(...wrong.map((each) => `an old build: ${each}`));
  }
  return found;
}

/** Everything that anybody believes or refuses otherwise than the service; nothing, if it is all one. */
export async function disagreements(play: Play): Promise<readonly string[]> {
  const stops = stopsOf(play.service);
  // Only an operator who asks nothing stores what passes over a change.
  const ends: Ends = play.history.isCareless ? await endsOf(play.service) : new Map();
  const found = [...play.differences];
  for (const order of orders) found.push(...(await new Reading(play, order, stops, ends).read()));
  const { replica } = play.service.register;
  if (replica.kind === 'register' && newestView(replica.state).rules > 1) found.push(...(await oldBuild(play, ends)));
  found.push(...(await oldMembers(play, ends)));
  return found;
}
