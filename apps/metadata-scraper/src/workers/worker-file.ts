import { extname } from 'node:path';

/**
 * Where a worker is: beside the module that starts it, `.ts` as that module in the sources, `.js` as that module in the bundle.
 *
 * @param name `read-dom` for `read-dom.worker.ts`
 * @param from the `import.meta.url` of a module in the same folder
 */
export const workerFile = (name: string, from: string): URL => new URL(`./${name}.worker${extname(from)}`, from);
