import { buildImage, type Surroundings } from '../image/build-image.ts';
import { Failure } from '../program/failure.ts';

const DIGEST = /^sha256:[\da-f]{64}$/;

/**
 * Builds and pushes the image of a release.
 *
 * @param words the options of `nx image`
 * @param repository the image without its tag
 * @returns the image by its digest
 * @throws Failure
 */
export function pushImage(
  root: string,
  words: readonly string[],
  repository: string,
  surroundings: Surroundings,
): string {
  const [pushed] = buildImage(root, ['--push', ...words], surroundings);
  if (pushed !== undefined && DIGEST.test(pushed.digest)) return `${repository}@${pushed.digest}`;
  throw new Failure(
    `What pushed ${repository} does not tell the digest that a release goes by. Use another: --builder=buildah.`,
  );
}
