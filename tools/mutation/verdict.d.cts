interface Options {
  readonly activeMutant: { readonly id?: string; readonly fileName?: string };
  readonly mutantActivation: 'static' | 'runtime';
  readonly reloadEnvironment: boolean;
  readonly testFilter?: readonly string[] | undefined;
}
interface Result {
  readonly status: string;
  readonly nrOfTests?: number;
  readonly killedBy?: readonly string[];
  readonly failureMessage?: string;
  readonly errorMessage?: string;
}
export declare function judgeBy(by: {
  readonly run: (options: Options) => Promise<Result>;
  readonly tests: () => readonly string[];
  readonly loadAfresh: () => Promise<void>;
}): (options: Options) => Promise<Result>;
