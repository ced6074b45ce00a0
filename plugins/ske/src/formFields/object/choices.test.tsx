import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderForm } from '../__testUtils__/renderForm';

const text = { type: 'string' };

const source = {
  type: 'object',
  properties: { file: text, url: text, name: text },
  oneOf: [{ required: ['file'] }, { required: ['url'] }],
};

const storage = {
  type: 'object',
  properties: {
    s3: {
      type: 'object',
      required: ['bucket'],
      properties: {
        bucket: text,
        region: { type: 'string', default: 'west' },
      },
    },
    disk: { type: 'object', properties: { size: { type: 'integer' } } },
  },
  oneOf: [
    { title: 'A bucket', required: ['s3'] },
    { title: 'A disk', required: ['disk'] },
  ],
};

const field = (name: RegExp) => screen.queryByRole('textbox', { name });
const choose = (name: string) =>
  userEvent.click(screen.getByRole('radio', { name }));

describe('G5: a choice between parts of an object', () => {
  it('shows and sends only the part that is chosen', async () => {
    const form = await renderForm({ spec: source });
    expect(field(/File/)).not.toBeInTheDocument();
    expect(field(/Name/)).toBeInTheDocument();

    await choose('File');
    await userEvent.type(field(/File/)!, 'a.txt');
    await choose('URL');
    expect(field(/File/)).not.toBeInTheDocument();
    await userEvent.type(field(/URL/)!, 'b');

    expect(await form.submit()).toEqual({ url: 'b' });
  });

  it('asks for a choice before the page can be left', async () => {
    const form = await renderForm({ spec: source });
    await userEvent.type(field(/Name/)!, 'x');
    await form.next();
    expect(
      await screen.findAllByText(/Choose exactly one: File or URL\./),
    ).not.toHaveLength(0);
  });

  it('adds the chosen object, with its defaults, and shows no checkbox to add it', async () => {
    const form = await renderForm({ spec: storage });
    await choose('A bucket');
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'S3' })).toBeVisible();
    await userEvent.type(field(/Bucket/)!, 'photos');

    expect(await form.submit()).toEqual({
      s3: { bucket: 'photos', region: 'west' },
    });
  });

  it('shows the title of the branch above its fields', async () => {
    const oneOf = storage.oneOf.map(({ required }) => ({ required }));
    await renderForm({ spec: { ...storage, oneOf } });
    for (const title of ['Disk', 'S3']) {
      await choose(title);
      expect(screen.getByRole('group', { name: title })).toBeVisible();
    }
    expect(field(/Bucket/)).toBeVisible();
  });

  it('sends an empty object that is chosen', async () => {
    const form = await renderForm({ spec: storage });
    await choose('A disk');

    expect(await form.submit()).toEqual({ disk: {} });
  });

  it.each([
    [{ file: 'a', name: 'n' }, 'File'],
    [{ url: 'b' }, 'URL'],
  ])(
    'W10: opens %j with its choice, and sends it as it is',
    async (spec, title) => {
      const form = await renderForm({ spec: source, initialSpec: spec });
      expect(screen.getByRole('radio', { name: title })).toBeChecked();
      expect(await form.submit()).toEqual(spec);
    },
  );

  it('W10: shows every part that has a value, and loses none', async () => {
    const form = await renderForm({
      spec: source,
      initialSpec: { file: 'a', url: 'b' },
    });
    const choices = within(screen.getByRole('radiogroup'));
    for (const radio of choices.getAllByRole('radio')) {
      expect(radio).not.toBeChecked();
    }
    expect(field(/File/)).toHaveValue('a');
    expect(field(/URL/)).toHaveValue('b');

    await choose('URL');
    expect(await form.submit()).toEqual({ url: 'b' });
  });

  it('removes a branch that comes from the default of the object', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        properties: {
          source: {
            type: 'object',
            properties: {
              git: storage.properties.disk,
              s3: { type: 'object' },
            },
            default: { git: { size: 1 } },
            minProperties: 1,
            maxProperties: 1,
          },
        },
      },
    });
    expect(screen.getByRole('radio', { name: 'Git' })).toBeChecked();
    await choose('S3');
    await form.next();
    await userEvent.click(await screen.findByRole('button', { name: 'Back' }));
    expect(await screen.findByRole('radio', { name: 'S3' })).toBeChecked();

    expect(await form.submit()).toEqual({ source: { s3: {} } });
  });

  it('works inside an object with a switch', async () => {
    const form = await renderForm({
      spec: { type: 'object', properties: { from: source, team: text } },
    });
    expect(screen.queryByRole('radio')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('checkbox', { name: 'From' }));
    await choose('URL');
    await userEvent.type(field(/URL/)!, 'b');

    expect(await form.submit()).toEqual({ from: { url: 'b' } });
  });
});
