import { readManifest } from '../extract/index.ts';
import { readResource } from '../resources/read-resource.ts';
import type { Resource } from '../resources/resource.ts';
import { resourceKind } from '../resources/resource-kind.ts';
import { readOembed } from '../secondary/read-oembed.ts';
import { cpuMs } from './cpu-ms.ts';
import { HOSTILE_RESOURCES, type HostileResource } from './hostile-resources.ts';

/** Many times what any of them takes; what grows with the square of its length takes seconds. */
const MOST_CPU_MS = 1500;

const URL_OF_RESOURCE = 'https://site.example/a';

const read = async ({ contentType, body }: HostileResource): Promise<unknown> => {
  const kind = await resourceKind(contentType, new Uint8Array());
  if (kind === 'html') throw new TypeError('a page is no resource');
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(body));
  };
  const resource: Resource = {
    url: URL_OF_RESOURCE,
    headers: {},
    declaredType: contentType,
    contentType,
    body: chunks(),
  };
  return readResource(kind, resource, () => Promise.resolve(null));
};

describe.each(HOSTILE_RESOURCES)('$name', (resource) => {
  it('is read at once, and the answer can be sent', async () => {
    let facts = '';
    const spent = await cpuMs(async () => {
      facts = JSON.stringify(await read(resource));
    });
    expect(spent).toBeLessThan(MOST_CPU_MS);
    expect(facts.isWellFormed()).toBe(true);
  });

  it('is read at once beside a page, too', async () => {
    const spent = await cpuMs(() => {
      JSON.stringify([readOembed(resource.body), readManifest(resource.body, URL_OF_RESOURCE)]);
    });
    expect(spent).toBeLessThan(MOST_CPU_MS);
  });
});
