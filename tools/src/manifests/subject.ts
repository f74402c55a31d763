import type { Environment, Platform } from '../descriptor/platform-schema.ts';
import type { Service } from '../descriptor/service-schema.ts';

/** What of a service's history its pods and Kubernetes' own history say. */
export interface Release {
  /** The tag of the image: `2026.11.23-1a2b3c4d`. */
  readonly version: string;
  readonly commit: string;
  /** Why it was released, for `kubectl rollout history`. */
  readonly cause: string;
  /** The image by its digest; without it, the platform's registry has it by the version's tag. */
  readonly image?: string;
}

/** A service in an environment. */
export interface Installation {
  readonly service: Service;
  /** The environment's name. */
  readonly environment: string;
  readonly where: Environment;
  readonly platform: Platform;
}

/** What is rendered: a service in an environment, at a version. */
export interface Subject extends Installation {
  readonly release: Release;
}

/** What manifests say that are committed: a commit cannot name itself, so they go by the branch. */
export const UNRELEASED: Release = {
  version: 'main',
  commit: 'main',
  cause: 'Applied from the repository: the newest image of main',
};
