import { readFileSync } from 'node:fs';

import { JSDOM } from 'jsdom';

import { NOTHING } from '../../fixtures/show-answer.ts';
import { startPlayground } from './start-playground.js';

const HTML = readFileSync(new URL('./index.html', import.meta.url), 'utf8');
const DUNES = 'https://dunes.example/';
const PLAIN = 'https://plain.example/';

const metadata = (link: string, title: string | null = `Title of ${link}`) =>
  Response.json({ ...NOTHING, url: link, finalUrl: link, title });
const problem = (code: string, more: object = {}, headers: Record<string, string> = {}) =>
  Response.json(
    { code, title: 'Its title', detail: 'Its detail.', requestId: 'r-1', ...more },
    { status: 502, headers: { 'content-type': 'application/problem+json', ...headers } },
  );

type Answer = (link: string, signal: AbortSignal) => Response | Promise<Response>;

/** Opens the page in a window of its own, with a service that answers as told. */
function open(path: string, answer: Answer = (link) => metadata(link)) {
  const { window } = new JSDOM(HTML, { url: `http://localhost:3000${path}`, pretendToBeVisual: true });
  const { document } = window;
  const requests: string[] = [];
  let time = 0;
  const started = startPlayground({
    window: window as unknown as Window,
    fetch: async (input, init) => {
      const path = input as string;
      requests.push(path);
      const link = new URL(path, window.location.href).searchParams.get('url') ?? '';
      return await answer(link, init?.signal ?? AbortSignal.abort());
    },
    now: () => (time += 100),
  });
  return {
    window,
    document,
    requests,
    started,
    input: document.getElementById('link') as HTMLInputElement,
    button: document.getElementById('show') as HTMLButtonElement,
    text: (selector: string) => document.querySelector(selector)?.textContent,
    paste: (target: HTMLElement, clipboardData?: { readonly getData: () => string }) => {
      target.dispatchEvent(
        Object.assign(new window.Event('paste', { bubbles: true, cancelable: true }), { clipboardData }),
      );
    },
    /** Resolves once the page shows what was asked for, told by the title of its card. */
    shows: (title: string) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (document.querySelector('.card-title')?.textContent === title) resolve();
        };
        new window.MutationObserver(look).observe(document.body, { childList: true, subtree: true });
        look();
      }),
  };
}

const own = 'The service the next ones are built on';

describe('the page before anything was asked', () => {
  it('shows its own card from its own head, two examples, and asks nothing', async () => {
    const { started, text, requests, document } = open('/');
    await started;
    expect(text('.card-title')).toBe(own);
    expect(text('.card-host')).toBe('localhost:3000');
    expect(document.querySelector('.card-image img')?.getAttribute('src')).toBe(
      'http://localhost:3000/assets/card.svg',
    );
    expect([...document.querySelectorAll<HTMLAnchorElement>('#examples a')].map(({ search }) => search)).toEqual([
      '?url=https%3A%2F%2Fexample.com%2F',
      '?url=https%3A%2F%2Fgithub.com%2Fnodejs%2Fnode',
    ]);
    expect(text('#status')).toBe('');
    expect(requests).toEqual([]);
  });

  it('is as good without what its head can tell', async () => {
    const { window } = new JSDOM(HTML.replaceAll(/<meta|<link/g, '<i'), { url: 'http://localhost:3000/' });
    await startPlayground({
      window: window as unknown as Window,
      fetch: () => Promise.reject(new Error()),
      now: () => 0,
    });
    expect(window.document.querySelector('.card-title')?.textContent).toBe('localhost:3000');
  });
});

describe('a link in the address of the page', () => {
  it('is asked for and shown, with the time it took', async () => {
    const { started, input, text, requests, document } = open(`/?url=${encodeURIComponent(DUNES)}`);
    await started;
    expect(requests).toEqual(['/v1/metadata?url=https%3A%2F%2Fdunes.example%2F&candidates=true&probe=true']);
    expect(input.value).toBe(DUNES);
    expect(text('.card-title')).toBe(`Title of ${DUNES}`);
    expect(text('#status')).toBe('Card ready in 100 ms.');
    expect(document.title).toBe(`Title of ${DUNES} · Exemplar`);
  });

  it('names the page by its host where it has no title', async () => {
    const { started, document } = open(`/?url=${DUNES}`, (link) => metadata(link, null));
    await started;
    expect(document.title).toBe('dunes.example · Exemplar');
  });
});

