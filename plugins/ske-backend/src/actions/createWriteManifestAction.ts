import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';

/** Creates the action `ske:write-manifest` (B6), which writes a manifest into the task's workspace, for a later step to commit. */
export function createWriteManifestAction() {
  return createTemplateAction({
    id: 'ske:write-manifest',
    description: 'Writes a manifest to a file in the workspace of the task',
    supportsDryRun: true,
    schema: {
      input: {
        manifest: z => z.string().describe('The content of the file'),
        targetPath: z =>
          z
            .string()
            .describe(
              'The file, relative to the workspace. Missing folders are created',
            ),
      },
      output: {
        manifestPath: z => z.string().describe('The absolute path of the file'),
      },
    },
    async handler(ctx) {
      const { manifest, targetPath } = ctx.input;
      const manifestPath = resolveSafeChildPath(ctx.workspacePath, targetPath);
      if (manifestPath === resolve(ctx.workspacePath)) {
        throw new InputError('targetPath must name a file, not the workspace.');
      }
      await mkdir(dirname(manifestPath), { recursive: true });
      await writeFile(manifestPath, manifest, 'utf8');
      ctx.logger.info(`Wrote ${targetPath}`);
      ctx.output('manifestPath', manifestPath);
    },
  });
}
