import { z } from 'zod';

/** RFC 1123's label. */
const label = z.string().regex(/^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/);
/** Of what comes by the old way, how much goes to the service. */
const share = z.number().int().min(0).max(100);

const WHAT = {
  takesOver:
    'requests that something else, such as a monolith, answered before, and that move to the service share by share',
  hostname: 'the host that these requests are for: a name, or one for each environment',
  path: 'what the paths of these requests begin with: /api/metadata',
  from: 'what answers them before, and goes on with the rest: a Service of Kubernetes',
  service: 'the name of the Service',
  namespace: 'the namespace of the Service; its owner has to allow the route with a ReferenceGrant',
  port: 'the port of the Service: 1 to 65535',
  percent: 'how many of a hundred requests go to the service: a number from 0 to 100, or one for each environment',
} as const;

const orForEach = <T extends z.ZodType>(value: T) => z.union([value, z.record(label, value)]);

/** A part of the requests of what was there before: see docs/moving-traffic.md. */
export const takeoverSchema = z
  .strictObject({
    hostname: orForEach(z.hostname()).describe(WHAT.hostname),
    path: z.string().startsWith('/').describe(WHAT.path),
    from: z
      .strictObject({
        service: label.describe(WHAT.service),
        namespace: label.describe(WHAT.namespace),
        port: z.number().int().min(1).max(65_535).describe(WHAT.port),
      })
      .describe(WHAT.from),
    percent: orForEach(share).describe(WHAT.percent),
  })
  .describe(WHAT.takesOver);
