const day = 86_400;

/**
 * Seconds before somebody’s registration, and a share with a colleague outside, come to their end that it is told: each once,
 * and again only where the end was moved.
 */
export const endingPolicy = { renewal: 30 * day, 'share-ends': day } as const;
