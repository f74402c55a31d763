// The properties of the unit tests for longer, with a new seed each time: a failure tells its seed.
import '../src/safety/fuzz-ways.spec.ts';
import '../src/safety/fuzz.spec.ts';

beforeAll(() => {
  process.env.FUZZ_SECONDS ??= '10';
});
