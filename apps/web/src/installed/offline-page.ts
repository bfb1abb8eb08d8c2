const style = `
:root { color-scheme: light dark; --paper: #f3f6f6; --surface: #fff; --hairline: #d8e1e2; --text: #0f2429; --quiet: #4b6065; --accent: #0d5767; --on: #fff }
@media (prefers-color-scheme: dark) { :root { --paper: #0c1315; --surface: #131d20; --hairline: #26363b; --text: #e6eff0; --quiet: #a3b6ba; --accent: #8ccbd7; --on: #0c1315 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100dvh; padding: 16px; display: grid; place-content: center; background: var(--paper); color: var(--text); font: 1rem/1.6 'Inter Variable', Inter, system-ui, sans-serif }
main { max-width: 34rem; padding: 28px 24px; background: var(--surface); border: 1px solid var(--hairline); border-radius: 12px }
h1 { margin: 16px 0 12px; font: 600 1.625rem/1.25 'Source Serif 4', Georgia, 'Times New Roman', serif; text-wrap: balance }
p { margin: 0 0 12px; text-wrap: pretty }
p + p { color: var(--quiet) }
button { margin-top: 8px; min-height: 44px; padding: 0 20px; border: 0; border-radius: 8px; background: var(--accent); color: var(--on); font: inherit; font-weight: 600; cursor: pointer }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
svg { display: block; width: 48px; height: 48px }
`;

/** Looks again by itself. The address keeps what stands behind its `#`, so whoever followed a link is led on then. */
const script = `
const again = () => location.reload();
document.querySelector('button').addEventListener('click', again);
addEventListener('online', again);
setInterval(() => { if (navigator.onLine && document.visibilityState === 'visible') again(); }, 20000);
`;

const drawing =
  '<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#0d5767"/><circle cx="13" cy="16" r="6.5" fill="none" stroke="#e8f4f6" stroke-width="2.6"/><circle cx="19" cy="16" r="6.5" fill="none" stroke="#e9b872" stroke-width="2.6"/></svg>';

const page = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>Consilium: no connection</title>
<style>${style}</style>
</head>
<body>
<main>
${drawing}
<h1>No connection</h1>
<p>Consilium cannot be reached from this device, so nothing of your cases can be read or sent just now.</p>
<p>What you were writing is kept on this device, sealed, unless this browser keeps nothing. If something is urgent, telephone.</p>
<button type="button">Try again</button>
</main>
<script>${script}</script>
</body>
</html>
`;

async function hashOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}'`;
}

/** What stands in the place of the application while the service cannot be reached: made here, fetched and kept nowhere. */
export async function offlinePage(): Promise<Response> {
  const policy = `default-src 'none'; style-src ${await hashOf(style)}; script-src ${await hashOf(script)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return new Response(page, {
    status: 503,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    },
  });
}
