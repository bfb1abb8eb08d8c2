import { Injectable } from '@nestjs/common';

/** The time, as a port: tests move it, nothing else reads the machine's clock for a judgement. */
export abstract class Clock {
  /** Whole Unix seconds. */
  abstract now(): number;
}

@Injectable()
export class SystemClock extends Clock {
  override now(): number {
    return Math.floor(Date.now() / 1000);
  }
}
