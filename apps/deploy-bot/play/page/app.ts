/// <reference lib="dom" />
import type { PageEnvironment, PageMessage, Stage } from '../wire.ts';
import { showCluster, showStage } from './backstage.ts';
import { renderBlocks } from './blocks.ts';
import { button, element, part, post } from './elements.ts';

const SUGGESTIONS = [
  '/deploy help',
  '/deploy status',
  '/deploy metadata-scraper',
  '/deploy orders',
  '/deploy payments production',
];

/** How near to the end counts as being there, in pixels. */
const NEAR = 80;

const messages = new Map<string, PageMessage>();
const people = new Map<string, string>();
const typed: string[] = [];
const line = part('text') as HTMLInputElement;
const person = part('person') as HTMLSelectElement;
const list = part('messages');

function take(command: string): void {
  line.value = command;
  show('channel');
  line.focus();
}

function show(pane: string): void {
  document.body.dataset.pane = pane;
  for (const tab of document.querySelectorAll<HTMLElement>('[data-shows]')) {
    tab.setAttribute('aria-pressed', String(tab.dataset.shows === pane));
  }
}

/** Shows a message where it is new, or as it is now where it was; the list stays at its end where it was there. */
function showMessage(message: PageMessage): void {
  messages.set(message.ts, message);
  const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
  const made = articleOf(message);
  const there = document.getElementById(`m${message.ts}`);
  if (there === null) list.append(made);
  else there.replaceWith(made);
  if (isAtEnd) list.scrollTop = list.scrollHeight;
}

function articleOf({ ts, text, blocks, onlyFor, isDeleted, edits }: PageMessage): HTMLElement {
  const reader = {
    nameOf: (id: string) => people.get(id) ?? id,
    press: (action: string) => void post('/click', { user: person.value, ts, action }),
  };
  const time = new Date(Number(ts) * 1000);
  const made = element('article', { id: `m${ts}`, class: onlyFor === undefined ? 'message' : 'message private' }, [
    element('p', { class: 'byline' }, [
      element('strong', {}, ['deploy-bot']),
      element('time', { datetime: time.toISOString() }, [
        time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }),
      ]),
      ...(onlyFor === undefined ? [] : [element('span', {}, ['Only visible to you'])]),
      ...(edits === 0 ? [] : [element('span', {}, [`edited ${edits} ×`])]),
    ]),
    ...renderBlocks(text, blocks, reader),
  ]);
  made.hidden = isDeleted || (onlyFor !== undefined && onlyFor !== person.value);
  return made;
}

/** What somebody types is not Slack's to show, but people look for it. */
function echo(command: string): void {
  list.append(
    element('article', { class: 'message own' }, [
      element('p', { class: 'byline' }, [element('strong', {}, [people.get(person.value) ?? ''])]),
      element('p', {}, [element('code', {}, [command])]),
    ]),
  );
  list.scrollTop = list.scrollHeight;
}

function begin(stage: Stage): void {
  messages.clear();
  list.replaceChildren();
  const chosen = person.value;
  for (const { id, name } of stage.people) people.set(id, name);
  person.replaceChildren(...stage.people.map(({ id, name }) => element('option', { value: id }, [name])));
  if (people.has(chosen)) person.value = chosen;
  part('channel-name').textContent = stage.channel;
  showStage(stage, take);
}

const connection = part('connection');
const events = new EventSource('/events');
const on = (name: string, act: (data: unknown) => void): void => {
  events.addEventListener(name, ({ data }: MessageEvent<string>) => {
    act(JSON.parse(data));
  });
};
on('stage', (stage) => {
  begin(stage as Stage);
});
on('message', (message) => {
  showMessage(message as PageMessage);
});
on('cluster', (environments) => {
  showCluster(environments as readonly PageEnvironment[]);
});
events.addEventListener('open', () => {
  connection.textContent = 'A Slack that is none, over a cluster that is none: nothing real is touched.';
});
events.addEventListener('error', () => {
  connection.textContent = 'The play has ended. Is nx serve still running?';
});

part('suggestions').append(
  ...SUGGESTIONS.map((command) =>
    button(command, { class: 'suggestion' }, () => {
      take(command);
    }),
  ),
);
part('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = line.value.trim();
  if (text === '') return;
  typed.push(text);
  echo(text);
  line.value = '/deploy ';
  void post('/type', { user: person.value, text });
});
person.addEventListener('change', () => {
  for (const message of messages.values()) showMessage(message);
});
line.addEventListener('keydown', (event) => {
  const last = typed.at(-1);
  if (event.key !== 'ArrowUp' || last === undefined) return;
  event.preventDefault();
  line.value = last;
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target === line) return;
  event.preventDefault();
  take('/deploy ');
});
for (const tab of document.querySelectorAll<HTMLElement>('[data-shows]')) {
  tab.addEventListener('click', () => {
    show(tab.dataset.shows ?? 'channel');
  });
}
