import { cleanText } from './text.ts';

/** What stands before a name. Of "Di Maria" and "von der Leyen" nothing does: after a particle, two more words have to follow. */
const PREFIX =
  /^[\s|•·–©-]*(?:(?:article|story|post(?:ed)?|words?|text|fotos?|photos?|report(?:ed|ing)?|review(?:ed)?|interview|published|written|edited|medically|geschrieben|verfasst|erstellt|eingestellt|veröffentlicht|artikel|alle artikel|alle beiträge|beitrag|ein|(?:view )?all posts|all articles|more articles|more|escrito|publicado|écrit|publié|scritto)\s+)*(?:(?:by|par|por|von(?!\s+(?:der|den|dem)\b)|przez)(?:\s*:\s*|\s+)|(?:di|da|door|av|af)\s+(?=\S+\s+\S))|^[\s|•·–-]*(?:autor(?:in|en)?|authors?|auteurs?|autore|verfasser(?:in)?|(?:texte?|texto|words|redaktion)(?! \p{L})|redakteur|byline|writer|reporter|journalist|contributor|著者|作者|作成者|投稿者|文|記者|автор|szerző)(?:\s*[:：]|(?=\n)|\s(?=\p{Lu}\p{Ll}))\s*/iu;
/** What comes after a name on the same line. */
const SUFFIX =
  /\s*(?:[|•·»]|\s[-–—]\s|\s(?:at|on|am|um)(?:\s\d|$)|https?:|\d{1,2}[./]\s?\d|\b\d{4}\b|\b\d{1,2}\.?\s\p{L}{3,10}\b|\b(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|ma[iy]|jun[ei]?|jul[yi]?|aug(?:ust)?|sep(?:t(?:ember)?)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\.?\s\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:mon|diens|donners|frei|sams|sonn)tag\b|mittwoch\b).*$/isu;
