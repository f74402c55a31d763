import { deployRulesSchema } from '@exemplar/deploy-engine/rules';

import { platformSchema } from '../descriptor/platform-schema.ts';
import { schemaText } from '../descriptor/schema-text.ts';
import { serviceSchema } from '../descriptor/service-schema.ts';
import { shadowRulesSchema } from '../shadow/rules-schema.ts';
import type { Copies } from './copy.ts';

const SCHEMAS = {
  service: serviceSchema,
  platform: platformSchema,
  'deploy-rules': deployRulesSchema,
  shadow: shadowRulesSchema,
};

/** The JSON schemas by which editors complete what people write: `tools/service.schema.json` for `service.yaml`. */
export const schemaCopies: Copies = {
  what: 'the schemas of descriptions, made from the code that reads these',
  owns: (path) => /^tools\/[a-z-]+\.schema\.json$/.test(path),
  make: () =>
    Promise.all(
      Object.entries(SCHEMAS).map(async ([name, schema]) => ({
        path: `tools/${name}.schema.json`,
        text: await schemaText(schema, `${name}.yaml`),
      })),
    ),
};
