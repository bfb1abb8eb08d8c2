const day = 86_400;

/**
 * Seconds before somebody’s registration, and a share with a colleague outside, come to their end that it is told: each once,
 * and again only where the end was moved.
 */
export const endingPolicy = { renewal: 30 * day, 'share-ends': day } as const;

/**
 * Seconds after an opinion was filed until the owner of its case is asked what became of it, and until that is asked no more:
 * what was filed long before the question existed is left alone.
 */
export const outcomePolicy = { from: 21 * day, until: 51 * day } as const;
