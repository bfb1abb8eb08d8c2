/** What a reader should know of the time of an entry, where there is something. */
export const timeMarkWords = {
  ahead: 'Dated ahead of the clock: a clock was wrong when this was written.',
  late: 'Arrived late: minutes after a change of people here that whoever wrote it did not know of.',
} as const;
