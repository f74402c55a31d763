/// <reference lib="dom" />

export type Child = Node | string;

/** An element, with its attributes and what is in it: text is text, whatever stands in it. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly Child[] = [],
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** What the page has under an id. */
export function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found;
}

export function button(label: string, attributes: Readonly<Record<string, string>>, press: () => void): HTMLElement {
  const made = element('button', { type: 'button', ...attributes }, [label]);
  made.addEventListener('click', press);
  return made;
}

export async function post(path: string, body: object): Promise<void> {
  await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
