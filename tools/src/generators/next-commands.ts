/** What a generator does at its end, when its files are written: it tells what is there now, and the next three commands. */
export const nextCommands =
  (done: string, commands: readonly [string, string, string]): (() => void) =>
  () => {
    console.log(`\n${done} Next:\n\n${commands.map((command) => `  ${command}`).join('\n')}\n`);
  };