/** What comes after a name in running text. */
const RUNNING_ON =
  /\s*(?:\(|\s@|\b(?:posted|published|updated|last|stand|veröffentlicht|aktualisiert|publié|on|am|at|um|in|for|für|illustration)\b\s*:?(?:\s|$)).*$/isu;
const BETWEEN = /\s*(?:[,;&、，]|\s(?:and|und|et|y|en|och|og|med|with|mit)\s)\s*/iu;
/** What no name has in it. */
const NO_NAME =
  /https?:|^(?:fotos?|photos?|bild(?:er)?|image|grafik|illustration)\s*:|www\.|[<>{}=[\]"„“!?…]|^\S+\.[a-z]{2,6}(?:\/\S*)?$|@/i;
/** Initials of someone in the office. */
const INITIALS = /^\p{Ll}{1,3}$/u;
/** Names of companies and the like: they run the site, or made it. */
const COMPANY =
  /(?<!\p{L})(?:gmbh|ag|kg|eg|e\.\s?v\.|inc|llc|ltd|s\.\s?a\.|verlag|corporation|company|publishing|media)(?!\p{L})|(?:verband|stiftung|ministerium|departement|landesanstalt|fraktion|universität|university)(?!\p{L})/iu;
/** Where a company is: "Example Media, Berlin, Germany". */
const ADDRESS = /,\s*(?:germany|deutschland|austria|österreich|switzerland|schweiz|france|italia|españa|usa|uk)$/i;
/** The agency behind a person's name: "Ann Lee/AFP". */
const AGENCY = /^(\p{Lu}\S+(?: \p{Lu}\S+)+?)\s?\/\s?\S+$/u;
/** What stands where a name should be. */
const GENERIC: ReadonlySet<string> = new Set(
  'admin,administrator,author,autor,autorin,authors,editor,user,guest,guest author,gast,anonymous,anonym,unknown,unbekannt,no author,none,null,undefined,publisher,by,von,par,follow,share,facebook,twitter,home,about,contact,read more,more,webmaster,root,default,test,n/a,staff,author profile,zum autor,über den autor,über die autorin,about the author,mehr,profil,profile,name,stand,text vorlesen,date,datum'.split(
    ',',
  ),
);
/** What follows a name after a comma without being one. */
const LETTERS = /^[A-Z][A-Z.]{1,5}$/;
const TITLE =
  /^(?:ph\.?\s?d\.?|m\.?d\.?|jr\.?|sr\.?|dds|esq\.?)$|\b(?:staff|writer|reporter|editor|correspondent|columnist|journalist|contributor|producer|director|engineer|manager|professor|redakteur(?:in)?|chefredakteur|korrespondent|referent(?:in)?|sprecher(?:in)?)\b|leiter(?:in)?\b/i;
const isTitle = (part: string): boolean => LETTERS.test(part) || TITLE.test(part);

const PARTICLE =
  'de|da|do|dos|das|del|della|di|du|la|le|van|von|vom|zu|zur|zum|der|den|ter|ten|bin|ibn|al|el|af|av|y|e|i';
/** A person's name as people write it: words with a capital, or in a script without any, and particles between them. */
const PERSON = new RegExp(
  `^(?:d['’])?(?:\\p{Lu}|\\p{Lo})\\S*(?:\\s(?:(?:${PARTICLE})|(?:[dl]['’])?[\\p{Lu}\\p{Lo}(]\\S*))*$`,
  'u',
);

/** Names that are more than one word, or that scripts write as one. */
const FULL_NAME = /\s|\p{Lo}{2}/u;

const MAX_TEXT = 300;
const MAX_LINE = 100;
const MAX_NAME = 70;
const MAX_WORDS = 6;
const MAX_PERSON_WORDS = 5;
const MAX_PREFIXES = 3;

const stripPrefixes = (text: string): string => {
  let rest = text;
  for (let round = 0; round < MAX_PREFIXES; round++) {
    const stripped = rest.replace(PREFIX, '');
    if (stripped.length === rest.length) break;
    rest = stripped;
  }
  return rest;
};

/** The line with the name, and what of it stands behind "By": of "By\nAnn Lee\nMay 1", the first two lines, and "Ann Lee". */
const readNameLine = (text: string): { readonly line: string; readonly rest: string } => {
  let line = '';
  for (const part of text.split('\n').map((one) => one.trim())) {
    if (part === '') continue;
    line = line === '' ? part : `${line}\n${part}`;
    const rest = stripPrefixes(`${line}\n`).trim();
    if (rest !== '') return { line, rest };
  }
  return { line: '', rest: '' };
};

/** What is left of separators around a name. */
const AROUND = /^[\s\-–—:.*]+|[\s\-–—:*|/(]+$/gu;
const LETTER = /\p{L}/u;
const DIGIT = /\d/;

const isName = (name: string): boolean =>
  name.length >= 2 &&
  name.length <= MAX_NAME &&
  name.split(' ').length <= MAX_WORDS &&
  LETTER.test(name) &&
  !GENERIC.has(name.toLowerCase()) &&
  !NO_NAME.test(name) &&
  !INITIALS.test(name);

const splitNames = (line: string): readonly string[] => {
  const text = cleanText(line) ?? '';
  if (COMPANY.test(text) || ADDRESS.test(text)) return [];
  const parts = text
    .replace(AGENCY, '$1')
    .split(BETWEEN)
    .map((part) => part.replace(AROUND, ''));
  return parts.filter((part, index) => isName(part) && (index === 0 || !isTitle(part)));
};

/**
 * The names in what a page declares to be its author: "Ann Lee and Bob Ray, Staff Writers". Addresses, companies and what stands
 * in for a name ("admin") are none.
 */
export const readAuthors = (value: string): readonly string[] =>
  value.length > MAX_TEXT ? [] : splitNames(stripPrefixes(value.trim()).replace(SUFFIX, ''));

/** Whether a name looks like a person's; what is read off a page's text has to. */
const isPerson = (name: string): boolean =>
  !DIGIT.test(name) && PERSON.test(name) && name.split(' ').length <= MAX_PERSON_WORDS;

/** The names in the text of a link to an author's page: single words, or persons' names. */
export const readLinkText = (value: string): readonly string[] =>
  readAuthors(readNameLine(value).line).filter((name) => !name.includes(' ') || isPerson(name));

/** What a line of a page's text says of authors. */
export interface Byline {
  readonly names: readonly string[];
  /** It starts like "By". */
  readonly isBy: boolean;
}

/** The persons' names in a line of a page's text, such as "By Ann Lee on May 1". A single word takes a "By" before it to be one. */
export const readByline = (value: string): Byline => {
  const { line, rest } = readNameLine(value);
  const isBy = rest.length < line.length;
  const names =
    line.length > MAX_LINE
      ? []
      : splitNames(rest.replace(SUFFIX, '').replace(RUNNING_ON, '')).filter((name) => isPerson(name) && !isTitle(name));
  return { names: isBy || names.some((name) => FULL_NAME.test(name)) ? names : [], isBy };
};
