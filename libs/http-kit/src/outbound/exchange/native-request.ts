import { type ClientRequest, type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';

const BRACKETS = /^\[|\]$/g;

/**
 * Makes a request of Node's, with those of got's options alone that are set here.
 *
 * got hands on 35, most of them undefined, and Node makes nine of a URL. It copies them all twice, into objects so large that it looks them
 * up by hash from then on: that took a tenth of a call. Certificates are the agent's.
 */
export function nativeRequest(
  { protocol, hostname, port, pathname, search }: URL,
  { method, headers, agent, maxHeaderSize }: RequestOptions,
  onResponse?: (response: IncomingMessage) => void,
): ClientRequest {
  const request = protocol === 'https:' ? httpsRequest : httpRequest;
  // an IPv6 address has brackets in a URL alone
  const host = hostname.replace(BRACKETS, '');
  return request({ host, port, path: pathname + search, method, headers, agent, maxHeaderSize }, onResponse);
}
