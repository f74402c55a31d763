import { z } from 'zod';

/** JSON Schema (draft 2020-12), as far as the documents here look into it. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly example?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly [keyword: string]: unknown;
}

/** Turns zod schemas into JSON schemas; those with an id become components, told once. */
export interface SchemaStore {
  /** What a client may send. */
  readonly input: (schema: z.ZodType) => JsonSchema;
  /** What a client gets. */
  readonly output: (schema: z.ZodType) => JsonSchema;
  /** An object whose properties are parameters. */
  readonly parameters: (schema: z.ZodObject | JsonSchema | undefined) => JsonSchema;
  /** The components so far. */
  readonly schemas: () => Readonly<Record<string, JsonSchema>>;
}

const ROOT = '#';
const DEFINITIONS = '#/$defs/';
const COMPONENTS = '#/components/schemas/';

export function createSchemaStore(): SchemaStore {
  const components: Record<string, JsonSchema> = {};
  let unnamed = 0;

  const convert = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
    const { $defs = {}, ...root } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
    delete root.$schema;
    const isRecursive = JSON.stringify(root).includes('"$ref":"#"');
    const rootName = isRecursive ? `Schema${++unnamed}` : '';
    const names = new Map(Object.keys($defs).map((key) => [key, componentName(key)]));
    for (const [key, name] of names) components[name] = relocate($defs[key], names, rootName) as JsonSchema;
    const relocated = relocate(root, names, rootName) as JsonSchema;
    if (!isRecursive) return relocated;
    components[rootName] = relocated;
    return { $ref: COMPONENTS + rootName };
  };

  /** zod numbers what it has to define and nobody named, from 0 in each schema. */
  const componentName = (key: string): string => (key.startsWith('__') ? `Schema${++unnamed}` : key);

  return {
    input: (schema) => convert(schema, 'input'),
    output: (schema) => convert(schema, 'output'),
    parameters: (schema) => {
      if (schema === undefined) return {};
      return schema instanceof z.ZodObject ? convert(schema, 'input') : schema;
    },
    schemas: () => components,
  };
}

/** zod's references are within the schema; within the document they are to components. */
function relocate(value: unknown, names: ReadonlyMap<string, string>, rootName: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => relocate(entry, names, rootName));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' ? target(String(inner), names, rootName) : relocate(inner, names, rootName),
    ]),
  );
}

function target(reference: string, names: ReadonlyMap<string, string>, rootName: string): string {
  if (reference === ROOT) return COMPONENTS + rootName;
  return COMPONENTS + String(names.get(reference.slice(DEFINITIONS.length)));
}
