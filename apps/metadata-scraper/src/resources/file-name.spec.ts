import { fileName } from './file-name.ts';

/** As Node tells the bytes of a header. */
const inUtf8 = (text: string): string => Buffer.from(text).toString('latin1');

describe('the name of a file', () => {
  it.each([
    ['attachment; filename="Annual report.pdf"', 'Annual report.pdf'],
    ['inline; FILENAME=report.pdf', 'report.pdf'],
    ["attachment; filename=fallback.pdf; filename*=UTF-8''%e2%82%ac%20rates.pdf", '€ rates.pdf'],
    ['inline; filename="Gr\u00fc\u00dfe.pdf"', 'Grüße.pdf'],
    [inUtf8('inline; filename="Grüße 写真.pdf"'), 'Grüße 写真.pdf'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    [String.raw`attachment; filename="C:\\files\\a.png"`, 'a.png'],
    ['attachment; filename=" a \t b "', 'a b'],
  ])('is read of %j', (header, name) => {
    expect(fileName({ 'content-disposition': header })).toBe(name);
  });

  it.each(['inline', '', ';;;', 'attachment; filename=""', 'attachment; filename="open', 'attachment; filename="a/"'])(
    'is none where %j tells none',
    (header) => {
      expect(fileName({ 'content-disposition': header })).toBeNull();
    },
  );

  it('is none without the header', () => {
    expect(fileName({})).toBeNull();
  });
});
