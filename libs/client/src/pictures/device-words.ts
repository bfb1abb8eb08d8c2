import type { DeviceOwner } from '@consilium/domain';
import type { OwnShelf } from '../shelf/own-shelf';

/** Whose a device is, and when its person answered for how it is kept (Unix seconds). */
export interface DeviceWord {
  readonly owner: DeviceOwner;
  readonly at: number;
}

const place = 'this';

/** What was said of this device: kept on it, sealed; where nothing can be kept, until the keys are locked. */
export class DeviceWords {
  private said: DeviceWord | undefined;

  constructor(private readonly shelf: OwnShelf) {}

  async read(): Promise<DeviceWord | undefined> {
    const kept = await this.shelf.read('device', place).catch(() => undefined);
    return kept === undefined ? this.said : (JSON.parse(kept) as DeviceWord);
  }

  async say(word: DeviceWord): Promise<void> {
    this.said = word;
    await this.shelf.keep('device', place, JSON.stringify(word)).catch(() => undefined);
  }
}
