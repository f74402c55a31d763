export { type AddressGuard, createAddressGuard, isPublicAddress } from './address/address-guard.ts';
export { type Cidr, parseCidrs } from './address/cidr.ts';
export { type AllowedPorts, parsePorts } from './connect/check-url.ts';
export { type NameResolverOptions } from './connect/name-resolver.ts';
export { createGuardedFetch, type GuardedFetch, type GuardedFetchOptions } from './create-guarded-fetch.ts';
export {
  type Answer,
  createOutboundClient,
  type OutboundClient,
  type OutboundClientOptions,
  type OutboundRequest,
} from './create-outbound-client.ts';
export { type OpenedPage, type OpenPageOptions, type OutboundMetrics } from './exchange/open-page.ts';
export { OUTBOUND_ERROR_CODES, OutboundError, type OutboundErrorCode, upstreamStatusError } from './outbound-error.ts';
