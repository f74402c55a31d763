import { basename } from 'node:path';

import {
  type Document,
  LineCounter,
  type ParsedNode,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLParseError,
} from 'yaml';
import { z } from 'zod';

/** What is wrong with a description: a line for each mistake, with its place and what would be right. */
export class DescriptionError extends Error {
  override readonly name = 'DescriptionError';
}

type Path = readonly PropertyKey[];

interface JsonSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema;
  readonly items?: JsonSchema;
}

/** What stands at a place of a description, as its schema says; of what has no words of its own, what it is part of. */
const whatIsAt = (schema: z.ZodType, path: Path): string => {
  let part: JsonSchema | undefined = z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
  let what = '';
  for (const key of path) {
    part = part?.properties?.[String(key)] ?? part?.additionalProperties ?? part?.items;
    what = part?.description ?? what;
  }
  return what;
};

/** Where in the text a value stands, or the innermost that there is of those around it. */
const offsetOf = (document: Document, path: Path): number => {
  const lengths = path.map((_key, index) => index + 1).toReversed();
  const nodes = lengths.map((length) => document.getIn(path.slice(0, length), true) as ParsedNode | undefined);
  return nodes.find((node) => node !== undefined)?.range[0] ?? 0;
};

/** Where in the text a key of a map stands. */
const offsetOfKey = (document: Document, path: Path, name: string): number => {
  const { items } = (path.length === 0 ? document.contents : document.getIn(path, true)) as YAMLMap<Scalar.Parsed>;
  return Math.max(0, ...items.filter(({ key }) => key.value === name).map(({ key }) => key.range[0]));
};

const valueAt = (document: Document, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (value as Readonly<Record<PropertyKey, unknown>>)[key], document.toJS());

interface Mistake {
  /** Where in the text it is. */
  readonly offset: number;
  readonly sentence: string;
}

const unknownKey = (document: Document, path: Path, key: string, file: string): Mistake => ({
  offset: offsetOfKey(document, path, key),
  sentence:
    `${[...path, key].map(String).join('.')} is no key of a ${basename(file)}. ` +
    `tools/${basename(file, '.yaml')}.schema.json has those that are.`,
});

const wrongValue = (document: Document, issue: z.core.$ZodIssue, schema: z.ZodType): Mistake => {
  const { path } = issue;
  const value = valueAt(document, path);
  const place = path.length === 0 ? 'The file' : path.map(String).join('.');
  const said = value === undefined ? 'is missing' : `is ${JSON.stringify(value)}`;
  if (issue.code === 'custom' && typeof issue.params?.sentence === 'string') {
    return { offset: offsetOf(document, path), sentence: `${place} ${said}. ${issue.params.sentence}` };
  }
  const wanted = path.length === 0 ? 'a map of keys and values' : whatIsAt(schema, path);
  return { offset: offsetOf(document, path), sentence: `${place} ${said}. Wanted: ${wanted}.` };
};

/** What the parser of YAML says, without where: that is said already. */
const syntaxMistake = ({ pos, message }: YAMLParseError): Mistake => ({
  offset: pos[0],
  sentence: message.replace(/ at line \d.*$/s, '.'),
});

/**
 * Reads a description that people write: of a service, of the platform.
 *
 * @param text YAML
 * @param file where it stands; errors name it
 * @param schema what it has to be; what it checks by itself may say more of it with `params: { sentence }`
 * @throws DescriptionError, whose message has a line for each mistake: `file:line: what is wrong, and what would be right`
 */
export function parseDescription<T extends z.ZodType>(text: string, file: string, schema: T): z.output<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const fail = (mistakes: readonly Mistake[]): never => {
    const inOrder = mistakes.toSorted((a, b) => a.offset - b.offset);
    const said = inOrder.map(({ offset, sentence }) => `${file}:${lines.linePos(offset).line}: ${sentence}`);
    throw new DescriptionError(said.join('\n'));
  };
  const mistakesOf = (issue: z.core.$ZodIssue): readonly Mistake[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownKey(document, issue.path, key, file))
      : [wrongValue(document, issue, schema)];
  if (document.errors.length > 0) fail(document.errors.map(syntaxMistake));
  const { success, data, error } = schema.safeParse(document.toJS());
  return success ? data : fail(error.issues.flatMap(mistakesOf));
}
