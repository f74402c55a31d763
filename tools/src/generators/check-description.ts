import { serviceSchema } from '../descriptor/service-schema.ts';

const { description, owner, tier, exposure } = serviceSchema.shape;

const OPTIONS = { description, owner, tier, exposure };

/** @throws Error with a sentence for each option that a description could not hold */
export function checkDescription(options: Partial<Readonly<Record<keyof typeof OPTIONS, unknown>>>): void {
  const sentences = Object.entries(options).flatMap(([name, value]) => {
    const schema = OPTIONS[name as keyof typeof OPTIONS];
    if (schema.safeParse(value).success) return [];
    return [`--${name} is ${JSON.stringify(value)}. Wanted: ${String(schema.description)}.`];
  });
  if (sentences.length > 0) throw new Error(sentences.join('\n'));
}
