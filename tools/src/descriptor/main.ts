import { writeFileSync } from 'node:fs';

import { serviceSchemaText } from './service-schema-text.ts';

writeFileSync(new URL('../../service.schema.json', import.meta.url), await serviceSchemaText());
