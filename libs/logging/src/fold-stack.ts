const FRAME = /^\s+at /;

/** Frames of Node itself and of packages: whoever reads the log can change neither. */
const FOREIGN = /node:|node_modules/;

/** Of a stack's frames the first in own code, and how many more there are. A stack of one or two stays as it is. */
export function foldStack(stack: readonly string[]): readonly string[] {
  const frames = stack.filter((line) => FRAME.test(line));
  if (frames.length < 3) return stack;
  const told = frames.find((line) => !FOREIGN.test(line)) ?? frames.slice(0, 1).join('');
  return [...stack.filter((line) => !FRAME.test(line)), told, `    … ${frames.length - 1} more frames`];
}
