import { once } from 'node:events';
import { createServer } from 'node:http';

import { overviewDashboard } from '../observability/dashboards/overview-dashboard.ts';
import { serviceDashboard } from '../observability/dashboards/service-dashboard.ts';
import type { Subject } from '../observability/subject.ts';
import type { Prometheus } from './ask-prometheus.ts';
import type { Finder } from './create-finder.ts';
import { homePage } from './pages/home-page.ts';
import { servicePage } from './pages/service-page.ts';
import { preferredPort } from './preferred-port.ts';
import { readPanels } from './read-panels.ts';
import { replicasText } from './write-files.ts';

export interface PagesOptions {
  readonly subjects: readonly Subject[];
  readonly finder: Finder;
  readonly prometheus: Prometheus;
  /** Addresses by what stands on them. */
  readonly links: Readonly<Record<string, string>>;
  /** What Grafana is, or why it is not there: the end of a sentence. */
  readonly hint: string;
}

export interface Pages {
  readonly url: string;
  /** The same for Prometheus. */
  readonly address: string;
  close(): Promise<void>;
}

/** How far back graphs go unless `?minutes=` says otherwise. */
const MINUTES = 15;

/** Starts the pages that show services: `/`, `/<service>`, and `/metrics`, by which Prometheus learns what should run. */
export async function startPages(options: PagesOptions): Promise<Pages> {
  const port = await preferredPort(9091);
  const server = createServer((request, response) => {
    void answer(new URL(String(request.url), 'http://localhost'), options).then(
      ({ status = 200, type = 'text/html; charset=utf-8', text }) =>
        response.writeHead(status, { 'content-type': type }).end(text),
      (error: unknown) => response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error)),
    );
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = `127.0.0.1:${port}`;
  return {
    url: `http://${address}`,
    address,
    close: async () => {
      server.close().closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly text: string;
}

async function answer({ pathname, searchParams }: URL, options: PagesOptions): Promise<Answer> {
  const { subjects, finder, prometheus, links, hint } = options;
  const seconds = (Number(searchParams.get('minutes')) || MINUTES) * 60;
  if (pathname === '/metrics') return { type: 'text/plain', text: replicasText(finder.found()) };
  if (pathname === '/') {
    const panels = subjects.slice(0, 1).flatMap(({ platform }) => readPanels(overviewDashboard(platform)));
    return { text: await homePage(finder.found(), hint, { prometheus, panels, links, seconds }) };
  }
  const subject = subjects.find(({ service }) => `/${service.name}` === pathname);
  if (subject === undefined)
    return { status: 404, type: 'text/plain', text: `There is no service ${pathname.slice(1)} here.` };
  const panels = readPanels(serviceDashboard(subject));
  return { text: await servicePage(subject.service.name, { prometheus, panels, links, seconds }) };
}
