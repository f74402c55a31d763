import { Parser } from 'htmlparser2';

import { type Extract, textOf } from './extractor.ts';

/** The unit of this benchmark: a page's text through htmlparser2 once, with every tag, attribute and text handed over. */
export const htmlPass: Extract = (page) => {
  let seen = 0;
  const parser = new Parser({
    onopentag: (name) => {
      seen += name.length;
    },
    ontext: (text) => {
      seen += text.length;
    },
    onclosetag: (name) => {
      seen += name.length;
    },
  });
  parser.end(textOf(page));
  return seen;
};
