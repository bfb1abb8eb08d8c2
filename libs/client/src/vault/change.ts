/** What a screen may have to ask for again. */
export type Change =
  | { about: 'session' }
  | { about: 'cases' }
  | { about: 'room'; room: string }
  | { about: 'requests' }
  | { about: 'register' }
  | { about: 'release' }
  | { about: 'connection'; live: boolean };
