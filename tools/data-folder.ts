import { createECDH, randomBytes, randomInt } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { dataFormat } from '../apps/api/src/migrations/data-format';
import { fullDisk, StartProblem, writing } from './embedded/start-problem';

/** Secrets made on the first start. Without them the data can be neither reached nor trusted: they belong in every backup. */
export type Secrets = {
  readonly databasePassword: string;
  readonly s3AccessKey: string;
  readonly s3SecretKey: string;
  /** Ed25519 seed, 32 bytes in base64url. */
  readonly serviceKey: string;
  /** Typed once, on the set-up page, by the first registration officer. */
  readonly setupCode: string;
  /** Private key of P-256, 32 bytes in base64url: notices are pushed to devices in its name. */
  readonly vapidKey: string;
};

/** Ports taken last time. A browser keeps its keys per origin, so the application stays on its port when it can. */
export type Ports = {
  readonly app?: number;
  readonly database?: number;
  readonly store?: number;
  readonly mail?: number;
  readonly mailPage?: number;
};

/** What a start that is under way leaves for the next one to find. */
export type Running = { readonly pid: number; readonly url: string; readonly children: readonly number[] };

const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

function setupCode(): string {
  const group = (): string => Array.from({ length: 4 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return [group(), group(), group()].join('-');
}

function vapidKey(): string {
  const curve = createECDH('prime256v1');
  curve.generateKeys();
  // One that begins with zeros is given without them.
  return Buffer.from(curve.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url');
}

function freshSecrets(): Secrets {
  return {
    databasePassword: randomBytes(24).toString('base64url'),
    s3AccessKey: `consilium-${randomBytes(5).toString('hex')}`,
    s3SecretKey: randomBytes(30).toString('base64url'),
    serviceKey: randomBytes(32).toString('base64url'),
    setupCode: setupCode(),
    vapidKey: vapidKey(),
  };
}

/** The one visible folder that holds everything a deployment knows. */
export class DataFolder {
  private constructor(readonly folder: string) {}

  static async open(folder: string): Promise<DataFolder> {
    return await writing(folder, () => {
      const data = new DataFolder(folder);
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      // The account PostgreSQL runs under has to get through it; nobody is let in to look around.
      if (process.getuid?.() === 0) chmodSync(folder, (statSync(folder).mode & 0o7777) | 0o011);
      mkdirSync(data.place('logs'), { recursive: true, mode: 0o700 });
      const { bavail, bsize } = statfsSync(folder);
      if (bavail * bsize < 64 * 1024 * 1024) throw fullDisk(folder);
      return data;
    });
  }

  /** Passes a new folder, which it marks, and one of this version's format. */
  requireFormat(): void {
    const found = this.read('format.json') as { readonly format?: unknown } | undefined;
    if (found?.format === dataFormat) return;
    if (found !== undefined || existsSync(this.place('settings.json'))) {
      throw new StartProblem(
        `The data in ${this.folder} was written by another version of Consilium, and this one cannot read it. Data of trials are not carried over: move the folder away or choose another one (CONSILIUM_DATA=/path/to/data npm start), or start the version that wrote it.`,
      );
    }
    this.write('format.json', { format: dataFormat });
  }

  place(...names: string[]): string {
    return path.join(this.folder, ...names);
  }

  log(name: string): string {
    return this.place('logs', `${name}.log`);
  }

  secrets(): Secrets {
    const file = this.place('settings.json');
    if (existsSync(file)) return this.whole((this.read('settings.json') as Secrets | undefined) ?? this.damaged(file));
    if (existsSync(this.place('postgres', 'PG_VERSION'))) {
      throw new StartProblem(
        `${file} is missing, but there is data beside it. Put back the settings.json of this data folder; without it the data cannot be opened.`,
      );
    }
    const secrets = freshSecrets();
    this.write('settings.json', secrets);
    return secrets;
  }

  ports(): Ports {
    return (this.read('ports.json') as Ports | undefined) ?? {};
  }

  keepPorts(ports: Ports): void {
    this.write('ports.json', ports);
  }

  running(): Running | undefined {
    return this.read('running.json') as Running | undefined;
  }

  keepRunning(running: Running): void {
    this.write('running.json', running);
  }

  forgetRunning(): void {
    rmSync(this.place('running.json'), { force: true });
  }

  /** A folder of a version before has no key for pushes yet. */
  private whole(kept: Omit<Secrets, 'vapidKey'> & Partial<Secrets>): Secrets {
    const { vapidKey: key } = kept;
    if (key !== undefined) return { ...kept, vapidKey: key };
    const secrets = { ...kept, vapidKey: vapidKey() };
    this.write('settings.json', secrets);
    return secrets;
  }

  private damaged(file: string): never {
    throw new StartProblem(`${file} is damaged. Put back a copy of it; without it the data cannot be opened.`);
  }

  private read(name: string): unknown {
    try {
      return JSON.parse(readFileSync(this.place(name), 'utf8'));
    } catch {
      return undefined;
    }
  }

  private write(name: string, value: unknown): void {
    const file = this.place(name);
    writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
}
