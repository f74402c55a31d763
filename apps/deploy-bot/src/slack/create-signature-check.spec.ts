import { createHmac } from 'node:crypto';

import { HttpProblem } from '@exemplar/http-kit';

import { createSignatureCheck } from './create-signature-check.ts';

const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const now = (): number => 1_531_420_618_000;

const signatureOf = (time: string, body: string, by = secret): string =>
  `v0=${createHmac('sha256', by).update(`v0:${time}:${body}`).digest('hex')}`;

const headersOf = (time: string, signature: string) => ({
  'x-slack-request-timestamp': time,
  'x-slack-signature': signature,
});

/** What the check says of a request, and why: the answer, and the cause that only the log sees. */
function verdictOf(check: ReturnType<typeof createSignatureCheck>, headers: Record<string, string>, body: string) {
  try {
    check(headers, Buffer.from(body));
    return 'taken';
  } catch (error) {
    expect(error).toBeInstanceOf(HttpProblem);
    const { code, detail, cause } = error as HttpProblem & { readonly cause: Error };
    expect(detail).toBe('The request is not signed as Slack signs it, or not anew.');
    return `${code}: ${cause.message}`;
  }
}

describe("the check of Slack's signature", () => {
  it("takes the example of Slack's own documentation", () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    const check = createSignatureCheck({ secret, now: () => 1_531_420_618_000 });

    expect(
      verdictOf(
        check,
        headersOf('1531420618', 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503'),
        body,
      ),
    ).toBe('taken');
  });

  it.each([
    ['no signature', { 'x-slack-request-timestamp': '1531420618' }, 'unauthorized: wrong signature'],
    ['no time', { 'x-slack-signature': signatureOf('1531420618', 'a=b') }, 'unauthorized: no time'],
    ['a time that is none', headersOf('now', signatureOf('now', 'a=b')), 'unauthorized: no time'],
    [
      'a signature of another body',
      headersOf('1531420618', signatureOf('1531420618', 'a=c')),
      'unauthorized: wrong signature',
    ],
    [
      'a signature by another secret',
      headersOf('1531420618', signatureOf('1531420618', 'a=b', 'guessed')),
      'unauthorized: wrong signature',
    ],
    [
      'a time of six minutes ago',
      headersOf('1531420258', signatureOf('1531420258', 'a=b')),
      'unauthorized: more than five minutes off',
    ],
    [
      'a time in six minutes',
      headersOf('1531420978', signatureOf('1531420978', 'a=b')),
      'unauthorized: more than five minutes off',
    ],
  ])('refuses a request with %s, and tells its sender nothing of why', (_, headers, verdict) => {
    expect(verdictOf(createSignatureCheck({ secret, now }), headers, 'a=b')).toBe(verdict);
  });

  it('takes a time that is up to five minutes off', () => {
    const check = createSignatureCheck({ secret, now });

    expect(
      ['1531420318', '1531420918'].map((time) => verdictOf(check, headersOf(time, signatureOf(time, 'a=b')), 'a=b')),
    ).toEqual(['taken', 'taken']);
  });

  it('takes a request once, and the same words signed anew again', () => {
    const check = createSignatureCheck({ secret, now });
    const verdicts = ['1531420618', '1531420618', '1531420619'].map((time) =>
      verdictOf(check, headersOf(time, signatureOf(time, 'a=b')), 'a=b'),
    );

    expect(verdicts).toEqual(['taken', 'unauthorized: taken before', 'taken']);
  });

  it('goes by the clock of the machine unless told otherwise', () => {
    const time = String(Math.floor(Date.now() / 1000));

    expect(verdictOf(createSignatureCheck({ secret }), headersOf(time, signatureOf(time, 'a=b')), 'a=b')).toBe('taken');
  });
});
