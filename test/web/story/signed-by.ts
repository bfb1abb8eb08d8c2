import type { Page } from '@playwright/test';

export interface Signed {
  readonly type: string;
  readonly body: Record<string, unknown>;
}

/** The body of every entry that this page signs from here on, as it goes to the service. */
export function signedBy(page: Page): Signed[] {
  const signed: Signed[] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/ledgers/append')) return;
    const { entries } = request.postDataJSON() as { entries: { jws: string; body?: string }[] };
    for (const { jws, body = '{}' } of entries) {
      const { type } = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as { type: string };
      signed.push({ type, body: JSON.parse(body) as Record<string, unknown> });
    }
  });
  return signed;
}
