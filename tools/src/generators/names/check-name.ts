import { serviceSchema } from '../../descriptor/service-schema.ts';

const NAME = serviceSchema.shape.name;

/** Names that would meet something else of that name. */
const RESERVED: Readonly<Record<string, string>> = {
  app: 'the layer of services',
  tools: 'the Nx plugin',
  kustomization: 'the list of manifests in k8s/<environment>/',
  environment: 'what an environment of k8s/ has once',
  observability: 'the folder of alerts and dashboards in k8s/',
  overview: 'the dashboard of all services',
  redis: 'the variable REDIS_URL',
  kubernetes: 'the Service by which pods reach their cluster',
  localhost: 'the machine itself',
  source: 'the workspace',
};

/** What was probably meant: `User_Auth` and `userAuth` as `user-auth`. */
const inKebabCase = (name: string): string =>
  name
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '-')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 40);

/**
 * @param what whose name it is: `service`, `library`, `route`
 * @throws Error with a sentence, where the name is no label after RFC 1123
 */
export function checkLabel(name: string, what: string): void {
  if (NAME.safeParse(name).success) return;
  const suggestion = inKebabCase(name);
  const hint = NAME.safeParse(suggestion).success ? ` Did you mean ${suggestion}?` : '';
  throw new Error(
    `"${name}" is no name for a ${what}. Wanted: at most 40 small letters, digits and hyphens, a letter first.${hint}`,
  );
}

/**
 * @throws Error with a sentence, where the name is no label, stands for something else, or is taken
 * @param taken what there is of other kinds, by name: `{ logging: 'the library libs/logging' }`
 */
export function checkName(name: string, what: string, taken: Readonly<Record<string, string>>): void {
  checkLabel(name, what);
  const other = { ...RESERVED, ...taken }[name];
  if (other !== undefined)
    throw new Error(`A ${what} cannot be called ${name}: that is ${other}. Choose another name.`);
}
