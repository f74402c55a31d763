import { z } from 'zod';

import { METADATA_KEYS, type MetadataKey } from './metadata-schema.ts';

const isKey = (name: string): name is MetadataKey => METADATA_KEYS.some((key) => key === name);

const fields = z
  .string()
  .transform((list, context): readonly MetadataKey[] => {
    const names = list.split(',').map((name) => name.trim());
    const unknown = names.filter((name) => !isKey(name));
    if (unknown.length > 0) {
      context.addIssue({
        code: 'custom',
        message: `has no field ${unknown.map((name) => `"${name.slice(0, 50)}"`).join(', ')}; the fields are ${METADATA_KEYS.join(', ')}`,
      });
    }
    return METADATA_KEYS.filter((key) => names.includes(key));
  })
  .optional()
  .describe('Only these keys of the answer, comma-separated.')
  .meta({ example: 'title,image' });

const flag = (description: string) =>
  z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe(description);

/** What may be asked of a page beside its URL, for one URL and for a batch. */
export const optionsQuery = {
  fresh: flag('Pass the cache by.'),
  oembed: flag('Ask the provider that the page names for its oEmbed answer.'),
  probe: flag('Read the first bytes of images and icons for their size and type.'),
  candidates: flag('Tell all values that were found for a field, with their sources, best first.'),
  fields,
};

export const metadataQuery = z.object({
  url: z.string().describe('The absolute http(s) URL of the page.').meta({ example: 'https://example.com/' }),
  ...optionsQuery,
});

export const batchQuery = z.object(optionsQuery);
export const batchBody = z.object({
  urls: z.array(z.string()).min(1).max(100).describe('Absolute http(s) URLs.'),
});
