import { z } from 'zod';

import type { ConfigError } from './config-error.ts';
import { readConfig } from './read-config.ts';
import { setting } from './setting.ts';

const description = 'What it is for.';

function errorOf(run: () => unknown): ConfigError {
  try {
    run();
  } catch (error) {
    return error as ConfigError;
  }
  throw new Error('It did not throw');
}

describe('readConfig', () => {
  it('turns the text of each kind of setting into its value', () => {
    const config = readConfig(
      {
        TEXT: setting.string({ description }),
        COUNT: setting.integer({ description, min: -5, max: 5 }),
        PORT: setting.port({ description }),
        ON: setting.flag({ description }),
        OFF: setting.flag({ description }),
        NAMES: setting.list({ description }),
        LINK: setting.url({ description }),
        SIZE: setting.choice(['small', 'large'], { description }),
        TOKEN: setting.secret({ description }),
        HALVES: setting.parsed(
          z.string().transform((text) => text.split('-')),
          'two words',
          { description },
        ),
      },
      {
        TEXT: 'hello',
        COUNT: '-5',
        PORT: '0',
        ON: 'TRUE',
        OFF: '0',
        NAMES: 'a, b ,,c',
        LINK: 'https://example.com/',
        SIZE: 'large',
        TOKEN: 's3cret',
        HALVES: 'left-right',
      },
    );

    expect(config).toEqual({
      TEXT: 'hello',
      COUNT: -5,
      PORT: 0,
      ON: true,
      OFF: false,
      NAMES: ['a', 'b', 'c'],
      LINK: 'https://example.com/',
      SIZE: 'large',
      TOKEN: 's3cret',
      HALVES: ['left', 'right'],
    });
  });

  it('takes the default where a variable is unset or empty', () => {
    const settings = {
      COUNT: setting.integer({ default: 7, description }),
      NAMES: setting.list({ default: ['a', 'b'], description }),
      ON: setting.flag({ default: false, description }),
      NONE: setting.string({ description }),
      HALVES: setting.parsed(
        z.string().transform((text) => text.split('-')),
        'two words',
        {
          default: 'x-y',
          description,
        },
      ),
    };

    expect(readConfig(settings, { COUNT: '' })).toEqual({
      COUNT: 7,
      NAMES: ['a', 'b'],
      ON: false,
      NONE: undefined,
      HALVES: ['x', 'y'],
    });
  });

  it('ignores variables that no setting names', () => {
    expect(readConfig({ A: setting.string({ description }) }, { A: 'a', B: 'b' })).toEqual({ A: 'a' });
  });

  it.each([
    ['a whole number from 1', setting.integer({ description, min: 1 }), '0'],
    ['a whole number from 0 to 9', setting.integer({ description, max: 9 }), '10'],
    ['a whole number from 0', setting.integer({ description }), '1.5'],
    ['a port from 0 to 65535 (0: any free one)', setting.port({ description }), '65536'],
    ['true or false', setting.flag({ description }), 'perhaps'],
    ['an absolute URL', setting.url({ description }), 'example'],
    ['one of small, large', setting.choice(['small', 'large'], { description }), 'huge'],
  ])('names the variable, what it must be (%s) and what it is', (type, single, text) => {
    const error = errorOf(() => readConfig({ THING: single }, { THING: text }));

    expect(error).toMatchObject({
      name: 'ConfigError',
      code: 'invalid-config',
      variable: 'THING',
      message: `THING must be ${type}, not "${text}"`,
    });
  });

  it('tells all that is wrong in one line', () => {
    const error = errorOf(() =>
      readConfig(
        { A: setting.integer({ description }), B: setting.string({ description, required: true }) },
        { A: 'one\ntwo' },
      ),
    );

    expect(error.variable).toBe('A');
    expect(error.message).toBe('A must be a whole number from 0, not "one\\ntwo"; B must be set: text');
  });

  it('never prints a secret, and cuts long values', () => {
    const secret = errorOf(() => readConfig({ KEY: setting.url({ description, secret: true }) }, { KEY: 'hunter2' }));
    const long = errorOf(() => readConfig({ N: setting.integer({ description }) }, { N: 'x'.repeat(500) }));

    expect(secret.message).toBe('KEY must be an absolute URL, not what it is (a secret of 7 characters)');
    expect(long.message.length).toBeLessThan(150);
  });
});
