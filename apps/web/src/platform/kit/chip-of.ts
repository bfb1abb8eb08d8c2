import type { FilterChip } from './filter-chips';

type ChipOf<Choice> = <Group extends keyof Choice>(
  group: Group,
  value: Choice[Group],
  words: string,
) => FilterChip<Choice>;

/**
 * Makes chips of groups in each of which one thing is chosen or none: pressed again it is chosen no more. `count`: how many a
 * choice would show.
 */
export function chipsAbout<Choice>(
  { choice, everything }: { readonly choice: Choice; readonly everything: Choice },
  count: (choice: Choice) => number,
): ChipOf<Choice> {
  return (group, value, words) => {
    const isOn = choice[group] === value;
    const to = { ...choice, [group]: isOn ? everything[group] : value };
    return { words, count: count({ ...choice, [group]: value }), isOn, to };
  };
}

/** Whether it is offered where only that is which something has. */
export const isSaid = ({ count, isOn }: Pick<FilterChip<unknown>, 'count' | 'isOn'>): boolean => count > 0 || isOn;
