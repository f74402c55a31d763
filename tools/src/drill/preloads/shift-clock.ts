/** By how much the clock is wrong after each signal. Milliseconds. */
const shifts = String(process.env.DRILL_CLOCK_SHIFTS).split(',').map(Number);

const Right = Date;
let shift = 0;
let jumps = 0;

/** The clock of the wall; what `performance.now()` tells goes on as before, as it does when a machine's clock is set. */
class Shifted extends Right {
  constructor(...said: readonly unknown[]) {
    // with one argument or more it is the time that they tell
    super(...((said.length === 0 ? [Shifted.now()] : said) as [number]));
  }

  static override now(): number {
    return Right.now() + shift;
  }
}

globalThis.Date = Shifted as DateConstructor;
process.on('SIGUSR2', () => {
  shift = Number(shifts[jumps % shifts.length]);
  jumps += 1;
});
