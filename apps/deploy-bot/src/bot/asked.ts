/** What somebody in Slack asks: who, where, and where answers go. */
export interface Asked {
  /** Names the request: Slack gives the same to each delivery of it. */
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  /** The id of the channel it was asked in. */
  readonly channel: string;
  /** Takes five messages within half an hour. */
  readonly responseUrl: string;
  /** Of the HTTP request: what operators find its lines by. */
  readonly requestId: string;
}

/** A command: what stands behind `/deploy`. */
export interface AskedCommand extends Asked {
  readonly text: string;
}

/** A click on a button. */
export interface AskedClick extends Asked {
  readonly action: string;
  readonly value: string;
  /** When the message that the button is of was posted: its name within the channel. */
  readonly messageTs: string;
}
