import type { Mode } from '@consilium/domain';
import { adviceCommands } from './advice-commands';
import type { Command } from './command';
import { registerCommands } from './register-commands';
import { roomCommands } from './room-commands';

/** One step of a history, drawn by lot; `lots`: what else is drawn on the way. */
export interface Step {
  readonly action: string;
  readonly author: number;
  readonly place: number;
  readonly how: number;
  readonly lots: readonly number[];
  readonly wants?: Readonly<Record<string, string>>;
}

export interface History {
  /** Only people with honest clients, who may be offline or mistaken; else anybody writes anything. */
  readonly isHonest: boolean;
  /** An operator who stores whatever the judgement passes. */
  readonly isCareless: boolean;
  readonly mode: Mode;
  /** Rules that the service and its people know: those of a release to come, which officers may put in force, or today's. */
  readonly knowsTwo: boolean;
  readonly steps: readonly Step[];
}

export const commands: readonly Command[] = [...registerCommands, ...roomCommands, ...adviceCommands];
export const commandNamed = new Map(commands.map((each) => [each.name, each]));

export type Outcome = 'stood' | 'refused' | 'turned away' | 'held back' | 'nothing to do';

/** What became of a step. */
export interface Came {
  readonly outcome: Outcome;
  readonly code: string;
}

/** Of what was sent, the service says itself what became of it. */
export const sent: Came = { outcome: 'stood', code: '' };
export const nothingToDo = (code = ''): Came => ({ outcome: 'nothing to do', code });
export const heldBack = (code: string): Came => ({ outcome: 'held back', code });

/** What happened in a step, for the histogram. */
export interface Noted extends Came {
  readonly action: string;
  readonly spoil: string;
}
