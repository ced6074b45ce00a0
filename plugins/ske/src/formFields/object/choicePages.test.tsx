import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderForm } from '../__testUtils__/renderForm';

const store = {
  type: 'object',
  oneOf: [{ required: ['s3'] }, { required: ['gcs'] }],
  properties: {
    gcs: {
      type: 'object',
      properties: {
        location: { type: 'string', enum: ['EU', 'US'], default: 'EU' },
      },
    },
    s3: {
      type: 'object',
      properties: {
        region: { type: 'string', enum: ['eu', 'us'], default: 'eu' },
      },
    },
    team: { type: 'string' },
  },
};

const choose = (name: string) =>
  userEvent.click(screen.getByRole('radio', { name }));

describe('G5: a choice in a form with a page for each property', () => {
  it('appears once, on one page, and only the chosen branch is sent', async () => {
    const form = await renderForm({ spec: store, singleSpecPage: false });
    for (;;) {
      if (screen.queryByRole('radio', { name: 'S3' })) {
        break;
      }
      await form.next();
    }
    await choose('Gcs');
    await choose('S3');
    while (!screen.queryByRole('button', { name: 'Review' })) {
      await form.next();
    }

    expect(await form.submit()).toEqual({ s3: { region: 'eu' } });
  });

  it('keeps the branch when the user goes back and forth', async () => {
    const form = await renderForm({ spec: store, singleSpecPage: false });
    while (!screen.queryByRole('radio', { name: 'S3' })) {
      await form.next();
    }
    await choose('Gcs');
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    await form.next();
    expect(await screen.findByRole('radio', { name: 'Gcs' })).toBeChecked();
    while (!screen.queryByRole('button', { name: 'Review' })) {
      await form.next();
    }

    expect(await form.submit()).toEqual({ gcs: { location: 'EU' } });
  });
});
