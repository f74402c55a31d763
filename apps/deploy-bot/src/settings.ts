import { setting } from '@exemplar/http-kit';

/** What an operator can set, beside the settings of every service. */
export const settings = {
  GREETING: setting.string({ default: 'Hello', description: 'How people are greeted.' }),
};
