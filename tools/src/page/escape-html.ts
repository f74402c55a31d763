const ENTITIES = Object.entries({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' });

/** A text as it stands between tags, or in an attribute. */
export const escapeHtml = (text: string): string =>
  ENTITIES.reduce((escaped, [sign, entity]) => escaped.replaceAll(sign, entity), text);
