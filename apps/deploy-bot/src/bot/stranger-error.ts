/** Somebody asks whom the rules do not know. The message is in Slack's mark-up, and says whom to ask. */
export class StrangerError extends Error {
  override readonly name = 'StrangerError';
}
