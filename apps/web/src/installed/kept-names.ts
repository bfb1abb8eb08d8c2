const prefix = 'build ';

/** The cache that holds one build. */
export const cacheOf = (build: string): string => `${prefix}${build}`;

/** Put in last: a cache without it was never whole. */
export const wholeMark = '/whole';
