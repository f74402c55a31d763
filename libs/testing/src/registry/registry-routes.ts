import { RegistryError } from './registry-error.ts';
import { digestOf, findManifest, putManifest, type RegistryStore } from './registry-store.ts';
import { putBlob, type Uploads } from './uploads.ts';

export interface RegistryRequest {
  readonly method: string;
  /** Of the repository. */
  readonly name: string;
  /** A tag, a digest, the id of an upload; empty where there is none. */
  readonly reference: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly contentRange: string | undefined;
  readonly body: Buffer;
}

export interface RegistryAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | object;
}

interface Surroundings {
  readonly store: RegistryStore;
  readonly uploads: Uploads;
}

type Route = (request: RegistryRequest, surroundings: Surroundings) => RegistryAnswer;

/** By method and kind: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#endpoints. */
export const ROUTES: Readonly<Record<string, Route | undefined>> = {
  'GET manifests': ({ name, reference }, { store }) => {
    const [digest, { bytes, mediaType }] = findManifest(store.find(name), reference);
    return { status: 200, headers: { 'content-type': mediaType, 'docker-content-digest': digest }, body: bytes };
  },
  'PUT manifests': ({ name, reference, contentType, body }, { store }) => {
    const repository = store.open(name);
    for (const digest of namedBy(body)) {
      if (repository.blobs.has(digest) || repository.manifests.has(digest)) continue;
      throw new RegistryError('MANIFEST_BLOB_UNKNOWN', `blob unknown to registry: ${digest}`);
    }
    if (reference.startsWith('sha256:') && reference !== digestOf(body)) {
      throw new RegistryError('DIGEST_INVALID', 'provided digest did not match uploaded content');
    }
    const digest = putManifest(repository, reference, { mediaType: contentType, bytes: body });
    const location = `/v2/${name}/manifests/${digest}`;
    return { status: 201, headers: { location, 'docker-content-digest': digest } };
  },
  'DELETE manifests': ({ name, reference }, { store }) => {
    const { manifests, tags } = store.find(name);
    const [digest] = findManifest(store.find(name), reference);
    if (tags.delete(reference)) return { status: 202 };
    manifests.delete(digest);
    for (const [tag, of] of tags) if (of === digest) tags.delete(tag);
    return { status: 202 };
  },
  'GET blobs': ({ name, reference }, { store }) => {
    const bytes = store.find(name).blobs.get(reference);
    if (!bytes) throw new RegistryError('BLOB_UNKNOWN', `blob unknown to registry: ${reference}`);
    return {
      status: 200,
      headers: { 'content-type': 'application/octet-stream', 'docker-content-digest': reference },
      body: bytes,
    };
  },
  'DELETE blobs': ({ name, reference }, { store }) => {
    if (store.find(name).blobs.delete(reference)) return { status: 202 };
    throw new RegistryError('BLOB_UNKNOWN', `blob unknown to registry: ${reference}`);
  },
  'POST uploads': ({ name, query, body }, { store, uploads }) => {
    const [digest, mount, from] = ['digest', 'mount', 'from'].map((field) => query.get(field));
    const repository = store.open(name);
    if (digest) {
      putBlob(repository, body, digest);
      return created(name, digest);
    }
    const there = mount && from ? store.find(from).blobs.get(mount) : undefined;
    if (!mount || !there) return goOn(name, uploads.begin(), uploads);
    repository.blobs.set(mount, there);
    return created(name, mount);
  },
  'GET uploads': ({ name, reference }, { uploads }) => ({ ...goOn(name, reference, uploads), status: 204 }),
  'PATCH uploads': ({ name, reference, contentRange, body }, { uploads }) => {
    uploads.append(reference, body, contentRange);
    return goOn(name, reference, uploads);
  },
  'PUT uploads': ({ name, reference, contentRange, query, body }, { store, uploads }) => {
    const digest = query.get('digest') ?? '';
    if (body.length > 0) uploads.append(reference, body, contentRange);
    uploads.finish(reference, digest, store.open(name));
    return created(name, digest);
  },
  'DELETE uploads': ({ reference }, { uploads }) => {
    uploads.cancel(reference);
    return { status: 204 };
  },
  'GET tags': ({ name, query }, { store }) => {
    const tags = [...store.find(name).tags.keys()].sort();
    return pageOf(`/v2/${name}/tags/list`, tags, query, (page) => ({ name, tags: page }));
  },
  'GET catalog': ({ query }, { store }) =>
    pageOf('/v2/_catalog', store.names(), query, (repositories) => ({ repositories })),
  'GET ping': () => ({ status: 200, body: {} }),
};

const created = (name: string, digest: string): RegistryAnswer => ({
  status: 201,
  headers: { location: `/v2/${name}/blobs/${digest}`, 'docker-content-digest': digest },
});

function goOn(name: string, id: string, uploads: Uploads): RegistryAnswer {
  const range = `0-${Math.max(0, uploads.size(id) - 1)}`;
  const location = `/v2/${name}/blobs/uploads/${id}?_state=opaque`;
  return { status: 202, headers: { location, range, 'docker-upload-uuid': id } };
}

interface Named {
  readonly digest: string;
}

/** What a manifest, or an index, says that there is. */
function namedBy(bytes: Buffer): readonly string[] {
  try {
    const {
      config,
      layers = [],
      manifests = [],
    } = JSON.parse(bytes.toString()) as Readonly<Record<'layers' | 'manifests', readonly Named[] | undefined>> & {
      readonly config?: Named;
    };
    return [...(config ? [config] : []), ...layers, ...manifests].map(({ digest }) => digest);
  } catch {
    throw new RegistryError('MANIFEST_INVALID', 'manifest invalid: it is no JSON');
  }
}

/** @param query `n`: how many, `last`: after which */
function pageOf(
  path: string,
  all: readonly string[],
  query: URLSearchParams,
  body: (page: readonly string[]) => object,
): RegistryAnswer {
  const last = query.get('last') ?? '';
  const left = all.filter((item) => item > last);
  const count = Number(query.get('n') ?? Infinity);
  const page = left.slice(0, count);
  const next = `${path}?${new URLSearchParams({ last: page.at(-1) ?? '', n: String(count) }).toString()}`;
  const headers: Readonly<Record<string, string>> = page.length < left.length ? { link: `<${next}>; rel="next"` } : {};
  return { status: 200, headers, body: body(page) };
}
