import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An origin in a process of its own: `node origin.ts <bytes>`. Every page is so long. */
const page = Buffer.alloc(Number(process.argv[2]), '<p>Some text of a page.</p>\n');

const server = createServer((_req, res) => {
  res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': page.length });
  res.end(page);
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/page` });
});
