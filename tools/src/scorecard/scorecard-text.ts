import { isRequired, type Scorecard } from './scorecard.ts';
import type { Verdict } from './standard.ts';

/** How a verdict is marked, in words too: colour and signs alone do not reach everyone. */
export const markOf = (verdict: Verdict, { tier }: Pick<Scorecard, 'tier'>): readonly [sign: string, word: string] => {
  if (verdict.problem === null) return ['✓', 'met'];
  return isRequired(verdict, tier) ? ['✗', 'missed'] : ['–', 'advised'];
};

/** The scorecard for a terminal: a line for each standard, and below it what to do. */
export function scorecardText(card: Scorecard): string {
  const width = Math.max(...card.verdicts.map(({ title }) => title.length));
  const lines = card.verdicts.flatMap((verdict) => {
    const [sign, word] = markOf(verdict, card);
    const line = `${sign} ${word.padEnd(7)}  ${verdict.title.padEnd(width)}  ${verdict.means}`;
    return verdict.problem === null
      ? [line]
      : [line, `             ${verdict.problem.replaceAll('\n', '\n             ')}`];
  });
  return [`${card.service}, tier ${card.tier}, owned by ${card.owner}`, '', ...lines, '', conclusion(card)].join('\n');
}

function conclusion(card: Scorecard): string {
  const words = card.verdicts.map((verdict) => markOf(verdict, card)[1]);
  const count = (word: string): number => words.filter((one) => one === word).length;
  const counts = `${count('met')} of ${words.length} standards met, ${count('missed')} missed, ${count('advised')} advised`;
  return card.passed
    ? `${counts}. ${card.service} meets what its tier requires.`
    : `${counts}. Do what the lines marked ✗ say.`;
}
