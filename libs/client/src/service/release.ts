import { contract, readRelease, releaseText, unnamedBuild } from '@consilium/contracts';

/** "0.12.3" of "0.12.3-5f3a09c81b2d", as numbers. */
const versionOf = (build: string): number[] => (build.split('-')[0] ?? '').split('.').map(Number);

/** Whether one build's version is lower than another's: a replica that the release has not reached yet. */
function isLower(build: string, than: string): boolean {
  const [mine, other] = [versionOf(build), versionOf(than)];
  const at = mine.findIndex((part, index) => part !== other[index]);
  return at >= 0 && (mine[at] ?? 0) < (other[at] ?? 0);
}

/** Which build this program is, and which one the service serves, as its last answer said. By names alone, no clock. */
export class ServiceRelease {
  /** What goes with every call. */
  readonly said: string;
  private heard = '';
  private told: () => void = () => undefined;

  /** `own`: the name of this program's build; "" where it has none. */
  constructor(private readonly own: string) {
    this.said = releaseText({ build: own === '' ? unnamedBuild : own, contract });
  }

  onChange(told: () => void): void {
    this.told = told;
  }

  /** Takes what an answer or the live connection says of the service. */
  hear(text: string | null): void {
    const build = text === null ? undefined : readRelease(text)?.build;
    if (build === undefined || build === this.heard) return;
    const before = this.isAnother;
    this.heard = build;
    if (this.isAnother !== before) this.told();
  }

  /** Whether service and program were built apart, whichever is the newer. */
  get isApart(): boolean {
    const isNamed = (build: string): boolean => build !== '' && build !== unnamedBuild;
    return isNamed(this.own) && isNamed(this.heard) && this.heard !== this.own;
  }

  /** Whether the service serves another build than this one, which a reload brings. */
  get isAnother(): boolean {
    return this.isApart && !isLower(this.heard, this.own);
  }
}
