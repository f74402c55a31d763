/** What somebody typed cannot be done as it is. The message is in Slack's mark-up, and says what would be right. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
