import { formatTraceparent, newTrace, parseTraceparent } from './index.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

describe('traceparent', () => {
  it('is read', () => {
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-01`)).toEqual({
      traceId: TRACE,
      parentSpanId: SPAN,
      traceFlags: '01',
    });
  });

  it('is read in a version to come, whatever follows', () => {
    expect(parseTraceparent(`cc-${TRACE}-${SPAN}-01-what-the-future`)).toMatchObject({ traceId: TRACE });
    expect(parseTraceparent(`cc-${TRACE}-${SPAN}-01`)).toMatchObject({ traceId: TRACE });
  });

  it.each([
    ['empty', ''],
    ['the version that is forbidden', `ff-${TRACE}-${SPAN}-01`],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['a span of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['capitals', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
    ['too short', `00-${TRACE}-${SPAN}`],
    ['more than version 00 has', `00-${TRACE}-${SPAN}-01-more`],
    ['more than anyone sends', `01-${TRACE}-${SPAN}-01-${'x'.repeat(5000)}`],
  ])('is refused: %s', (_, header) => {
    expect(parseTraceparent(header)).toBeNull();
  });

  it('is made where there is none, and written for the next service', () => {
    const trace = newTrace();
    const header = formatTraceparent(trace);
    expect(header).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-00$/);
    expect(parseTraceparent(header)).toEqual({ traceId: trace.traceId, parentSpanId: trace.spanId, traceFlags: '00' });
  });

  it('is never the same', () => {
    const traces = Array.from({ length: 1000 }, newTrace);
    expect(new Set(traces.map(({ traceId }) => traceId)).size).toBe(1000);
    expect(new Set(traces.map(({ spanId }) => spanId)).size).toBe(1000);
  });
});
