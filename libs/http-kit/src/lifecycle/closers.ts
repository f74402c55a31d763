import type { Logger } from '@exemplar/logging';

export type Close = () => Promise<void> | void;

/** What has been opened, to be closed in reverse order. */
export interface Closers {
  readonly add: (name: string, close: Close) => void;
  /**
   * Closes everything, last opened first. One that fails does not keep the others open.
   *
   * @returns whether all went well
   */
  readonly closeAll: () => Promise<boolean>;
}

export function createClosers(logger: Logger): Closers {
  const opened: { readonly name: string; readonly close: Close }[] = [];
  return {
    add: (name, close) => {
      opened.push({ name, close });
    },
    closeAll: async () => {
      let clean = true;
      for (let next = opened.pop(); next !== undefined; next = opened.pop()) {
        clean = (await closeOne(logger, next.name, next.close)) && clean;
      }
      return clean;
    },
  };
}

async function closeOne(logger: Logger, name: string, close: Close): Promise<boolean> {
  try {
    await close();
    return true;
  } catch (error) {
    logger.error(`Closing ${name} failed`, { error });
    return false;
  }
}
