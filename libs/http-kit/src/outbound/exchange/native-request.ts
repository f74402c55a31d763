import { type ClientRequest, type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';

/**
 * Makes got's request, with those of its options alone that are set here.
 *
 * got hands on 35, most of them undefined. Node copies them twice, into objects so large that it looks them up by hash
 * from then on: that took a tenth of a call. Certificates are the agent's.
 */
export function nativeRequest(
  url: URL,
  { method, headers, agent, maxHeaderSize }: RequestOptions,
  onResponse?: (response: IncomingMessage) => void,
): ClientRequest {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return request(url, { method, headers, agent, maxHeaderSize }, onResponse);
}
