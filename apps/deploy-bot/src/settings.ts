import { z } from 'zod';

import { setting } from '@exemplar/http-kit';

const template = z.string().regex(/^[a-z\d.:[\]-]+(?:\/[a-z\d._-]+)*$/);

/** What an operator can set, beside the settings of every service. */
export const settings = {
  SLACK_SIGNING_SECRET: setting.secret({
    required: true,
    description: 'What Slack signs its requests with: "Signing Secret" on the page of the app.',
  }),
  SLACK_BOT_TOKEN: setting.parsed(z.string().regex(/^xox[be]\S+$/), 'a token that begins with xoxb-', {
    secret: true,
    description: 'By which the bot posts to channels and asks who is in a group. Unset: it only answers who asks.',
  }),
  SLACK_API_URL: setting.url({
    default: 'https://slack.com/api/',
    description: "Slack's Web API.",
  }),
  SLACK_CHANNEL: setting.parsed(z.string().regex(/^[CGD][A-Z\d]+$/), "a channel's id such as C0123ABCD", {
    description: 'Where deploys are told of. Unset: in the channel in which they are asked for.',
  }),
  KUBECONFIG: setting.string({
    description: "The file that says where clusters are. Unset: the pod's service account.",
  }),
  PLATFORM_FILE: setting.string({
    default: 'k8s/platform.yaml',
    description: 'The file that says which environments there are.',
  }),
  DEPLOY_ENVIRONMENTS: setting.list({
    default: [],
    description: 'The environments that it deploys to, of those in the platform file. Unset: all of them.',
  }),
  DEPLOY_RULES_FILE: setting.string({
    default: 'k8s/deploy-rules.yaml',
    description: 'The file that says who may do what, where and when.',
  }),
  REGISTRY: setting.parsed(template, 'a host and a path, without a scheme, such as registry.example.com/exemplar', {
    description: 'Where releases are. Unset: as the platform file says.',
  }),
  SERVICES: setting.list({
    default: [],
    description: 'The services that may be deployed, where the registry cannot list them.',
  }),
  REGISTRY_USERNAME: setting.string({
    description: 'Who asks the registry, with REGISTRY_PASSWORD. Unset: as `docker login` has left it.',
  }),
  REGISTRY_PASSWORD: setting.secret({ description: 'The password, or the token, of REGISTRY_USERNAME.' }),
  SENTRY_URL: setting.url({ default: 'https://sentry.io', description: "Sentry's own address, or one's own Sentry." }),
  SENTRY_ORG: setting.string({ description: 'The organisation whose Sentry is told of releases and deploys.' }),
  SENTRY_AUTH_TOKEN: setting.secret({
    description: 'By which Sentry is told of releases and deploys, with SENTRY_ORG. Unset: it is not told.',
  }),
};
