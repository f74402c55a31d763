import { decodeChunks } from './decode-chunks.ts';

const decode = (bytes: Uint8Array, charset: string, chunk: number): readonly [charset: string | null, text: string] => {
  const decoder = decodeChunks({ essence: 'text/html', isXml: false, charset });
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) text += decoder.write(bytes.subarray(at, at + chunk));
  text += decoder.end();
  return [decoder.charset(), text];
};

/** Labels that pages use, the encoding that the standard has them name, and a text in it. */
const ENCODINGS: readonly (readonly [label: string, name: string, bytes: readonly number[], text: string])[] = [
  ['utf8', 'utf-8', [0xf0, 0x9f, 0x98, 0x80, 0xc3, 0xa9], '😀é'],
  ['latin1', 'windows-1252', [0x80, 0xe9], '€é'],
  ['ascii', 'windows-1252', [0x93, 0x94], '“”'],
  ['iso-8859-9', 'windows-1254', [0xfd, 0xfe], 'ış'],
  ['cp1251', 'windows-1251', [0xcf, 0xf0], 'Пр'],
  ['koi8', 'koi8-r', [0xf0, 0xd2], 'Пр'],
  ['ibm866', 'ibm866', [0x8f, 0xe0], 'Пр'],
  ['iso-8859-8-i', 'iso-8859-8-i', [0xe0], 'א'],
  ['tis-620', 'windows-874', [0xa1], 'ก'],
  ['sjis', 'shift_jis', [0x83, 0x65, 0xb1], 'テｱ'],
  ['x-euc-jp', 'euc-jp', [0xa5, 0xc6], 'テ'],
  ['iso-2022-jp', 'iso-2022-jp', [0x1b, 0x24, 0x42, 0x25, 0x46, 0x1b, 0x28, 0x42, 0x61], 'テa'],
  ['gb2312', 'gbk', [0xc4, 0xe3, 0xba, 0xc3], '你好'],
  ['gb18030', 'gb18030', [0x81, 0x30, 0x84, 0x36, 0xc4, 0xe3], '¥你'],
  ['big5-hkscs', 'big5', [0xa7, 0x41, 0xa6, 0x6e], '你好'],
  ['ks_c_5601-1987', 'euc-kr', [0xc7, 0xd1], '한'],
  ['utf-16', 'utf-16le', [0x3d, 0xd8, 0x00, 0xde], '😀'],
  ['utf-16be', 'utf-16be', [0xd8, 0x3d, 0xde, 0x00], '😀'],
  ['x-user-defined', 'x-user-defined', [0x61, 0x80], 'a\uf780'],
];

describe('decodeChunks', () => {
  it.each(ENCODINGS)('reads %s as %s, wherever a character is cut', (label, name, bytes, text) => {
    // longer than what is held back for the encoding to be found
    const many = Buffer.from(Array.from({ length: 500 }, () => bytes).flat());
    for (const chunk of [1, 3, 7, 4096]) expect(decode(many, label, chunk)).toEqual([name, text.repeat(500)]);
  });

  it('replaces what is no text', () => {
    expect(decode(Buffer.from([0x61, 0xff, 0x62]), 'utf-8', 1)).toEqual(['utf-8', 'a\ufffdb']);
  });
});
