import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Upper ends of the classes that answer times are counted in, seconds. */
const classes = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Gauge {
  readonly says: string;
  readonly read: () => number;
}

const billion = 1e9;

/** What this process counts, in the text format monitoring reads: numbers alone, no id, no name, nothing about anybody. */
@Injectable()
export class Metrics implements OnApplicationShutdown {
  private readonly answers = new Map<string, number>();
  private readonly within = classes.map(() => 0);
  private seconds = 0;
  private conflicts = 0;
  private readonly gauges = new Map<string, Gauge>();
  private readonly loop = monitorEventLoopDelay({ resolution: 20 });

  constructor() {
    this.loop.enable();
  }

  onApplicationShutdown(): void {
    this.loop.disable();
  }

  /** A request was answered with this status after so many seconds. */
  answered(status: number, seconds: number): void {
    const name = `${String(Math.floor(status / 100))}xx`;
    this.answers.set(name, (this.answers.get(name) ?? 0) + 1);
    this.seconds += seconds;
    const place = classes.findIndex((end) => seconds <= end);
    if (place >= 0) this.within[place] = (this.within[place] ?? 0) + 1;
  }

  /** An append lost the race for the head, or named a register that has moved. */
  conflicted(): void {
    this.conflicts += 1;
  }

  /** A number that is read when somebody asks. `name`: with labels, if it has some. */
  gauge(name: string, says: string, read: () => number): void {
    this.gauges.set(name, { says, read });
  }

  text(): string {
    const lines = [
      ...typed('consilium_requests_total', 'counter', 'Requests answered, by class of status.'),
      ...[...this.answers].map(([status, count]) => `consilium_requests_total{status="${status}"} ${String(count)}`),
      ...this.times(),
      ...typed('consilium_append_conflicts_total', 'counter', 'Appends that lost the race and are tried again.'),
      `consilium_append_conflicts_total ${String(this.conflicts)}`,
      ...this.delays(),
      ...this.gaugeLines(),
    ];
    return [...lines, ''].join('\n');
  }

  private times(): string[] {
    let sum = 0;
    const counts = this.within.map((count) => (sum += count));
    const all = [...this.answers.values()].reduce((total, count) => total + count, 0);
    return [
      ...typed('consilium_request_seconds', 'histogram', "From a request's head to the end of its answer."),
      ...classes.map((end, index) => `consilium_request_seconds_bucket{le="${String(end)}"} ${String(counts[index])}`),
      `consilium_request_seconds_bucket{le="+Inf"} ${String(all)}`,
      `consilium_request_seconds_sum ${this.seconds.toFixed(3)}`,
      `consilium_request_seconds_count ${String(all)}`,
    ];
  }

  /** Since the last time somebody asked. */
  private delays(): string[] {
    const { loop } = this;
    const said = [
      ['0.5', loop.percentile(50)],
      ['0.99', loop.percentile(99)],
      ['1', loop.max],
    ] as const;
    const lines = said.map(
      ([quantile, delay]) => `consilium_event_loop_seconds{quantile="${quantile}"} ${(delay / billion).toFixed(4)}`,
    );
    loop.reset();
    return [...typed('consilium_event_loop_seconds', 'gauge', 'How late this process gets to what is due.'), ...lines];
  }

  private gaugeLines(): string[] {
    let before = '';
    return [...this.gauges].flatMap(([name, { says, read }]) => {
      const [bare = ''] = name.split('{');
      const head = bare === before ? [] : typed(bare, 'gauge', says);
      before = bare;
      return [...head, `${name} ${String(read())}`];
    });
  }
}

function typed(name: string, type: string, says: string): string[] {
  return [`# HELP ${name} ${says}`, `# TYPE ${name} ${type}`];
}
