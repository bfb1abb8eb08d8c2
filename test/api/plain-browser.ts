import type { Endpoint, InputOf, OutputOf } from '@consilium/contracts';

interface Answer<O> {
  readonly status: number;
  readonly body: O;
  /** The problem's title; "" when there is none. */
  readonly title: string;
  readonly headers: Headers;
}

/** A browser without a page: keeps cookies, states its Origin, sends JSON. */
export class PlainBrowser {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly address: string,
    private readonly origin: string,
  ) {}

  async call<E extends Endpoint>(
    endpoint: E,
    input: InputOf<E>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<OutputOf<E>>> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.address}/api/${endpoint.path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: this.origin,
        ...(cookie === '' ? {} : { cookie }),
        ...headers,
      },
      body: JSON.stringify(input),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const body = (await response.json()) as OutputOf<E> & { title?: string };
    return { status: response.status, body, title: body.title ?? '', headers: response.headers };
  }

  /** The answer of a call that has to work. */
  async ask<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>> {
    const answer = await this.call(endpoint, input);
    if (answer.status !== 200) throw new Error(`${endpoint.path} answered ${String(answer.status)}: ${answer.title}`);
    return answer.body;
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', value = ''] = pair.split('=');
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
