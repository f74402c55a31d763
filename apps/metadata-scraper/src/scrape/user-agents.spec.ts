import { userAgents } from './user-agents.ts';

describe('userAgents', () => {
  const agentOf = userAgents('Usual/1.0', { 'shy.example': 'Known/1.0', 'www.shy.example': 'Other/1.0' });

  it.each([
    ['https://shy.example/', 'Known/1.0'],
    ['https://cdn.shy.example/', 'Known/1.0'],
    ['https://www.shy.example/', 'Other/1.0'],
    ['https://notshy.example/', 'Usual/1.0'],
    ['https://example/', 'Usual/1.0'],
  ])('takes that of the host, or of the nearest one above it: %s', (url, agent) => {
    expect(agentOf(new URL(url))).toBe(agent);
  });

  it('is the same for all where nothing else is said', () => {
    expect(userAgents('Usual/1.0', {})(new URL('https://shy.example/'))).toBe('Usual/1.0');
  });
});
