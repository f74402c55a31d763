// Origins and what they do
export { type Bomb, bomb } from './behaviours/bomb.ts';
export { reset, stall } from './behaviours/cut.ts';
export { type Encoded, encoded, type Encoding, truncated } from './behaviours/encoded.ts';
export { endless } from './behaviours/endless.ts';
export { informationalFlood } from './behaviours/informational-flood.ts';
export { hugeHeaders, malformed, wrongLength } from './behaviours/malformed.ts';
export { type Answer, html, json, redirect, respond, type WrongCharset, wrongCharset } from './behaviours/respond.ts';
export { drip, type SlowBody, slowBody, slowHeaders } from './behaviours/slow.ts';
export { type Behaviour, type Origin, type OriginOptions, type RecordedRequest, startOrigin } from './origin.ts';

// A service and those who use it
export { type LoadDrills, type LoadMix, type LoadOrigins, type LoadRequest, type LoadRequests } from './load-mix.ts';
export { type RawRequest, rawRequest } from './raw-request.ts';
export { type Environment, type RunningService, startService } from './start-service.ts';
export { type LoadOptions, type LoadResult, steadyLoad } from './steady-load.ts';
export { type OpenSurroundings, type Surroundings } from './surroundings.ts';

// What a service talks to
export { type DnsAnswer, type DnsRecord, type DnsServer, startDnsServer } from './dns/start-dns-server.ts';
export { type Envelope, type EnvelopeItem } from './sentry/read-envelope.ts';
export { type SentryEvent, type SentryReceiver, startSentryReceiver } from './sentry/start-sentry-receiver.ts';

// Logs and time
export { type CapturedStream, captureStream, type LogLine } from './capture-stream.ts';
export { type Clock, type FakeClock, fakeClock } from './fake-clock.ts';
export { freePort } from './free-port.ts';
export { until } from './until.ts';
