/** What an origin says of its page where a behaviour is about something else. */
export const PAGE_HEADERS = { 'content-type': 'text/html; charset=utf-8' };
