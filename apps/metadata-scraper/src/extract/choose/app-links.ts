import { cleanText } from '../clean/text.ts';
import { cleanUrl } from '../clean/url.ts';
import type { AppLink } from '../extracted.ts';
import type { Page } from './page.ts';

type Part = 'url' | 'appId' | 'appName';

/** https://developers.facebook.com/docs/applinks/metadata-reference: `al:<platform>:<property>`. */
const APP_LINKS = /^al:([a-z_]{1,20}):([a-z_]{1,20})$/;
const APP_LINK_PARTS: ReadonlyMap<string, Part> = new Map([
  ['url', 'url'],
  ['app_store_id', 'appId'],
  ['package', 'appId'],
  ['app_id', 'appId'],
  ['app_name', 'appName'],
]);

/** Twitter's: `twitter:app:<property>:<platform>`. */
const TWITTER = /^twitter:app:(name|id|url):(iphone|ipad|googleplay)$/;
const TWITTER_PARTS: ReadonlyMap<string, Part> = new Map([
  ['url', 'url'],
  ['id', 'appId'],
  ['name', 'appName'],
]);

/** Safari's banner: `app-id=123, app-argument=https://…`. */
const BANNERS: ReadonlyMap<string, string> = new Map([
  ['apple-itunes-app', 'ios'],
  ['google-play-app', 'android'],
]);
const BANNER_ID = /app-id\s*=\s*([\w.]{1,200})/;

interface Said {
  readonly platform: string;
  readonly part: Part;
  readonly value: string;
}

type Reader = (name: string, content: string) => Said | null;

const readAppLink: Reader = (name, value) => {
  if (!name.startsWith('al:')) return null;
  const [, platform = '', property = ''] = APP_LINKS.exec(name) ?? [];
  const part = APP_LINK_PARTS.get(property);
  return part === undefined ? null : { platform, part, value };
};

const readTwitter: Reader = (name, value) => {
  if (!name.startsWith('twitter:app:')) return null;
  const [, property = '', device = ''] = TWITTER.exec(name) ?? [];
  const part = TWITTER_PARTS.get(property);
  return part === undefined ? null : { platform: device === 'googleplay' ? 'android' : device, part, value };
};

const readBanner: Reader = (name, content) => {
  const platform = BANNERS.get(name);
  if (platform === undefined) return null;
  const id = BANNER_ID.exec(content)?.[1];
  return id === undefined ? null : { platform, part: 'appId', value: id };
};

const MAX_APPS = 20;

/** The apps that show the page, one for each platform: the first that is said of it counts. */
export const readAppLinks = ({ facts, base }: Page): AppLink[] => {
  const apps = new Map<string, Partial<Record<Part, string>>>();
  for (const { name, content } of facts.metas) {
    const said = readAppLink(name, content) ?? readTwitter(name, content) ?? readBanner(name, content);
    if (said === null) continue;
    const app = apps.get(said.platform) ?? {};
    app[said.part] ??= said.value;
    if (apps.size < MAX_APPS) apps.set(said.platform, app);
  }
  return [...apps].map(([platform, { url = '', appId = '', appName = '' }]) => ({
    platform,
    // an app's own addresses, such as myapp://page, are none that anybody else may follow
    url: cleanUrl(url, base),
    appId: cleanText(appId),
    appName: cleanText(appName),
  }));
};
