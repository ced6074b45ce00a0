import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  name,
  press,
  render,
  setUp,
  toReview,
} from './__testUtils__/newRequestPage';
import { thingPromise } from './__testUtils__/thingPromise';

describe('NewRequestPage, a field that is not complete', () => {
  beforeEach(() => sessionStorage.clear());

  const reason = (step: string) =>
    `A field in the step ${step} is not complete. Its message says what is missing.`;
  const yaml = () => screen.getByRole('group', { name: 'The request as YAML' });

  it.each([
    [
      'a text that is not valid YAML',
      {
        config: {
          type: 'object',
          'x-kubernetes-preserve-unknown-fields': true,
        },
      },
      async () => {
        await userEvent.click(
          await screen.findByRole('textbox', { name: /Config/ }),
        );
        await userEvent.paste('level: [');
      },
      'Config',
    ],
    [
      'a row without a key',
      {
        settings: {
          type: 'object',
          additionalProperties: { type: 'string' },
        },
      },
      async () => {
        await userEvent.click(
          await screen.findByRole('checkbox', { name: 'Settings' }),
        );
        await press('Add a row to Settings');
        await userEvent.type(
          await screen.findByRole('textbox', { name: /Value/ }),
          'lost',
        );
      },
      'Settings',
    ],
  ])(
    'is not sent from another step: %s',
    async (_case, properties, fill, step) => {
      const { platform, writes } = setUp();
      platform.put(
        thingPromise({
          ...properties,
          size: { type: 'integer', title: 'Size' },
        }),
      );
      await render(platform);
      await userEvent.type(await name(), 'one');
      await press('Next');
      await press('Next');
      await screen.findByRole('textbox', { name: /Size/ });
      await press('Back');
      await fill();
      await press(/Size$/);

      const review = await screen.findByRole('button', { name: 'Review' });
      expect(review).toHaveAttribute('aria-disabled', 'true');
      expect(review).toHaveAccessibleDescription(
        expect.stringContaining(reason(step)),
      );
      await userEvent.click(review);
      await userEvent.type(
        screen.getByRole('textbox', { name: /Size/ }),
        '3{Enter}',
      );
      expect(writes).toEqual([]);
      expect(screen.getByRole('button', { name: 'YAML' })).toHaveAttribute(
        'aria-disabled',
        'true',
      );
      expect(yaml()).not.toHaveTextContent('kratix-portal.io');
    },
  );

  it('allows the review if every field is complete', async () => {
    const { platform, writes } = setUp();
    await render(platform);
    await toReview();
    await screen.findByText('The cluster accepts the Thing one.');
    expect(writes).toHaveLength(1);
  });
});
