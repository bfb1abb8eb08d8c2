import { expose } from 'comlink';
import { fetchAhead, openDoor } from '@consilium/client';
import { deviceShelf } from './device-shelf';
import { letProblemsCross } from './problem-crossing';

/** Where the keys live. The page reaches this worker through its door only; ending it forgets everything. */
letProblemsCross();
// What is needed with open keys comes behind the first answer, for which the page waits, and not beside it.
expose(openDoor({ origin: location.origin, shelf: deviceShelf(), build: self.name, onState: () => void fetchAhead() }));
