import type { OpinionDraft } from './views';

const urgencies = ['routine', 'this-week', 'today'] as const;

/** Reads an opinion a colleague's device sealed; what is missing shows as empty, never as somebody's words. */
export function readOpinion(text: string): OpinionDraft {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const of = (name: string): string => {
    const field: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    return typeof field === 'string' ? field : '';
  };
  return {
    impression: of('impression'),
    advice: of('advice'),
    urgency: urgencies.find((each) => each === of('urgency')) ?? 'routine',
    limits: of('limits'),
    nextAction: of('nextAction'),
    nextActionOwner: of('nextActionOwner'),
  };
}
