import type { DeployProgress, Release, ReleaseDiff, ServiceStatus } from '@exemplar/deploy-engine';

import { diffText, statusText } from './look-text.ts';
import { createPrintProgress } from './progress-lines.ts';

const RELEASE: Release = {
  service: 'shop',
  version: '2',
  digest: 'sha256:2',
  image: 'r/shop@sha256:2',
  commit: '2',
  subject: 'Sell shoes',
  author: 'Ada',
  createdAt: '2026-11-23T12:00:00Z',
};
const ADA = { id: 'terminal:ada', name: 'ada' };
const TARGET = { service: 'shop', environment: 'staging' };

const progress = (more: Partial<DeployProgress>): DeployProgress => ({
  id: '1',
  kind: 'deploy',
  target: TARGET,
  actor: ADA,
  from: null,
  to: RELEASE,
  phase: 'starting',
  ready: 1,
  wanted: 2,
  startedAt: '2026-11-23T12:00:00Z',
  elapsedMs: 1500,
  leftOut: [],
  notes: [],
  ...more,
});

describe('what is printed of a deploy', () => {
  const printed = (...all: readonly Partial<DeployProgress>[]): readonly string[] => {
    const lines: string[] = [];
    const print = createPrintProgress((line) => lines.push(line));
    for (const one of all) print(progress(one));
    return lines;
  };

  it('is each line once', () => {
    expect(printed({ phase: 'rolling-out' }, { phase: 'rolling-out' }, { phase: 'rolling-out', ready: 2 })).toEqual([
      '1 of 2 pods are ready',
      '2 of 2 pods are ready',
    ]);
  });

  it('says what serves again, where a release is known of it and where none is', () => {
    const older = { ...RELEASE, version: '1' };
    expect(printed({ phase: 'rolling-back', backTo: older }, { phase: 'rolled-back', backTo: older })).toEqual([
      'Going back to 1: 1 of 2 pods are ready',
      'shop 2 failed in staging; 1 serves again, after 1.5 s.',
    ]);
    expect(printed({ phase: 'rolled-back' })).toEqual([
      'shop 2 failed in staging; what ran before serves again, after 1.5 s.',
    ]);
  });

  it('says what failed, and which canary is gone', () => {
    const trouble = { code: 'quota', sentence: 'The quota leaves no room.' } as const;
    expect(printed({ phase: 'failed', trouble })).toEqual([trouble.sentence, 'shop 2 failed in staging, after 1.5 s.']);
    expect(printed({ phase: 'withdrawn', from: RELEASE })).toEqual(['The canary 2 of shop is gone from staging.']);
    expect(printed({ phase: 'withdrawn' })).toEqual(['The canary of shop is gone from staging.']);
  });
});

describe('what is shown of a service', () => {
  const STATUS: ServiceStatus = {
    target: TARGET,
    release: null,
    image: 'r/shop:by-hand',
    ready: 2,
    wanted: 2,
    last: null,
    underWay: null,
    canary: null,
    lock: null,
    freeze: null,
    refused: [],
  };

  it('is its image where nobody knows of which release it is', () => {
    expect(statusText([STATUS])).toBe('shop in staging: r/shop:by-hand (2 of 2 pods)');
  });

  const DIFF: ReleaseDiff = {
    from: null,
    to: RELEASE,
    image: { from: null, to: RELEASE.image, changed: true },
    configuration: [
      { field: 'ConfigMap shop data.LOG_LEVEL', from: '"info"' },
      { field: 'ConfigMap shop data.COLOUR', to: '"red"' },
    ],
    commits: [RELEASE],
    backwards: false,
  };

  it('is each value that differs', () => {
    expect(diffText(DIFF).split('\n')).toEqual([
      'nothing → 2',
      'image: none → r/shop@sha256:2',
      'configuration:',
      '  ConfigMap shop data.LOG_LEVEL: "info" → none',
      '  ConfigMap shop data.COLOUR: none → "red"',
      'commits:',
      '  2 Sell shoes (Ada)',
    ]);
  });
});
