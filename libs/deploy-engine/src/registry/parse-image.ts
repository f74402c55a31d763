import { DeployError } from '../deploy-error.ts';

const IMAGE = /^(?<host>[^/]+)\/(?<name>[a-z\d._/-]+)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>sha256:[\da-f]{64}))?$/;

/** An image in a registry. */
export interface ImageReference {
  /** Of the repository. */
  readonly name: string;
  /** A digest, or a tag where there is none. */
  readonly reference: string;
}

/**
 * Takes the name of an image apart.
 *
 * @param image `registry.example.com/exemplar/user-auth@sha256:…`
 * @param host the registry's
 * @throws DeployError `registry-invalid` where it is no image, or one of another registry
 */
export function parseImage(image: string, host: string): ImageReference {
  const { name, tag, digest, ...parts } = IMAGE.exec(image)?.groups ?? {};
  if (name !== undefined && parts.host === host) return { name, reference: digest ?? tag ?? 'latest' };
  throw new DeployError(
    'registry-invalid',
    `"${image}" is no image of the registry ${host}. Wanted: ${host}/<name>@sha256:….`,
  );
}
