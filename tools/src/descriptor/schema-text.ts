import { format } from 'prettier';
import { z } from 'zod';

/**
 * The JSON schema by which editors complete and check a description, as a file's text.
 *
 * @param title how the description's file is called
 */
export const schemaText = (schema: z.ZodType, title: string): Promise<string> =>
  format(JSON.stringify({ ...z.toJSONSchema(schema, { io: 'input' }), title }), { parser: 'json', printWidth: 120 });
