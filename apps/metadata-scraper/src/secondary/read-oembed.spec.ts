import { readOembed } from './read-oembed.ts';

describe('readOembed', () => {
  it('reads JSON as it is', () => {
    expect(readOembed('{"type":"video","width":480,"html":"<b>x</b>"}')).toEqual({
      type: 'video',
      width: 480,
      html: '<b>x</b>',
    });
  });

  it('reads XML into the same shape', () => {
    const xml = `<?xml version="1.0" encoding="utf-8"?>
      <oembed><version>1.0</version><type>photo</type><title> A &amp; B </title>
      <width>240</width><height>tall</height><html><![CDATA[<b>x</b>]]></html><author><name>deep</name></author></oembed>`;
    expect(readOembed(xml)).toEqual({
      version: '1.0',
      type: 'photo',
      title: 'A & B',
      width: 240,
      height: 'tall',
      html: '<b>x</b>',
      author: '',
    });
  });

  it('keeps no more names than an answer has', () => {
    const names = Array.from({ length: 200 }, (_, at) => `<n${at}>x</n${at}>`).join('');
    expect(Object.keys(readOembed(`<oembed><type>link</type>${names}</oembed>`) ?? {})).toHaveLength(100);
  });

  it('is as fit to send on as any answer: neither deep nor with half a character', () => {
    const deep = `{"type":"link","a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
    expect(readOembed(deep)).toBeNull();
    expect(readOembed(String.raw`{"type":"link","title":"\ud800"}`)).toEqual({ type: 'link', title: '\ufffd' });
  });

  it('reads XML no further than an answer nests', () => {
    const nested = `<oembed><type>link</type>${'<a>'.repeat(50)}${'</a>'.repeat(50)}<title>Late</title></oembed>`;
    expect(readOembed(nested)).toEqual({ type: 'link' });
  });

  it.each(['', 'nonsense', '[1]', 'null', '{}', '{"type":"other"}', '<html><body>Not found</body></html>'])(
    'takes no other text for an answer: %s',
    (text) => {
      expect(readOembed(text)).toBeNull();
    },
  );
});
