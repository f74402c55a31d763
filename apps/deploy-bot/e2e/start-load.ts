import { spawnSync } from 'node:child_process';

import { kubectl } from './kubectl.ts';

export interface LoadResult {
  readonly sent: number;
  readonly answered: number;
  /** What went wrong, and how often. */
  readonly failures: Readonly<Record<string, number>>;
}

export interface Load {
  /** Ends it: what came of it. */
  readonly stop: () => LoadResult;
}

const PERIOD_MS = 16; // 62 requests a second
const POD = 'load';

/** Runs in the pod: asks at a constant rate, each request in a connection of its own, until SIGTERM, and then says what came of it. */
const SENDER = `
  const http = require('node:http');
  const failures = {};
  let sent = 0, answered = 0, open = 0, ending = false;
  const count = (what) => { failures[what] = (failures[what] ?? 0) + 1; };
  const end = () => { if (ending && open === 0) { console.log(JSON.stringify({ sent, answered, failures })); process.exit(); } };
  const over = () => { open -= 1; end(); };
  const ask = () => {
    sent += 1; open += 1;
    const request = http.get(process.env.TARGET, { agent: false, timeout: 5000 }, (response) => {
      response.resume();
      response.on('error', () => {}); // Tells itself by being incomplete.
      response.once('close', () => {
        if (response.statusCode === 200 && response.complete) answered += 1; else count(response.complete ? String(response.statusCode) : 'CUT');
        over();
      });
    });
    request.on('timeout', () => request.destroy(Object.assign(new Error(), { code: 'TIMEOUT' })));
    request.once('error', ({ code }) => { count(code); over(); });
  };
  const timer = setInterval(ask, ${PERIOD_MS});
  process.on('SIGTERM', () => { clearInterval(timer); ending = true; end(); });
`;

/**
 * Sends requests to a service from a pod of the cluster, so that they go as other services' do.
 *
 * @param image one with Node that the cluster can pull
 * @param target a URL that the service answers with 200
 */
export function startLoad(image: string, target: string): Load {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: POD, namespace: 'gateway' },
    spec: {
      restartPolicy: 'Never',
      containers: [{ name: POD, image, command: ['node', '-e', SENDER], env: [{ name: 'TARGET', value: target }] }],
    },
  };
  kubectl(['delete', 'pod', POD, '--namespace=gateway', '--ignore-not-found', '--wait']);
  kubectl(['apply', '--filename=-'], JSON.stringify(pod));
  kubectl(['wait', '--for=condition=Ready', `pod/${POD}`, '--namespace=gateway', '--timeout=60s']);
  return {
    stop: () => {
      const words = ['exec', POD, '--namespace=gateway', '--', 'node', '-e', 'process.kill(1, "SIGTERM")'];
      spawnSync('kubectl', words); // The pod may end before kubectl is told that it was asked to.
      const done = '--for=jsonpath={.status.phase}=Succeeded';
      kubectl(['wait', done, `pod/${POD}`, '--namespace=gateway', '--timeout=30s']);
      return JSON.parse(kubectl(['logs', POD, '--namespace=gateway'])) as LoadResult;
    },
  };
}
