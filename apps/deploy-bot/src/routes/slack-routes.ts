import { createHash } from 'node:crypto';

import { z } from 'zod';

import { defineRoute, empty, json, problem, type Route } from '@exemplar/http-kit';

import type { Bot } from '../bot/create-bot.ts';
import { commandNameOf } from '../commands/parse-command.ts';
import { acknowledgementOf } from '../messages/acknowledgement.ts';
import { createSignatureCheck, type SignatureCheck } from '../slack/create-signature-check.ts';
import { commandForm, interaction } from './slack-forms.ts';

export interface SlackRouteOptions {
  readonly signingSecret: string;
}

/** Any form: nothing of it is looked at before its signature. */
const anyForm = z.record(z.string(), z.string());

/** What Slack calls. Each answers at once, and the work is done afterwards. */
export function slackRoutes(bot: Bot, { signingSecret }: SlackRouteOptions): readonly Route[] {
  const check = createSignatureCheck({ secret: signingSecret });
  return [commandRoute(bot, check), interactionRoute(bot, check)];
}

const COMMON = {
  method: 'POST',
  body: anyForm,
  bodyType: 'form',
  answers: { 200: { description: 'It was taken; what comes of it goes to the `response_url`.' } },
  problems: ['unauthorized'],
  open: true,
} as const;

const commandRoute = (bot: Bot, check: SignatureCheck): Route =>
  defineRoute({
    ...COMMON,
    path: '/slack/commands',
    summary: 'Takes a slash command',
    description: 'The form of a slash command, signed as Slack signs.',
    handler: ({ body, rawBody, headers, requestId }) => {
      check(headers, rawBody);
      if (body.ssl_check === '1') return empty(200); // Slack looks whether anybody is there
      const form = parse(commandForm, body);
      bot.command({
        id: idOf(form.trigger_id, rawBody),
        userId: form.user_id,
        userName: form.user_name,
        channel: form.channel_id,
        responseUrl: form.response_url,
        requestId,
        text: form.text,
      });
      const text = acknowledgementOf(commandNameOf(form.text), form.text);
      return text === null ? empty(200) : json({ response_type: 'ephemeral', text });
    },
  });

const interactionRoute = (bot: Bot, check: SignatureCheck): Route =>
  defineRoute({
    ...COMMON,
    path: '/slack/interactions',
    summary: 'Takes a click on a button',
    description: 'The payload of an interaction in a form, signed as Slack signs.',
    handler: ({ body, rawBody, headers, requestId }) => {
      check(headers, rawBody);
      const click = parse(interaction, jsonOf(body.payload));
      if (click === null) return empty(200);
      const { user, container, actions } = click;
      bot.click({
        id: idOf(click.trigger_id, rawBody),
        userId: user.id,
        userName: user.username ?? user.name ?? '',
        channel: container.channel_id,
        responseUrl: click.response_url,
        requestId,
        action: actions[0].action_id,
        value: actions[0].value,
        messageTs: container.message_ts,
      });
      return empty(200);
    },
  });

/** Slack's own name for what somebody did once; where there is none, the same bytes are the same request. */
const idOf = (triggerId: string | undefined, body: Buffer): string =>
  triggerId ?? createHash('sha256').update(body).digest('hex');

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw problem('invalid-request', `It is not what Slack sends: ${z.prettifyError(result.error)}`);
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(String(text));
  } catch (cause) {
    throw problem('invalid-request', 'The payload is not valid JSON.', { cause });
  }
}
