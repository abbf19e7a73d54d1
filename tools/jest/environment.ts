/**
 * Where tests run: in Node.js itself. A context of their own, as jest's environment makes one for each file, would have to
 * load every package again.
 */
export default class NodeItself {
  readonly global = globalThis;

  async setup(): Promise<void> {
    // Jest translates stacks by maps that it made itself; here Node.js knows those of what it was given to run.
    delete (Error as Partial<typeof Error>).prepareStackTrace;
  }

  async teardown(): Promise<void> {}

  getVmContext(): null {
    return null;
  }

  exportConditions(): string[] {
    return ['node', 'node-addons'];
  }
}
