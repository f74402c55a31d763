import readPdf from './read-pdf.worker.ts';

/** A PDF of one empty page. */
function pdf(info: string, { catalog = '', trailer = '', xmp = '' } = {}): Uint8Array {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
    `<< ${info} >>`,
    `<< /Type /Metadata /Subtype /XML /Length ${xmp.length} >>\nstream\n${xmp}\nendstream`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`;
  return new TextEncoder().encode(text + table + end);
}

const NOTHING = {
  title: null,
  author: null,
  subject: null,
  keywords: null,
  createdAt: null,
  modifiedAt: null,
  lang: null,
};

describe('reading a PDF', () => {
  it('tells what its information dictionary says', async () => {
    const info = `/Title (The  title) /Author <FEFF00C9006D0069006C0065> /Subject (What it is about) /Keywords (a, b)
      /CreationDate (D:20200102030405+01'00') /ModDate (D:20210102)`;
    expect(await readPdf(pdf(info, { catalog: '/Lang (en-GB)' }))).toEqual({
      title: 'The title',
      author: 'Émile',
      subject: 'What it is about',
      keywords: 'a, b',
      createdAt: '2020-01-02T02:04:05.000Z',
      modifiedAt: '2021-01-02T00:00:00.000Z',
      lang: 'en-GB',
    });
  });

  it('falls back on its XMP metadata', async () => {
    const list = (kind: string, ...items: string[]): string =>
      `<rdf:${kind}>${items.map((item) => `<rdf:li>${item}</rdf:li>`).join('')}</rdf:${kind}>`;
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
      <dc:title>${list('Alt', 'The title')}</dc:title><dc:creator>${list('Seq', 'Ada', 'Émile')}</dc:creator>
      <dc:subject>${list('Bag', 'a', 'b')}</dc:subject><xmp:CreateDate>2020-01-02T03:04:05+01:00</xmp:CreateDate>
      </rdf:Description></rdf:RDF></x:xmpmeta>`.replaceAll('É', '&#xC9;');
    expect(await readPdf(pdf('/Title ( )', { xmp }))).toEqual({
      ...NOTHING,
      title: 'The title',
      author: 'Ada, Émile',
      keywords: 'a, b',
      createdAt: '2020-01-02T02:04:05.000Z',
    });
  });

  it('tells nothing of a PDF that says nothing', async () => {
    expect(await readPdf(pdf('/CreationDate (yesterday) /Title /NoText'))).toEqual(NOTHING);
  });

  it.each([
    ['no PDF', new TextEncoder().encode('<html>')],
    ['empty', new Uint8Array()],
    ['broken', pdf('').subarray(0, 60)],
    [
      'encrypted',
      pdf('/Title (secret)', {
        trailer: `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'00'.repeat(32)}> /U <${'00'.repeat(32)}> >>`,
      }),
    ],
  ])('gives null for one that is %s', async (_, bytes) => {
    expect(await readPdf(bytes)).toBeNull();
  });
});
