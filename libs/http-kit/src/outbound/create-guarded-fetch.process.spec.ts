import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { html, startDnsServer, startOrigin } from '@exemplar/testing';

const run = promisify(execFile);

const HERE = JSON.stringify(import.meta.url);

/** A process of its own that opens a page, and one of a silent name, and closes; it ends when nothing holds it. */
const SCRIPT = `
  const { createGuardedFetch } = await import(new URL('./create-guarded-fetch.ts', ${HERE}));
  const { parseCidrs } = await import(new URL('./address/cidr.ts', ${HERE}));
  const [url, server] = process.argv.slice(1);
  const fetch = createGuardedFetch({ allowCidrs: parseCidrs('127.0.0.1'), allowPorts: '*', resolver: { servers: [server] } });
  const page = await fetch.openPage(url);
  for await (const chunk of page.body) process.stdout.write(chunk);
  await fetch.openPage('http://silent.example/', { deadlineMs: 50 }).catch(({ code }) => process.stdout.write(' ' + code));
  fetch.close();
`;

describe('a process with a guarded fetch', () => {
  it('goes past the proxy of its environment, and ends by itself once the fetch is closed', async () => {
    await using origin = await startOrigin({ '/': html('page') });
    await using proxy = await startOrigin({ '*': html('proxy') });
    await using dns = await startDnsServer({ 'silent.example': { silent: true } });
    const { stdout } = await run(
      process.execPath,
      ['--input-type=module', '-e', SCRIPT, `${origin.url}/`, dns.server],
      {
        env: {
          ...process.env,
          NODE_USE_ENV_PROXY: '1',
          HTTP_PROXY: proxy.url,
          http_proxy: proxy.url,
          NO_PROXY: '',
          no_proxy: '',
        },
        timeout: 15_000,
      },
    );
    expect(stdout).toBe('page upstream-timeout');
    expect(proxy.connections).toBe(0);
  });
});
