import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { callAsInitiator } from './taskCall';
import type { TaskTokens } from './TaskTokens';

/**
 * Creates the action `ske:keep-identity` (S18). This action takes the grant of the task, for a template whose first `ske:*` action comes after a long
 * wait. The other actions take the grant by themselves.
 */
export function createKeepIdentityAction(options: { tokens: TaskTokens }) {
  const { tokens } = options;
  return createTemplateAction({
    id: 'ske:keep-identity',
    description:
      'Allows later actions of this task to act as the user who started it for up to 12 hours, even after the Backstage token has expired. It needs session mode',
    supportsDryRun: true,
    schema: { input: {}, output: {} },
    async handler(ctx) {
      if (!ctx.isDryRun) {
        await callAsInitiator(ctx, tokens, async () => {});
      }
    },
  });
}
