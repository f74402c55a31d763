import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readPlatform } from '../descriptor/read-platform.ts';
import { readService } from '../descriptor/read-service.ts';
import { parseOptions } from '../program/parse-options.ts';
import { runCommand } from '../program/run-command.ts';
import { filesOn } from '../workspace/files.ts';
import { findBuilder } from './find-builder.ts';
import { imageLabels } from './image-labels.ts';
import { stageBundle } from './stage-bundle.ts';
import { commitOf, tagsOf } from './tags-of.ts';

const USAGE =
  'npx nx image <service> [--push] [--tag=<tag>] [--registry=<registry>] [--base=<image>] ' +
  '[--builder=buildah|podman|docker]';

const OPTIONS = {
  push: { type: 'boolean', default: false },
  tag: { type: 'string' },
  registry: { type: 'string' },
  base: { type: 'string', default: 'docker.io/library/node:24-bookworm-slim' },
  builder: { type: 'string' },
} as const;

const DOCKERFILE = join(import.meta.dirname, '../../Dockerfile');
const DIGEST = /sha256:[\da-f]{64}/;

export interface Surroundings {
  readonly workspaceRoot: string;
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
}

/** An image in a registry. */
export interface PushedImage {
  /** With its tag. */
  readonly name: string;
  /** `sha256:…`, or what says that the builder did not tell it. */
  readonly digest: string;
}

/**
 * Builds a service's image from its bundle, and pushes it where that is said. The same commit gives the same image.
 *
 * @param root the service's folder, from the workspace's root
 * @param words what was said on the command line after the folder
 * @returns what was pushed
 * @throws Failure, DescriptionError
 */
export function buildImage(
  root: string,
  words: readonly string[],
  { workspaceRoot, env, print }: Surroundings,
): readonly PushedImage[] {
  const said = parseOptions(words, OPTIONS, USAGE);
  const builder = findBuilder(said.builder, String(env.PATH));
  const files = filesOn(workspaceRoot);
  const [service, platform] = [readService(root, files), readPlatform(files)];
  const commit = commitOf(workspaceRoot);
  const seconds = Date.parse(commit.time) / 1000;
  const repository = `${said.registry ?? platform.registry}/${service.name}`;
  const tags = said.tag === undefined ? tagsOf(commit, workspaceRoot) : [said.tag];
  const names = tags.map((tag) => `${repository}:${tag}`);
  const labels = imageLabels(service, platform, commit, said.base);
  const run = (line: readonly string[]): string =>
    runCommand(builder.name, line, { env: { ...env, SOURCE_DATE_EPOCH: String(seconds) } });

  return withFolder((context) => {
    const bytes = stageBundle(join(workspaceRoot, root, 'dist'), join(context, 'dist'), seconds);
    const idFile = join(context, 'id');
    run(builder.build({ dockerfile: DOCKERFILE, context, base: said.base, labels, names, seconds, idFile }));
    print(`Built   ${names.join('\n        ')}`);
    print(`        ${digestIn(idFile, '')}, ${(bytes / 1e6).toFixed(1)} MB over ${said.base}`);
    return (said.push ? names : []).map((name) => {
      const digestFile = join(context, 'digest');
      const printed = run(builder.push(name, digestFile));
      const digest = digestIn(digestFile, printed);
      print(`Pushed  ${name}\n        ${digest}`);
      return { name, digest };
    });
  });
}

function withFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The digest that a builder wrote into a file or, where it writes none, printed. */
const digestIn = (file: string, printed: string): string =>
  DIGEST.exec(existsSync(file) ? readFileSync(file, 'utf8') : printed)?.[0] ?? 'of an unknown digest';
