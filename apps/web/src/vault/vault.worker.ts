import { expose } from 'comlink';
import { fetchAhead, openDoor } from '@consilium/client';
import { deviceShelf } from './device-shelf';
import { letProblemsCross } from './problem-crossing';

/** Where the keys live. The page reaches this worker through its door only; ending it forgets everything. */
letProblemsCross();
expose(openDoor({ origin: location.origin, shelf: deviceShelf(), build: self.name }));
void fetchAhead();
