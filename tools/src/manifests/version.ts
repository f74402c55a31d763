/** A version is an image's tag and a label's value: this is what may be both. */
export const VERSION = /^[a-zA-Z\d](?:[\w.-]{0,61}[a-zA-Z\d])?$/;
