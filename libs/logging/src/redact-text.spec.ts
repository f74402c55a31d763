import { captureStream } from '@exemplar/testing';

import { createLogger, redactText } from './index.ts';

const M = '[redacted]';

const SECRETS = [
  ['https://user:hunter2@host/path', `https://${M}@host/path`],
  ['redis://:hunter2@cache:6379', `redis://${M}@cache:6379`],
  ['postgres://user:p@ss@host/db', `postgres://${M}@host/db`],
  ['Authorization: Bearer abc.def-ghi', `Authorization: ${M}`],
  ['authorization: Digest username="a", response="b"', `authorization: ${M}`],
  ['{"authorization":"Digest a=\\"b\\"","status":200}', `{"authorization":"${M}","status":200}`],
  ["curl -H 'Authorization: Token abc'", `curl -H 'Authorization: ${M}`],
  ['Bearer abc123', `Bearer ${M}`],
  ['sent basic dXNlcjpwYXNz', `sent basic ${M}`],
  ['token eyJhbGciOiJI.eyJzdWIiOiIx.abc-def here', `token ${M} here`],
  [`pay with sk_live_abcdefgh12345678`, `pay with ${M}`],
  [`push with ghp_abcdefghijklmnopqrstuvwxyz0123456789`, `push with ${M}`],
  [`slack xoxb-123456789-abcdef`, `slack ${M}`],
  [`aws AKIAIOSFODNN7EXAMPLE`, `aws ${M}`],
  ['/page?a=1&api_key=hunter2&b=2', `/page?a=1&api_key=${M}&b=2`],
  ['{"access_token": "hunter2"}', `{"access_token": "${M}"}`],
  ['password=hunter2', `password=${M}`],
  ['X-Amz-Signature=abcdef', `X-Amz-Signature=${M}`],
  ['Cookie: a=b; c=d', `Cookie: ${M}`],
  ["set-cookie: 'a=b; Path=/'", `set-cookie: '${M}'`],
  ['password="two words" user=x', `password="${M}" user=x`],
  ["secret: 'two words'", `secret: '${M}'`],
  ['{\\"token\\":\\"abc\\",\\"a\\":1}', `{\\"token\\":${M},\\"a\\":1}`],
  ['?to=https%3A%2F%2Fa%3Faccess_token%3Dabc', `?to=https%3A%2F%2Fa%3Faccess_token%3D${M}`],
  ['https://maps/?key=abc&q=1', `https://maps/?key=${M}&q=1`],
  ['https://hooks.slack.com/services/T000/B000/XXXXXXXX', `https://hooks.slack.com/${M}`],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- and', `${M} and`],
  ['sk-proj-abcdefghijklmnopqrstuvwx', M],
  [`SG.${'a'.repeat(20)}.${'b'.repeat(20)}`, M],
  [`npm_${'a'.repeat(36)}`, M],
  [`glpat-${'a'.repeat(20)} whsec_${'a'.repeat(20)} ya29.${'a'.repeat(20)}`, `${M} ${M} ${M}`],
  [`AIza${'a'.repeat(35)}`, M],
] as const;

describe('redactText', () => {
  it.each(SECRETS)('masks the secret in %j, once and for all', (text, safe) => {
    expect(redactText(text)).toBe(safe);
    expect(redactText(safe)).toBe(safe);
  });

  it.each(SECRETS)('is what a line goes through: %j', (text, safe) => {
    const output = captureStream();
    createLogger({ service: 'shop', version: '1', output: output.stream }).info(text, { field: text, list: [text] });
    expect(output.json()).toMatchObject([{ message: safe, field: safe, list: [safe] }]);
  });

  it.each([
    '',
    'short',
    'https://host/path?page=2',
    'the author said: hello',
    'mail me at a@b.example',
    'key = 5',
    'cache key=user:5',
    'basic information',
    'Bearer token missing',
    'Unexpected token } in JSON',
    'https://example.com/@user',
  ])('leaves %j alone', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it('takes no longer for text that is made to slow it down', () => {
    const bait = [
      ...['password', '://', 'a-', 'bearer ', '=', '-eyJ', 'eyJaaaaa.', '-----BEGIN PRIVATE KEY-----', 'cookie='],
      ...[
        'authorization:"\\',
        'token=[',
        '://a:b',
        '://a@',
        'basic aaaaaaaaaaaaaaaaaaaaa ',
        'sk-',
        'token"\\\'   ',
        'SG.aaaa',
      ],
    ];
    const started = performance.now();
    for (const piece of bait) redactText(piece.repeat(8192 / piece.length));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
