import type { IService } from 'kubernetes-models/v1/Service';

import type { Subject } from '../subject.ts';
import { metadataOf, selectorOf, type Track } from './metadata.ts';
import { SERVICE_PORT } from './ports.ts';

/** Where clients reach the pods of a track. The admin port is never part of it. */
export const service = (subject: Subject, track: Track = 'stable'): IService => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadataOf(subject, track),
  spec: {
    selector: { ...selectorOf(subject, track) },
    ports: [{ name: 'http', protocol: 'TCP', port: SERVICE_PORT, targetPort: 'http', appProtocol: 'http' }],
  },
});
