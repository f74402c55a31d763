import { bold, code, codeBlock, cut, escape, link } from './mrkdwn.ts';

describe("Slack's mark-up", () => {
  it('shows what people wrote as they wrote it: no mention, no link', () => {
    expect(escape('<!channel> & <https://evil.example|harmless>')).toBe(
      '&lt;!channel&gt; &amp; &lt;https://evil.example|harmless&gt;',
    );
    expect(bold('a<b')).toBe('*a&lt;b*');
    expect(code('`rm` <b>')).toBe('`ˋrmˋ &lt;b&gt;`');
    expect(link('https://example.com/?a=1&b=a|b', 'This > that | more')).toBe(
      '<https://example.com/?a=1&amp;b=a%7Cb|This &gt; that ¦ more>',
    );
  });

  it('cuts a text without leaving half an escape or half a character', () => {
    expect(cut('short', 5)).toBe('short');
    expect(cut('longer', 5)).toBe('long…');
    expect(cut('abc&amp;d', 6)).toBe('abc…');
    expect(cut('abc\u{1F600}d', 5)).toBe('abc…');
  });
});

describe('a block of code', () => {
  it('shows lines of a log without their secrets, and cannot be left', () => {
    expect(codeBlock(['token=abcdef1234567890', '```', 'a < b'])).toBe("```\ntoken=[redacted]\n'''\na &lt; b\n```");
  });

  it('shows the last whole lines of a long log', () => {
    const lines = Array.from({ length: 500 }, (_, number) => `line ${number}`);
    const shown = codeBlock(lines).split('\n');

    expect(shown.slice(0, 2)).toEqual(['```', '…']);
    expect(shown[2]).toMatch(/^line \d+$/);
    expect(shown.slice(-2)).toEqual(['line 499', '```']);
    expect(shown.join('\n').length).toBeLessThan(2500);
  });

  it('shows the end of a line that is too long, without half an escape', () => {
    const shown = codeBlock(['<'.repeat(2000)]).split('\n');

    expect(shown).toHaveLength(4);
    expect(shown[2]).toMatch(/^(?:&lt;)+$/);
  });
});
