import { writeFileSync } from 'node:fs';

import { platformSchema } from './platform-schema.ts';
import { schemaText } from './schema-text.ts';
import { serviceSchema } from './service-schema.ts';

const SCHEMAS = { service: serviceSchema, platform: platformSchema };

for (const [name, schema] of Object.entries(SCHEMAS)) {
  const file = new URL(`../../${name}.schema.json`, import.meta.url);
  writeFileSync(file, await schemaText(schema, `${name}.yaml`));
}
