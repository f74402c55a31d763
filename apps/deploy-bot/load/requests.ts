import type { LoadMix } from '@exemplar/testing';
import { signed, type SignedRequest } from '@exemplar/testing/slack';

import openSurroundings from '../fixtures/surroundings.ts';

const COMMAND = { command: '/deploy', user_id: 'U0ADA', user_name: 'ada', channel_id: 'C0DEPLOYS' };

/** What people ask most, each signed anew, and some that Slack has not signed. */
export default async function loadMix(): Promise<LoadMix> {
  const { env, slack, close } = await openSurroundings();
  // the same number is asked for its headers and for its body
  const command = (text: string, number: number, secret = slack.signingSecret): SignedRequest => {
    const responseUrl = `${slack.url}/nowhere`; // refused at once: five answers an address are all that Slack takes
    const form = { ...COMMAND, text, response_url: responseUrl, trigger_id: `load.${number}` };
    return signed(new URLSearchParams(form).toString(), { secret });
  };
  const typed = (name: string, weight: number, text: string) => ({
    name,
    weight,
    method: 'POST',
    path: '/slack/commands',
    headers: (number: number) => command(text, number).headers,
    body: (number: number) => command(text, number).body,
  });
  return {
    requests: [
      typed('the help', 40, 'help'),
      typed('the state of a service', 50, 'status shop'),
      {
        ...typed('a request that Slack has not signed', 10, 'shop'),
        headers: (number) => command('shop', number, 'guessed').headers,
        statuses: [401],
      },
    ],
    env,
    close,
  };
}
