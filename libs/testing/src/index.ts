export {
  type Answer,
  type Bomb,
  bomb,
  type Encoded,
  encoded,
  type Encoding,
  html,
  json,
  redirect,
  respond,
} from './answers.ts';
export { type CapturedStream, captureStream, type LogLine } from './capture-stream.ts';
export { type DnsAnswer, type DnsRecord, type DnsServer, startDnsServer } from './dns-server.ts';
export { type Clock, type FakeClock, fakeClock } from './fake-clock.ts';
export { freePort } from './free-port.ts';
export {
  endless,
  hugeHeaders,
  informationalFlood,
  malformed,
  reset,
  type SlowBody,
  slowBody,
  slowHeaders,
  stall,
  wrongLength,
} from './misbehaviours.ts';
export { type Behaviour, type Origin, type OriginOptions, type RecordedRequest, startOrigin } from './origin.ts';
export { type RawRequest, rawRequest } from './raw-request.ts';
export {
  type Envelope,
  type EnvelopeItem,
  type SentryEvent,
  type SentryReceiver,
  startSentryReceiver,
} from './sentry-receiver.ts';
export { type Environment, type RunningService, startService } from './start-service.ts';
export { type LoadOptions, type LoadResult, steadyLoad } from './steady-load.ts';
export { until } from './until.ts';
