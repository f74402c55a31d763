import { describeConfig, formatHelp } from './describe-config.ts';
import { setting } from './setting.ts';

const settings = {
  PORT: setting.port({ default: 3000, description: 'The port.' }),
  TOKEN: setting.secret({ required: true, description: 'The token.' }),
  COLOUR: setting.choice(['red', 'blue'], { description: 'The colour.' }),
};

describe('describeConfig', () => {
  it('tells name, type, default and meaning of every setting', () => {
    expect(describeConfig(settings)).toEqual([
      { name: 'PORT', type: 'a port from 0 to 65535 (0: any free one)', default: '3000', description: 'The port.' },
      { name: 'TOKEN', type: 'text', default: 'required', description: 'The token.' },
      { name: 'COLOUR', type: 'one of red, blue', default: '', description: 'The colour.' },
    ]);
  });
});

describe('formatHelp', () => {
  it('lays the settings out for a terminal', () => {
    expect(formatHelp('painter', settings))
      .toBe(`painter: settings, read from the environment (name, type, [default], meaning)

  PORT    a port from 0 to 65535 (0: any free one)  [3000]
            The port.
  TOKEN   text  [required]
            The token.
  COLOUR  one of red, blue
            The colour.
`);
  });
});
