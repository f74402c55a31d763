import type { MessageBoard } from './message-board.ts';
import type { SignedRequest } from './signed.ts';
import { type Arguments, contentOf } from './slack-methods.ts';

/** How long Slack waits for an app, in ms: https://docs.slack.dev/interactivity/implementing-slash-commands#responding_basic_receipt. */
const PATIENCE_MS = 3000;

/** Where what comes of it is shown, and to whom. */
export interface Sender {
  readonly board: MessageBoard;
  readonly channel: string;
  readonly user: string;
  /** `/deploy`. */
  readonly command: string;
}

/** Sends a command to an app and shows its answer to who typed it, as Slack does; or that the app does not answer. */
export async function sendToApp(url: string, request: SignedRequest, sender: Sender): Promise<void> {
  const { board, channel, user, command } = sender;
  const show = (said: Arguments): void => {
    const audience = said.response_type === 'in_channel' ? {} : { onlyFor: user };
    board.post({ channel, by: 'answer', ...audience, ...contentOf(said) });
  };
  const fail = (why: string): void => {
    show({ text: `${command} failed with the error "${why}"` });
  };
  try {
    const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) });
    const body = await answer.text();
    if (!answer.ok) fail('dispatch_failed');
    else if (body !== '') show(argumentsOf(answer, body));
  } catch (error) {
    fail((error as Error).name === 'TimeoutError' ? 'operation_timeout' : 'dispatch_failed');
  }
}

/** An app answers in JSON or in plain text. */
function argumentsOf({ headers }: Response, body: string): Arguments {
  const isJson = headers.get('content-type')?.startsWith('application/json') === true;
  return isJson ? (JSON.parse(body) as Arguments) : { text: body };
}
