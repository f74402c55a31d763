import type { KubernetesObject } from '../kubernetes-object.ts';

/** A version of a service: an image and its configuration, by one digest. */
export interface Release {
  readonly service: string;
  /** The tag: `2026.11.23-1a2b3c4d`. */
  readonly version: string;
  /** Of the release: `sha256:…`. */
  readonly digest: string;
  /** The image, by its digest: `registry.example.com/exemplar/user-auth@sha256:…`. */
  readonly image: string;
  readonly commit: string;
  /** The first line of the commit's message. */
  readonly subject: string;
  readonly author: string;
  /** When the commit was made. ISO 8601. */
  readonly createdAt: string;
}

/** What is pushed as a release. */
export interface NewRelease extends Omit<Release, 'digest'> {
  /** Where the source is: an https URL. */
  readonly source: string;
  /** What Kubernetes is told, by the environment's name. YAML. */
  readonly manifests: Readonly<Record<string, string>>;
}

export interface PushOptions {
  /** Whether another release of that version gives way: for what is of no commit. */
  readonly replace?: boolean;
}

export interface Pushed {
  readonly release: Release;
  /** Whether the registry had it already: nothing was pushed. */
  readonly wasThere: boolean;
}

/**
 * Where releases are. Whatever is asked throws a DeployError: `registry-unreachable` where no answer comes in time,
 * `registry-denied` where the registry wants other credentials, `registry-invalid` where what it answers is not what was asked for.
 */
export interface Registry {
  /** Whether the registry answers, and takes the credentials. */
  ping(): Promise<void>;
  /** The names of the services: from the catalog where the registry has one, else those that were given. */
  services(): Promise<readonly string[]>;
  /** The releases of a service, newest first, as many as are looked at. None where the registry does not know the service. */
  releases(service: string): Promise<readonly Release[]>;
  /**
   * The release that is meant.
   *
   * @param named a tag, a commit (seven hexadecimal digits or more) or a digest of a release or an image; where nothing is said, the newest that a
   *   commit holds, or else the newest
   * @throws DeployError `no-releases`, or `unknown-version` with the nearest
   */
  find(service: string, named?: string): Promise<Release>;
  /**
   * What Kubernetes is told of a release.
   *
   * @throws DeployError `unknown-environment`
   */
  manifests(release: Release, environment: string): Promise<readonly KubernetesObject[]>;
  /** Whether the registry has an image: `registry.example.com/exemplar/user-auth@sha256:…`, or with a tag. */
  hasImage(image: string): Promise<boolean>;
  /**
   * Puts a release under its tag. The same twice is the same digest.
   *
   * @throws DeployError `version-taken` where another release has the tag, and is not to be replaced
   */
  push(release: NewRelease, options?: PushOptions): Promise<Pushed>;
}

/** Who asks. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface RegistryOptions {
  /** The registry and what all names in it begin with: `registry.example.com/exemplar`. */
  readonly base: string;
  /** The services to know where the registry has no catalog. */
  readonly services?: readonly string[];
  /** Without TLS. By default only where the host is a loopback address. */
  readonly plainHttp?: boolean;
  /** By default those in the files that `podman login` and `docker login` write. */
  readonly credentials?: Credentials;
  /** Where those files are looked for: `REGISTRY_AUTH_FILE`, `XDG_RUNTIME_DIR`, `DOCKER_CONFIG`, `HOME`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** How long anything that is asked may take in all, in milliseconds. */
  readonly timeoutMs?: number;
  /** How many releases of a service are looked at, the newest. */
  readonly maxReleases?: number;
}
