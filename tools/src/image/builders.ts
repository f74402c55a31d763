/** What an image is built of. */
export interface ImageJob {
  readonly dockerfile: string;
  /** The folder that is copied from. */
  readonly context: string;
  readonly base: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly names: readonly string[];
  /** The time that everything in the image bears. Seconds since 1970. */
  readonly seconds: number;
  /** Is given the image's id. */
  readonly idFile: string;
}

export interface Builder {
  readonly name: string;
  readonly build: (job: ImageJob) => readonly string[];
  /** @param digestFile is given the digest under which the registry has the image; Docker prints it instead */
  readonly push: (name: string, digestFile: string) => readonly string[];
}

const each = (option: string, values: readonly string[]): readonly string[] =>
  values.flatMap((value) => [option, value]);

const build = ({ dockerfile, context, base, labels, names, idFile }: ImageJob, ...more: readonly string[]) => [
  'build',
  ...['--file', dockerfile, '--build-arg', `BASE_IMAGE=${base}`, '--iidfile', idFile],
  ...each(
    '--label',
    Object.entries(labels).map(([key, value]) => `${key}=${value}`),
  ),
  ...each('--tag', names),
  ...more,
  context,
];

/** A registry on this machine has no certificate: so does Docker take it, and the registry's client. */
const ON_LOOPBACK = /^(?:localhost|127\.[\d.]+|\[::1\])(?::\d+)?\//;
const withoutTls = (name: string): readonly string[] => (ON_LOOPBACK.test(name) ? ['--tls-verify=false'] : []);

/** Buildah and Podman are one code. Its own version in a label would give every version of it another image. */
const buildah: Omit<Builder, 'name'> = {
  build: (job) =>
    build(job, '--timestamp', String(job.seconds), '--identity-label=false', '--layers=false', '--pull=false'),
  push: (name, digestFile) => ['push', ...withoutTls(name), '--digestfile', digestFile, name],
};

/** What builds images, the first that is there. Docker's BuildKit takes the time from `SOURCE_DATE_EPOCH`. */
export const BUILDERS: readonly Builder[] = [
  { name: 'buildah', ...buildah },
  { name: 'podman', ...buildah },
  { name: 'docker', build: (job) => build(job), push: (name) => ['push', name] },
];
