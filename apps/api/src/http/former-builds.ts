import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { headersFile, readBuildHeaders } from './web-build';

/** For so long an open page of a build that was replaced still finds its files (seconds). */
export const keptSeconds = 86_400;

const replacedFile = 'replaced.json';
const replaced = z.object({ at: z.number().int() });

/** A build that was replaced, and until when its files are served (Unix seconds). */
export interface FormerBuild {
  readonly folder: string;
  readonly until: number;
}

/**
 * The hashed files of the builds that were served before this one, in a folder that outlives a release and that replicas
 * may share: a page that is open over a release loads its lazy parts from here for another day.
 */
export class FormerBuilds {
  /** `webRoot`: the build served now. */
  constructor(
    private readonly kept: string,
    private readonly webRoot: string,
  ) {}

  /**
   * Puts a copy of the build served now there, notes which others are replaced by it, and lets go of those whose day is
   * over. Gives the ones still to be served. Safe to do again, and from several processes.
   */
  tend(now: number): readonly FormerBuild[] {
    mkdirSync(this.kept, { recursive: true });
    const { build } = readBuildHeaders(this.webRoot);
    if (build !== '') this.keepCopy(build);
    const others = readdirSync(this.kept).filter((name) => name !== build && !name.startsWith('.'));
    return others.flatMap((name) => this.former(name, now) ?? []);
  }

  private keepCopy(build: string): void {
    const own = join(this.kept, build);
    rmSync(join(own, replacedFile), { force: true });
    if (existsSync(own)) return;
    // Half a copy is never found under the build's name.
    const making = mkdtempSync(join(this.kept, `.${build}-`));
    cpSync(join(this.webRoot, 'assets'), join(making, 'assets'), { recursive: true });
    cpSync(join(this.webRoot, headersFile), join(making, headersFile));
    try {
      renameSync(making, own);
    } catch (error) {
      rmSync(making, { recursive: true, force: true });
      // Another replica was quicker.
      if (!existsSync(own)) throw error;
    }
  }

  private former(name: string, now: number): FormerBuild | undefined {
    const folder = join(this.kept, name);
    const until = replacedAt(folder, now) + keptSeconds;
    if (until > now) return { folder, until };
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}

/** When the build was found replaced; that is now where nobody noted it yet. */
function replacedAt(folder: string, now: number): number {
  const file = join(folder, replacedFile);
  try {
    return replaced.parse(JSON.parse(readFileSync(file, 'utf8'))).at;
  } catch {
    writeFileSync(file, JSON.stringify({ at: now }));
    return now;
  }
}
