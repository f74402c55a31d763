export type { RegistryCode } from './registry-error.ts';
export type { RegistryAuth } from './registry-guard.ts';
export type { Seeded, SeededRelease } from './seed-release.ts';
export type { RegistryAsked } from './serve-registry.ts';
export { type Registry, type RegistryOptions, startRegistry } from './start-registry.ts';
