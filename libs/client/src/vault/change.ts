/** What a screen may have to ask for again. */
export type Change =
  | { about: 'session' }
  | { about: 'cases' }
  | { about: 'room'; room: string }
  | { about: 'requests' }
  | { about: 'register' }
  | { about: 'release' }
  /** How much waits for this person; without a count it is asked for. */
  | { about: 'telling'; count?: number }
  | { about: 'connection'; live: boolean };
