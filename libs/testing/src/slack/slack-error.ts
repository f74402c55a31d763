/** What Slack answers instead of what was asked, in a 200: `{"ok":false,"error":"channel_not_found"}`. */
export class SlackError extends Error {
  readonly code: string;

  readonly messages: readonly string[];

  /** @param messages what is wrong in detail, as Slack tells it of blocks */
  constructor(code: string, messages: readonly string[] = []) {
    super(code);
    this.name = 'SlackError';
    this.code = code;
    this.messages = messages;
  }
}
