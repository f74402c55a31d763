import { format } from 'prettier';

import { serviceJsonSchema } from './service-schema.ts';

/** The text of `tools/service.schema.json`. */
export const serviceSchemaText = (): Promise<string> =>
  format(JSON.stringify(serviceJsonSchema()), { parser: 'json', printWidth: 120 });
