import { isoNow } from './iso-now.ts';
import { type Fields, fieldsJson, NONE } from './json-fields.ts';
import { bytesOf, jsonId, jsonOf, jsonText } from './json-text.ts';
import type { LogLevel } from './log-level.ts';
import { readProperty } from './read-property.ts';
import { isError } from './redact.ts';
import { type RequestContext, requestContext } from './request-context.ts';

export interface Line {
  readonly level: LogLevel;
  readonly message: unknown;
  /** A child logger's fields; those of the line itself go before them. */
  readonly common: Fields;
  readonly fields: Fields;
}

export interface Identity {
  readonly service: string;
  readonly version: string;
}

/** Log collectors cut or refuse longer lines. Bytes. */
const MAX_LINE = 32_768;

/** Of a line: for what every line has, the request's context, and what tells of cuts. Bytes. */
const MARGIN = 3072;
const MAX_FIXED_TEXT = 256;
const MAX_MESSAGE = 12_288;

/**
 * Gives the function that makes a line of JSON: time, level, service, version, message, the request's context, the fields.
 *
 * It never throws, and the line is redacted and at most 32 kB, whatever comes in.
 */
export function createJsonLine({ service, version }: Identity): (line: Line) => string {
  const identity = `","service":${fixedText(service)},"version":${fixedText(version)},"message":`;
  return ({ level, message, common, fields }) => {
    const text = messageJson(message);
    const own = asFields(fields);
    const context = requestContext();
    const inContext = context !== undefined;
    const room = MAX_LINE - MARGIN - bytesOf(text);
    const ownJson = fieldsJson(own, undefined, inContext, room);
    const commonJson = common === NONE ? '' : fieldsJson(common, own, inContext, room - bytesOf(ownJson));
    const contextJson = inContext ? jsonOfContext(context, own, common) : '';
    return `{"time":"${isoNow()}","level":"${level}${identity}${text}${contextJson}${commonJson}${ownJson}}`;
  };
}

const fixedText = (text: string): string => jsonText(text, MAX_FIXED_TEXT);
const idText = (id: string): string => jsonId(id, MAX_FIXED_TEXT);

/** TypeScript keeps anything but a text out; what comes from JavaScript is shown all the same. */
function messageJson(message: unknown): string {
  if (typeof message === 'string') return jsonText(message, MAX_MESSAGE);
  return jsonText(jsonOf(message, MAX_MESSAGE), MAX_MESSAGE);
}

function asFields(fields: unknown): Fields {
  if (typeof fields !== 'object' || fields === null) return { value: fields };
  return isError(fields) ? { error: fields } : (fields as Fields); // any object is a record of unknown values
}

/** The route that a line names itself goes before the context's. */
function jsonOfContext({ requestId, traceId, spanId, route }: RequestContext, own: Fields, common: Fields): string {
  const ids = `,"requestId":${idText(requestId)},"traceId":${idText(traceId)},"spanId":${idText(spanId)}`;
  if (route === undefined || readProperty(own, 'route') !== undefined || common.route !== undefined) return ids;
  return `${ids},"route":${fixedText(route)}`;
}
