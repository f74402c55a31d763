import { jest } from '@jest/globals';

import * as kit from './index.ts';

const PUBLIC = [
  'BASE_SETTINGS',
  'ConfigError',
  'HttpProblem',
  'OutboundError',
  'PROBLEMS',
  'Reply',
  'ServiceExit',
  'createCoalesce',
  'createGuardedFetch',
  'createOutboundClient',
  'defineRoute',
  'describeConfig',
  'empty',
  'etagOf',
  'formatHelp',
  'html',
  'isPublicAddress',
  'json',
  'openApiDocument',
  'parseCidrs',
  'parsePorts',
  'problem',
  'problemDocument',
  'readBuildInfo',
  'readConfig',
  'setting',
  'startService',
  'staticAssets',
  'stored',
  'stream',
  'toProblem',
  'upstreamStatusError',
];

describe('@exemplar/http-kit', () => {
  it('has this public surface', () => {
    expect(Object.keys(kit)).toEqual(PUBLIC);
  });

  it('starts a service on the environment, arguments and exit of its process', async () => {
    const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    process.env.PORT = 'none';
    try {
      await expect(kit.startService({ name: 'fixture', settings: {}, routes: () => [] })).rejects.toThrow(
        'The service ended at its start with exit code 78',
      );
    } finally {
      delete process.env.PORT;
    }

    expect(exit).toHaveBeenCalledWith(78);
    expect(write).toHaveBeenCalledWith(expect.stringMatching(/^fixture: PORT must be .*\n$/));
  });
});
