import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePlatform } from '../../live/__testUtils__';
import { renderPage } from '../../requests/__testUtils__/renderPage';
import { NewRequestPage } from '../NewRequestPage';
import { thingPromise } from './thingPromise';
// Loaded before the test, so that the editor opens at once.
import '../../editor/YamlCode';

// jsdom has no layout.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;

interface Write {
  manifest: string;
  dryRun?: boolean;
  onExisting?: string;
}

export function setUp(namespaces = ['default', 'team-a']) {
  const platform = new FakePlatform();
  platform.put(thingPromise());
  namespaces.forEach(name =>
    platform.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
  );
  const writes: Write[] = [];
  /** The responses to the next writes; a success by default. */
  const answers: (() => Promise<unknown>)[] = [];
  platform.write = async (_method, input) => {
    const write = input as Write;
    writes.push(write);
    const answer = answers.shift();
    const { metadata } = JSON.parse(write.manifest);
    return (
      answer
        ? await answer()
        : {
            apiVersion: 'demo.example.com/v1',
            kind: 'Thing',
            ...metadata,
            operation: 'created',
            dryRun: write.dryRun ?? false,
            changes: [
              { field: 'spec.tier', change: 'added', after: '"small"' },
            ],
            kubectl: '',
            notices: ['Thing v1 is old.'],
          }
    ) as never;
  };
  return { platform, writes, answers };
}

export const render = (platform: FakePlatform, stored = {}) =>
  renderPage(<NewRequestPage name="thing" />, { platform, stored });
export const name = () => screen.findByRole('textbox', { name: /^Name/ });
export const press = async (label: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name: label }));
export const yamlEditor = () =>
  screen.findByRole('textbox', { name: 'The request as YAML' });
export const address = () => screen.getByTestId('address').textContent;

export async function toReview() {
  await userEvent.type(await name(), 'one');
  await press('Next');
  await press('Next');
  await press('Review');
}
