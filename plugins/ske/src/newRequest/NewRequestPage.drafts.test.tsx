import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setText, textOf } from '../editor/__testUtils__/editorText';
import { change } from '../requests/__testUtils__/renderPage';
import {
  name,
  press,
  render,
  setUp,
  yamlEditor,
} from './__testUtils__/newRequestPage';
import { thingPromise } from './__testUtils__/thingPromise';

const stored = () => JSON.stringify({ ...sessionStorage });
const yaml = () => screen.getByRole('group', { name: 'The request as YAML' });

describe('NewRequestPage, drafts', () => {
  beforeEach(() => sessionStorage.clear());

  it('keeps what was typed when the page is left inside the app', async () => {
    const { platform } = setUp();
    const page = await render(platform);
    await userEvent.type(await name(), 'one');
    page.unmount();
    expect(stored()).toContain('one');
  });

  it('keeps the offered draft while the user types, and offers both drafts on the next visit', async () => {
    const { platform } = setUp();
    const first = await render(platform);
    await userEvent.type(await name(), 'long');
    first.unmount();

    const second = await render(platform);
    await screen.findByRole('button', { name: 'Continue with the draft' });
    await userEvent.type(await name(), 'short');
    second.unmount();

    await render(platform);
    await press('Discard it');
    await press('Continue with the draft');
    await waitFor(async () => expect(await name()).toHaveValue('long'));
    expect(
      screen.queryByRole('button', { name: 'Continue with the draft' }),
    ).toBeNull();
  });

  it('saves no draft if the user opens the form and types nothing', async () => {
    const { platform } = setUp();
    platform.refuse({ kind: 'Namespace' });
    const page = await render(platform);
    await waitFor(() => expect(yaml()).toHaveTextContent('namespace: default'));
    page.unmount();
    expect(sessionStorage).toHaveLength(0);
  });

  it('keeps the labels and comments of the YAML', async () => {
    const { platform } = setUp();
    const first = await render(platform);
    await userEvent.type(await name(), 'one');
    await press('YAML');
    const editor = await yamlEditor();
    setText(
      editor,
      `# mine\n${textOf(editor).replace('  labels:', '  labels:\n    team: shop')}bad: [`,
    );
    await screen.findByText(/^Line \d+:/);
    first.unmount();

    await render(platform);
    await press('Continue with the draft');
    const text = textOf(await yamlEditor());
    expect(text).toMatch(/^# mine/);
    expect(text).toContain('team: shop');
    expect(text).toContain('bad: [');
  });

  it('keeps the labels and comments of the YAML after the user has gone back to the form', async () => {
    const { platform } = setUp();
    const first = await render(platform);
    await press('YAML');
    const editor = await yamlEditor();
    setText(
      editor,
      `# mine\n${textOf(editor).replace('  labels:', '  labels:\n    team: shop')}`,
    );
    await press('Form');
    await name();
    first.unmount();

    await render(platform);
    await press('Continue with the draft');
    await waitFor(() => expect(yaml()).toHaveTextContent('team: shop'));
    expect(yaml()).toHaveTextContent('# mine');
    expect(await name()).toHaveValue('');
  });

  it('saves no draft if the user only looks at the YAML', async () => {
    const { platform } = setUp();
    const page = await render(platform);
    await press('YAML');
    await yamlEditor();
    await press('Form');
    await name();
    page.unmount();
    expect(sessionStorage).toHaveLength(0);
  });

  it('saves the last valid YAML without the password if the form has a password field', async () => {
    const { platform } = setUp();
    platform.put(
      thingPromise({
        pin: { type: 'string', format: 'password', title: 'Pin' },
        note: { type: 'string', title: 'Note' },
      }),
    );
    const first = await render(platform);
    await userEvent.type(await name(), 'one');
    await press('YAML');
    const editor = await yamlEditor();
    const valid = textOf(editor)
      .replace('  labels:', '  labels:\n    team: shop')
      .replace('spec: {}', 'spec:\n  pin: "1234"\n  note: kept');
    setText(editor, valid);
    await waitFor(() => expect(textOf(editor)).toContain('note: kept'));
    setText(editor, `${valid}bad: [`);
    await screen.findByText(/^Line \d+:/);
    first.unmount();
    expect(stored()).not.toContain('1234');

    await render(platform);
    await press('Continue with the draft');
    const text = textOf(await yamlEditor());
    expect(text).toContain('team: shop');
    expect(text).toContain('note: kept');
    expect(text).not.toContain('pin');
  });

  it('shows nothing of the previous user, and removes the draft of that user', async () => {
    const { platform } = setUp();
    const first = await render(platform);
    await userEvent.type(await name(), 'secret-plan');
    first.unmount();
    expect(stored()).toContain('secret-plan');

    const { platform: hers } = setUp();
    hers.me = { ...hers.me, backstageUser: 'user:default/eve' };
    await change(() => {});
    await render(hers);
    await name();
    await waitFor(() => expect(stored()).not.toContain('secret-plan'));
  });
});
