import type { Logger } from '@exemplar/logging';
import type { BugTracker, Health, Metrics } from '@exemplar/monitoring';

import type { BaseConfig } from '../config/base-settings.ts';
import type { Config, Settings } from '../config/setting.ts';
import type { OutboundClient, OutboundClientOptions } from '../outbound/index.ts';
import type { Route } from '../routes/route.ts';
import type { BuildInfo } from './build-info.ts';
import type { Close } from './closers.ts';

/** What the chassis hands to a service. */
export interface ServiceContext<S extends Settings = Settings> {
  readonly config: BaseConfig & Config<S>;
  readonly build: BuildInfo;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly health: Health;
  readonly bugs: BugTracker;
  /** Has something closed when the service stops; what was opened last is closed first. */
  readonly onClose: (name: string, close: Close) => void;
  /** Makes a client for the service's own dependencies: logged, counted, and closed with the service. */
  readonly outbound: (options?: OutboundClientOptions) => OutboundClient;
}

/** A service, as it describes itself. */
export interface ServiceDefinition<S extends Settings, Resources> {
  /** In kebab-case; it stands in logs, metrics and reports. */
  readonly name: string;
  readonly description?: string;
  /** Its own settings, beside the base ones. */
  readonly settings: S;
  /** Opens what the routes stand on; each part says with `onClose` how it is closed. */
  readonly open?: (context: ServiceContext<S>) => Promise<Resources> | Resources;
  readonly routes: (resources: Resources, context: ServiceContext<S>) => readonly Route[];
}
