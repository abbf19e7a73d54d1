import { installDependencies } from './dependencies.ts';
import { Failure, step } from './say.ts';

/** Brings node_modules and dist/ up to date; does nothing when they are. Fails with the compiler's message. */
export async function prepare(): Promise<void> {
  await installDependencies();
  await step('building', async () => {
    const { build } = await import('../build.ts');
    const { buildPanel } = await import('../build-panel.ts');
    await Promise.all([build(), buildPanel()]).catch((error: Error) => {
      throw new Failure(`the build failed: ${error.message}`);
    });
  });
}
