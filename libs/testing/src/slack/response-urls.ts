import { randomBytes } from 'node:crypto';

import type { MessageBoard } from './message-board.ts';
import { SlackError } from './slack-error.ts';
import { type Arguments, contentOf } from './slack-methods.ts';
import { TEAM } from './workspace.ts';

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses. */
const MAX_POSTS = 5;
const LIFE_MS = 30 * 60 * 1000;

/** Where a command, or a click, was. */
export interface ResponsePlace {
  readonly channel: string;
  readonly user: string;
  /** The message whose button was clicked. */
  readonly ts?: string;
}

export interface ResponseUrls {
  /** @returns the path of a new one */
  open(place: ResponsePlace): string;
  /**
   * Takes what is posted to one.
   *
   * @throws SlackError used_url after 5 posts, expired_url after 30 minutes, and as checkMessage
   */
  post(path: string, said: Arguments): void;
}

interface Url {
  readonly place: ResponsePlace;
  readonly openedAt: number;
  posts: number;
  /** What the next `replace_original` replaces. */
  original: string | undefined;
}

export function createResponseUrls(board: MessageBoard, now: () => number): ResponseUrls {
  const urls = new Map<string, Url>();
  return {
    open: (place) => {
      const path = `/commands/${TEAM.id}/${randomBytes(12).toString('hex')}`;
      urls.set(path, { place, openedAt: now(), posts: 0, original: place.ts });
      return path;
    },
    post: (path, said) => {
      const url = urls.get(path);
      if (!url || now() - url.openedAt > LIFE_MS) throw new SlackError('expired_url');
      if (url.posts >= MAX_POSTS) throw new SlackError('used_url');
      url.posts++;
      respond(board, url, said);
    },
  };
}

function respond(board: MessageBoard, url: Url, said: Arguments): void {
  const { channel, user } = url.place;
  if (said.delete_original === true) {
    if (url.original !== undefined) board.remove(channel, url.original);
    return;
  }
  const content = contentOf(said);
  if (said.replace_original === true && url.original !== undefined) {
    board.update(channel, url.original, content);
    return;
  }
  const audience = said.response_type === 'in_channel' ? {} : { onlyFor: user };
  const message = board.post({ channel, by: 'response_url', ...audience, ...content });
  url.original ??= message.ts;
}
