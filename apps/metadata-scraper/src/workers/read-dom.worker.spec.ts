import readDom from './read-dom.worker.ts';

const PARAGRAPH = 'It has, in all, a good many words and commas, so that it is taken for the article. '.repeat(10);
const read = (html: string) => readDom({ html, url: 'https://example.com/a' });

describe('reading a page by way of a DOM', () => {
  it('tells what a reader view would show', () => {
    const html = `<html lang="de"><head><title>The title of it all | A site</title>
      <meta property="og:site_name" content="A  site"><meta property="article:published_time" content="2 May 2020"></head>
      <body><h1>The title of it all</h1><p class="byline">Ada Lovelace</p><div><p>The
      first. ${PARAGRAPH}</p><p>${PARAGRAPH}</p></div>`;
    expect(read(html)).toEqual({
      title: 'The title of it all',
      byline: 'Ada Lovelace',
      excerpt: expect.stringMatching(/^The first\. It has, in all,/) as string,
      siteName: 'A site',
      publishedTime: '2 May 2020',
      lang: 'de',
    });
  });

  it('tells nothing of a page without an article', () => {
    expect(read('')).toBeNull();
  });

  it('runs no script of the page', () => {
    const html = `<title>As it was</title><p>${PARAGRAPH}</p><script>document.title = 'Changed'</script>`;
    expect(read(html)).toMatchObject({ title: 'As it was', byline: null });
  });
});