describe('a link that is given', () => {
  it('is told as loading, with the button disabled, until the card is there', async () => {
    const { promise, resolve } = Promise.withResolvers<Response>();
    const { started, input, button, text, document, shows } = open('/', () => promise);
    await started;
    input.value = 'dunes.example';
    button.focus();
    button.click();
    expect(button.disabled).toBe(true);
    expect(text('#status')).toBe('Reading dunes.example …');
    expect(document.querySelector('#answer')?.getAttribute('aria-busy')).toBe('true');
    resolve(metadata(DUNES));
    await shows(`Title of ${DUNES}`);
    expect(button.disabled).toBe(false);
    expect(button.textContent).toBe('Show the card');
    expect(document.querySelector('#answer')?.getAttribute('aria-busy')).toBe('false');
    expect(document.activeElement).toBe(button);
  });

  it('leaves the focus where the person took it meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<Response>();
    const { started, input, button, document, shows } = open('/', () => promise);
    await started;
    input.value = DUNES;
    button.focus();
    button.click();
    input.focus();
    resolve(metadata(DUNES));
    await shows(`Title of ${DUNES}`);
    expect(document.activeElement).toBe(input);
  });

  it('brings the focus back to the button, though another link came between', async () => {
    const { started, input, button, document, paste, shows } = open('/', (link) =>
      link === DUNES ? new Promise(() => undefined) : metadata(link),
    );
    await started;
    input.value = DUNES;
    button.focus();
    button.click();
    button.blur(); // as browsers do to a disabled button
    paste(document.body, { getData: () => PLAIN });
    await shows(`Title of ${PLAIN}`);
    expect(document.activeElement).toBe(button);
  });

  it('is in the address, so that back and forward show again what was shown', async () => {
    const { started, window, input, button, shows, text, document } = open('/');
    await started;
    const title = document.title;
    input.value = 'dunes.example/';
    button.click();
    await shows(`Title of ${DUNES}`);
    input.value = PLAIN;
    button.click();
    await shows(`Title of ${PLAIN}`);
    expect(window.location.search).toBe('?url=https%3A%2F%2Fplain.example%2F');
    window.history.back();
    await shows(`Title of ${DUNES}`);
    window.history.back();
    await shows(own);
    expect(input.value).toBe('');
    expect(document.title).toBe(title);
    window.history.forward();
    await shows(`Title of ${DUNES}`);
    expect(text('#status')).toBe('Card ready in 100 ms.');
  });

  it('is asked for again when it is given again, without another step in the history', async () => {
    const { started, window, button, requests } = open(`/?url=${encodeURIComponent(DUNES)}`);
    await started;
    button.click();
    expect(requests).toHaveLength(2);
    expect(window.history).toHaveLength(1);
  });

  it('takes the place of one that is still being read, which is given up', async () => {
    const slow = Promise.withResolvers<Response>();
    const signals: AbortSignal[] = [];
    const { started, shows, paste, document, text } = open(`/?url=${encodeURIComponent(DUNES)}`, (link, signal) => {
      signals.push(signal);
      return link === DUNES ? slow.promise : metadata(link);
    });
    paste(document.body, { getData: () => PLAIN });
    await shows(`Title of ${PLAIN}`);
    slow.resolve(metadata(DUNES));
    await started;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(text('.card-title')).toBe(`Title of ${PLAIN}`);
  });
});

describe('a link that was shown', () => {
  it('is read again past the cache where the address says so', async () => {
    const { started, requests } = open(`/?url=${encodeURIComponent(DUNES)}&fresh=true`);
    await started;
    expect(requests[0]).toMatch(/&fresh=true$/);
  });

  it('is listed among the recent ones', async () => {
    const { started, window, document } = open(`/?url=${encodeURIComponent(DUNES)}`);
    await started;
    window.history.replaceState(null, '', '/');
    window.dispatchEvent(new window.Event('popstate'));
    expect(document.querySelector('.recent a')?.textContent).toBe('dunes.example');
  });
});

describe('pasting', () => {
  it('a link anywhere on the page shows its card', async () => {
    const { started, document, paste, shows } = open('/');
    await started;
    paste(document.body, { getData: () => ` ${DUNES}\n` });
    await shows(`Title of ${DUNES}`);
    expect(document.title).toBe(`Title of ${DUNES} · Exemplar`);
  });

  it('into the field, or anything that is no link, is left alone', async () => {
    const { started, document, input, paste, requests } = open('/');
    await started;
    paste(input, { getData: () => DUNES });
    paste(document.body, { getData: () => 'just words' });
    paste(document.body);
    expect(requests).toEqual([]);
  });
});

describe('a problem', () => {
  const told = async (answer: Answer) => {
    const page = open(`/?url=${encodeURIComponent(DUNES)}`, answer);
    await page.started;
    return page;
  };

  it('is told kindly: what happened, what to do, the code and the request id', async () => {
    const { text, document } = await told(() => problem('upstream-timeout'));
    expect(text('.problem h2')).toBe('The site took too long');
    expect(text('.problem-detail')).toBe('Its detail.');
    expect(text('.problem')).toContain('Ask again in a minute.');
    expect([...document.querySelectorAll('.problem code')].map(({ textContent }) => textContent)).toEqual([
      'upstream-timeout',
      'r-1',
    ]);
    expect(text('#status')).toBe('No card, after 100 ms.');
    expect(document.title).toBe('dunes.example · Exemplar');
  });

  it('says how long to wait where the service does', async () => {
    const { text } = await told(() => problem('rate-limited', {}, { 'retry-after': '12' }));
    expect(text('.problem')).toContain('The service asks to wait 12 s.');
  });

  it('goes by its own title where its code is not known', async () => {
    const { text } = await told(() => problem('brand-new'));
    expect(text('.problem h2')).toBe('Its title');
  });

  it.each([
    ['the service cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['the answer is not JSON', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
  ])('is told where %s', async (_, answer) => {
    const { text, document } = await told(answer);
    expect(text('.problem h2')).toBe('No answer came back');
    expect(document.querySelectorAll('.problem dt')).toHaveLength(1);
  });
});
