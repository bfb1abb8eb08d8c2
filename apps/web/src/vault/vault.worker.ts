import { expose } from 'comlink';
import { fetchAhead, openDoor } from '@consilium/client';
import { letProblemsCross } from './problem-crossing';

/** Where the keys live. The page reaches this worker through its door only; ending it forgets everything. */
letProblemsCross();
expose(openDoor({ origin: location.origin }));
void fetchAhead();
