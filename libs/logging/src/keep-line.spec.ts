import { captureStream } from '@exemplar/testing';

import { createLogger, type RequestContext, runWithContext } from './index.ts';

const request = (): RequestContext => ({ requestId: 'r', traceId: 't', spanId: 's', traceFlags: '01' });
const messagesIn = ({ lines = [] }: RequestContext): readonly string[] =>
  lines.map((line) => (JSON.parse(line) as { message: string }).message);

describe('the lines of a request', () => {
  it.each(['json', 'pretty'] as const)('stay with it, each request having its own: %s', (format) => {
    const logger = createLogger({ service: 'shop', version: '1', format, output: captureStream().stream });
    const [first, second] = [request(), request()];
    logger.info('of none');
    runWithContext(first, () => {
      logger.info('of the first');
      logger.debug('below the level');
    });
    runWithContext(second, () => {
      logger.child({ part: 'a' }).warn('of the second');
    });
    expect([messagesIn(first), messagesIn(second)]).toEqual([['of the first'], ['of the second']]);
  });

  it('are the latest twenty, however many there are', () => {
    const logger = createLogger({ service: 'shop', version: '1', output: captureStream().stream });
    const context = request();
    runWithContext(context, () => {
      for (let at = 1; at <= 50; at++) logger.info(`line ${at}`);
    });
    expect(messagesIn(context)).toHaveLength(20);
    expect(messagesIn(context).slice(-1)).toEqual(['line 50']);
  });
});
