import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Linux counts a process' time in these, whatever the kernel's own tick is. Per second. */
const TICKS = 100;

/** CPU time that a process, all of its threads, has had so far, in µs. */
export function cpuMicros(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return psSeconds(pid) * 1e6;
  // proc(5): utime and stime are the 14th and 15th fields; the second, the name, may hold blanks and ends with ")"
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) / TICKS) * 1e6;
}

/** How much memory a process holds, in MB (10^6 bytes). */
export function residentMegabytes(pid: number): number {
  const file = `/proc/${pid}/status`;
  const kibibytes = existsSync(file) ? /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8'))?.[1] : ps('rss', pid);
  return (Number(kibibytes) * 1024) / 1e6;
}

const ps = (column: string, pid: number): string =>
  execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();

/** `ps` says [[days-]hours:]minutes:seconds[.hundredths]. */
const psSeconds = (pid: number): number =>
  ps('time', pid)
    .split(/[-:]/)
    .reverse()
    .reduce((total, part, index) => total + Number(part) * ([1, 60, 3600, 86_400][index] ?? 0), 0);
