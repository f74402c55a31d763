import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';

import { type DnsServer, startDnsServer } from '@exemplar/testing';

import { parseCidrs } from './address/cidr.ts';
import { createGuardedFetch, type GuardedFetch } from './create-guarded-fetch.ts';
import { createOutboundClient } from './create-outbound-client.ts';

/** A certificate of its own for page.example and localhost, good for nothing but these specs. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgiCAS4S8oDpLZNbIw
GG/5u6JbZrfUZn8OWFbneqqpBmWhRANCAASPQdqDZrUKNUqU9If33njVtCC9FrfU
K2L1+1T2/mWZxgz3ar8V08cAlndshCut037Fm97XXv4pzNe05yDbnVY1
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmDCCAT+gAwIBAgIUGUaOIKzI2YG0JCAuexqaND9PLk8wCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEc3BlYzAgFw0yNjExMjMwNDU1MTJaGA8yMTI2MTAzMDA0NTUx
MlowDzENMAsGA1UEAwwEc3BlYzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABI9B
2oNmtQo1SpT0h/feeNW0IL0Wt9QrYvX7VPb+ZZnGDPdqvxXTxwCWd2yEK63TfsWb
3tde/inM17TnINudVjWjdzB1MB0GA1UdDgQWBBQkn4z1EUPBV4tAEHFaMPtkkrwb
EzAfBgNVHSMEGDAWgBQkn4z1EUPBV4tAEHFaMPtkkrwbEzAPBgNVHRMBAf8EBTAD
AQH/MCIGA1UdEQQbMBmCDHBhZ2UuZXhhbXBsZYIJbG9jYWxob3N0MAoGCCqGSM49
BAMCA0cAMEQCIBPFPJfOIdwLn72IayzEgUYVbCdu1frMZ3teECLZf06hAiARQRWQ
o6uobjyzwnnsFqrASksWLlPEgL4wmgqqgikzFA==
-----END CERTIFICATE-----`;

let server: Server;
let dns: DnsServer;
let port: number;
const names: unknown[] = [];

beforeAll(async () => {
  dns = await startDnsServer({
    'page.example': { addresses: ['127.0.0.1'] },
    'other.example': { addresses: ['127.0.0.1'] },
  });
  server = createServer({ key: KEY, cert: CERTIFICATE }, (request, response) => {
    names.push((request.socket as TLSSocket & { servername?: unknown }).servername);
    response.end('page');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});

afterAll(async () => {
  server.close();
  await dns.close();
});

describe('https', () => {
  let fetch: GuardedFetch;

  const guardedFetch = (options = {}): GuardedFetch => {
    const allowed = { allowCidrs: parseCidrs('127.0.0.1'), allowPorts: '*' } as const;
    return createGuardedFetch({ ...allowed, resolver: { servers: [dns.server] }, retries: 0, ...options });
  };

  beforeEach(() => {
    names.length = 0;
  });

  afterEach(() => {
    fetch.close();
  });

  it('checks the certificate for the name, with or without a dot at its end, on a connection to the checked address', async () => {
    fetch = guardedFetch({ tls: { ca: CERTIFICATE } });
    for (const host of ['page.example', 'page.example.']) {
      const page = await fetch.openPage(`https://${host}:${port}/`);
      const chunks: Uint8Array[] = [];
      for await (const chunk of page.body) chunks.push(chunk);
      expect(Buffer.concat(chunks).toString()).toBe('page');
    }
    expect(names).toEqual(['page.example', 'page.example']);
  });

  it('refuses a certificate for another name', async () => {
    fetch = guardedFetch({ tls: { ca: CERTIFICATE } });
    await expect(fetch.openPage(`https://other.example:${port}/`)).rejects.toMatchObject({
      code: 'upstream-unreachable',
      message: 'other.example has a certificate that does not hold (ERR_TLS_CERT_ALTNAME_INVALID).',
    });
    expect(names).toEqual([]);
  });

  it('refuses a certificate of an authority that is not trusted', async () => {
    fetch = guardedFetch();
    await expect(fetch.openPage(`https://page.example:${port}/`)).rejects.toMatchObject({
      code: 'upstream-unreachable',
      message: 'page.example has a certificate that does not hold (DEPTH_ZERO_SELF_SIGNED_CERT).',
    });
  });

  it('is spoken with the authorities of a client', async () => {
    fetch = guardedFetch();
    const client = createOutboundClient({ tls: { ca: CERTIFICATE } });
    expect((await client.request(`https://localhost:${port}/`)).body.toString()).toBe('page');
    client.close();
  });
});
