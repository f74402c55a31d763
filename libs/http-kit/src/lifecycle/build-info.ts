export interface BuildInfo {
  readonly version: string;
  readonly commit: string;
  /** ISO 8601; null when run from source. */
  readonly time: string | null;
  /** The team of its `service.yaml`; undefined where nobody said. */
  readonly owner?: string | undefined;
}

/** Tells what was built. The bundler replaces the expressions, each as a whole, by what git says at build time. */
export function readBuildInfo(): BuildInfo {
  return {
    version: process.env.BUILD_VERSION ?? '0.0.0-dev',
    commit: process.env.BUILD_COMMIT ?? 'unknown',
    time: process.env.BUILD_TIME ?? null,
    owner: process.env.BUILD_OWNER,
  };
}
