import { serviceSchema } from '../../descriptor/service-schema.ts';

const { description, owner, tier, exposure } = serviceSchema.shape;

const OPTIONS = { description, owner, tier, exposure };

/** @throws Error with a sentence for each option that `service.yaml` could not hold */
export function checkDescription(options: Readonly<Record<keyof typeof OPTIONS, unknown>>): void {
  const wrong = Object.entries(OPTIONS).filter(
    ([name, schema]) => !schema.safeParse(options[name as keyof typeof OPTIONS]).success,
  );
  const sentences = wrong.map(
    ([name, schema]) =>
      `--${name} is ${JSON.stringify(options[name as keyof typeof OPTIONS])}. Wanted: ${String(schema.description)}.`,
  );
  if (sentences.length > 0) throw new Error(sentences.join('\n'));
}
